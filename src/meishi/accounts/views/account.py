"""Who asks about accounts: people in a browser. allauth's views do the rest."""

from typing import Any, cast

from allauth.core.ratelimit import consume_or_429
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from meishi.accounts.errors import AddressTaken, LinkUsedUp
from meishi.accounts.forms import DeleteAccountForm, FirstAdminForm
from meishi.accounts.models import User
from meishi.accounts.queries import mails
from meishi.accounts.services import (
    create_first_admin,
    delete_account,
    greet,
    is_first_admin_link,
    retry_mail,
)
from meishi.lib.mail.models import Mail

MAILS_ON_A_PAGE = 30
POLICY = cast("dict[str, list[str]]", settings.SECURE_CSP)
BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@never_cache
@sensitive_post_parameters("password")
def first_admin(request: HttpRequest, token: str) -> HttpResponse:
    """Make the first administrator."""
    if not is_first_admin_link(token):
        return render(request, "accounts/first_admin_used.html", status=410)
    form = FirstAdminForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = create_first_admin(token, **form.cleaned_data)
        except LinkUsedUp:
            return render(request, "accounts/first_admin_used.html", status=410)
        except AddressTaken as error:
            form.add_error("email", str(error))
        else:
            return _welcome(request, user)
    return render(request, "accounts/first_admin.html", {"form": form})


def _welcome(request: HttpRequest, user: User) -> HttpResponse:
    login(request, user, backend=BACKEND)
    greet(request, user)
    messages.success(request, _("You are the administrator. Make your first card."))
    return redirect("cards:list")


@login_required
@never_cache
@sensitive_post_parameters("password")
def delete(request: HttpRequest) -> HttpResponse:
    """Delete one's own account, without letting a password be guessed."""
    user: Any = request.user
    if too_often := consume_or_429(request, action="reauthenticate", user=user):
        return too_often  # type: ignore[no-any-return]  # untyped library
    form = DeleteAccountForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        delete_account(user)
        logout(request)
        messages.success(request, _("Your account and your cards are deleted."))
        return redirect("/")
    return render(request, "accounts/delete.html", {"form": form})


def outbox(request: HttpRequest) -> HttpResponse:
    """List the mails that this installation has written, for its administrator."""
    _administrator(request)
    search = request.GET.get("q", "")
    pages = Paginator(mails(search), MAILS_ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "accounts/outbox.html", {"page": page, "search": search})


@csp_override(POLICY | {"style-src": [CSP.SELF, CSP.UNSAFE_INLINE]})
def mail(request: HttpRequest, number: int) -> HttpResponse:
    """Show one mail, with the inline styles that mails are made of.

    Its frame has the policy of the page around it, and no script runs in it.
    """
    _administrator(request)
    found = get_object_or_404(Mail, pk=number)
    return render(request, "accounts/mail.html", {"mail": found})


@require_POST
def mail_retry(request: HttpRequest, number: int) -> HttpResponse:
    """Deliver a refused mail once more."""
    _administrator(request)
    if retry_mail(number):
        messages.success(request, _("The mail will be sent again in a moment."))
    return redirect("mail", number)


def _administrator(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not user.is_staff:
        raise Http404
    return user
