"""What changes about accounts. One transaction each."""

import secrets
from hashlib import sha256

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from meishi.accounts.errors import AddressTaken, LinkUsedUp
from meishi.accounts.models import FirstAdminLink, User
from meishi.accounts.queries import has_administrator
from meishi.accounts.registry import ARRIVALS, DEPARTURES
from meishi.lib.mail.models import Mail
from meishi.lib.mail.tasks import deliver_mail


@transaction.atomic
def first_admin_link() -> str:
    """Return a fresh link that makes the first administrator, or "" if there is one.

    Links given out before stop working.
    """
    if has_administrator():
        return ""
    token = secrets.token_urlsafe(24)
    FirstAdminLink.objects.all().delete()
    FirstAdminLink.objects.create(token_hash=_hashed(token))
    return settings.SITE_URL + reverse("first-admin", args=[token])


def is_first_admin_link(token: str) -> bool:
    """Say whether the token of a link still works."""
    links = FirstAdminLink.objects.filter(token_hash=_hashed(token))
    return links.exists() and not has_administrator()


@transaction.atomic
def create_first_admin(token: str, email: str, password: str) -> User:
    """Return the first administrator, with a verified address.

    Raises LinkUsedUp where the link was used meanwhile, AddressTaken where the
    address has an account already; the link then still works.
    """
    # Deleting the row decides between two people who press at once.
    deleted, _rows = FirstAdminLink.objects.filter(token_hash=_hashed(token)).delete()
    if not deleted or has_administrator():
        raise LinkUsedUp(_("This link was used already. Sign in instead."))
    try:
        user = User.objects.create_user(email, password)
    except IntegrityError as error:
        raise AddressTaken(_("This address has an account already.")) from error
    user.is_staff = user.is_superuser = True
    user.save(update_fields=["is_staff", "is_superuser"])
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )
    return user


@transaction.atomic
def greet(request: HttpRequest, user: User) -> None:
    """Do all that is to be done when this person has signed in."""
    for arrive in ARRIVALS:
        arrive(request, user)


@transaction.atomic
def delete_account(user: User) -> None:
    """Delete the person with all that is theirs alone."""
    for depart in DEPARTURES:
        depart(user)
    user.delete()


@transaction.atomic
def retry_mail(number: int) -> bool:
    """Have a refused mail delivered once more; say whether it was one."""
    refused = Mail.objects.filter(pk=number, state=Mail.State.FAILED)
    if not refused.update(state=Mail.State.WAITING, error=""):
        return False
    deliver_mail.enqueue(number)
    return True


def _hashed(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
