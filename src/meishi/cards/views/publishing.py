"""Publishing: what it would change, doing it, taking it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meishi.cards import services
from meishi.cards.access import editable_card
from meishi.cards.errors import HandleTaken, NotPublishable
from meishi.cards.forms.handle import HandleForm
from meishi.cards.models import Card
from meishi.cards.queries import handle_of
from meishi.cards.rules.changes import changes_between
from meishi.cards.views import page, saving
from meishi.cards.views.handle import claimed
from meishi.cards.views.words import sentences

# In the editor, this form opens above another one with the same field.
OWN_IDS: dict[str, Any] = {"auto_id": "publish_%s"}


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, card_id: str) -> HttpResponse:
    """Show what publishing changes; publish. Guests make an account in between."""
    card = editable_card(request, card_id)
    if request.method != "POST":
        return _asked(request, card)
    form = HandleForm(request.POST, **OWN_IDS) if "handle" in request.POST else None
    if form and not claimed(request, card, form):
        return _asked(request, card, form, status=422)
    if page.bar(card)["is_guest"]:
        return _to_sign_up(card)
    return _published(request, card, form)


@require_http_methods(["GET", "HEAD", "POST"])
def unpublish(request: HttpRequest, card_id: str) -> HttpResponse:
    """Say what taking the card off the web means; do it."""
    card = editable_card(request, card_id)
    if request.method != "POST":
        return render(request, "cards/unpublish.html", page.bar(card))
    services.unpublish_card(card, by=page.person(request))
    messages.success(request, _("The card is off the web. Its draft is kept."))
    return HttpResponseRedirect(saving.editor_address(card))


def _published(
    request: HttpRequest, card: Card, form: HandleForm | None
) -> HttpResponse:
    try:
        services.publish_card(card, by=page.person(request))
    except NotPublishable as error:
        return _asked(request, card, form, problem=str(error), status=422)
    except HandleTaken as error:
        form = form or HandleForm({"handle": card.wanted_handle}, **OWN_IDS)
        form.is_valid()
        form.add_error("handle", str(error))
        return _asked(request, card, form, status=422)
    address = reverse("cards:share", args=[card.public_id], query={"published": "1"})
    return HttpResponseRedirect(address)


def _asked(
    request: HttpRequest,
    card: Card,
    form: HandleForm | None = None,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    old = card.edition.document if card.edition else None
    context = {
        **page.bar(card),
        "changes": sentences(changes_between(old, card.draft)) if old else [],
        "is_new": old is None,
        "has_name": bool(card.document.identity.display_name),
        "form": form or HandleForm(**OWN_IDS, initial={"handle": handle_of(card)}),
        "site": page.site(),
        "problem": problem,
    }
    return render(request, "cards/publish.html", context, status=status)


def _to_sign_up(card: Card) -> HttpResponse:
    back = reverse("cards:publish", args=[card.public_id])
    return HttpResponseRedirect(reverse("account_signup", query={"next": back}))
