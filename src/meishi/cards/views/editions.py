"""The editions of a card: listed, compared, brought back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meishi.cards import services
from meishi.cards.access import editable_card, readable_card
from meishi.cards.models import Card, Edition
from meishi.cards.queries import editions_of
from meishi.cards.rules.changes import changes_between
from meishi.cards.views import page, saving
from meishi.cards.views.paging import paged
from meishi.cards.views.words import sentences


@require_safe
def editions(request: HttpRequest, card_id: str) -> HttpResponse:
    """List the editions, the newest first."""
    card = readable_card(request, card_id)
    context = {**page.bar(card), "page": paged(request, editions_of(card))}
    return render(request, "cards/editions.html", context)


@require_safe
def edition(request: HttpRequest, card_id: str, number: int) -> HttpResponse:
    """Compare an edition with the one before it, and with the draft."""
    card = readable_card(request, card_id)
    shown = _edition(card, number)
    before = editions_of(card).filter(number__lt=number).first()
    since = changes_between(before.document, shown.document) if before else []
    context = {
        **page.bar(card),
        "edition": shown,
        "before": before,
        "changes": sentences(since),
        "restoring": sentences(changes_between(card.draft, shown.document)),
    }
    return render(request, "cards/edition.html", context)


@require_POST
def restore(request: HttpRequest, card_id: str, number: int) -> HttpResponse:
    """Put an edition's content into the draft; undo takes it back."""
    card = editable_card(request, card_id)
    _edition(card, number)
    services.restore_edition(card, number, by=page.person(request))
    words = _("Edition %(number)d is in the editor now. Publish to show it to others.")
    messages.success(request, words % {"number": number})
    return HttpResponseRedirect(saving.editor_address(card))


def _edition(card: Card, number: int) -> Edition:
    found = editions_of(card).filter(number=number).first()
    if found is None:
        raise Http404
    return found
