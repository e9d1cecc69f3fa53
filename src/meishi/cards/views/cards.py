"""The list of cards; making, copying, deleting one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from meishi.cards import services
from meishi.cards.access import editable_card
from meishi.cards.document import CardDocument, Design, Identity
from meishi.cards.document.base import MAX_LINE
from meishi.cards.models import Card
from meishi.cards.queries import cards_list
from meishi.cards.views import page, saving
from meishi.cards.views.paging import paged
from meishi.lib.idempotency.once import once
from meishi.media.queries import rooms_of
from meishi.themes.registry import all_themes
from meishi.workspaces.access import editable_workspaces, readable_workspaces
from meishi.workspaces.models import Workspace
from meishi.workspaces.services import guest_workspace, personal_workspace

FAMILY_FIRST = {"hu", "ja", "ko", "vi", "zh"}
LONGEST_SEARCH = 200


@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """List the visitor's cards, or those that fit the search."""
    search = request.GET.get("q", "")[:LONGEST_SEARCH]
    found = cards_list(readable_workspaces(request), search)
    editable = set(editable_workspaces(request).values_list("pk", flat=True))
    context: dict[str, Any] = {
        "page": paged(request, found),
        "search": search,
        "editable": editable,
        "site": page.site(),
        "rooms": rooms_of(editable_workspaces(request)),
    }
    return render(request, "cards/list.html", context)


@require_POST
@once
def new(request: HttpRequest) -> HttpResponse:
    """Make a card, with the name that was given, and open its editor."""
    card = services.create_card(
        own_workspace(request), document=_first(request), by=page.person(request)
    )
    return HttpResponseRedirect(saving.editor_address(card))


@require_POST
@once
def duplicate(request: HttpRequest, card_id: str) -> HttpResponse:
    """Make an unpublished copy of the card and open it."""
    card = editable_card(request, card_id)
    copy = services.duplicate_card(card, by=page.person(request))
    messages.success(request, _("This is the copy. It is not published yet."))
    return HttpResponseRedirect(saving.editor_address(copy))


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, card_id: str) -> HttpResponse:
    """Say what deleting the card means; do it once its address was typed."""
    card = editable_card(request, card_id)
    context = page.bar(card)
    wanted = context["handle"] if card.editions.exists() else ""
    typed = request.POST.get("confirmation", "").strip().strip("/").lower()
    if request.method == "POST" and typed == (wanted or ""):
        return _deleted(request, card)
    has_error = request.method == "POST"
    context |= {"wanted": wanted, "has_error": has_error, "typed": typed[:MAX_LINE]}
    status = 422 if has_error else 200
    return render(request, "cards/delete.html", context, status=status)


def own_workspace(request: HttpRequest) -> Workspace:
    """Return where the visitor's new cards go; guests get a place for them."""
    if request.user.is_authenticated:
        return personal_workspace(request.user)
    return editable_workspaces(request).first() or guest_workspace(request)


def _deleted(request: HttpRequest, card: Card) -> HttpResponse:
    title = card.title or _("The card without a name")
    services.delete_card(card, by=page.person(request))
    messages.success(request, _("“%(card)s” is deleted.") % {"card": title})
    return HttpResponseRedirect(reverse("cards:list"))


def _first(request: HttpRequest) -> CardDocument:
    """The document of a new card: the name, and what the language suggests."""
    language = get_language() or "en"
    name = " ".join(request.POST.get("name", "").replace("\x00", "").split())
    given, _space, family = name[:MAX_LINE].rpartition(" ")
    if not given:
        given, family = family, ""
    is_family_first = language.partition("-")[0] in FAMILY_FIRST
    if is_family_first and family:
        given, family = family, given
    identity = Identity(given=given, family=family, is_family_first=is_family_first)
    theme = request.POST.get("theme", "")
    design = Design(theme=theme) if theme in all_themes() else Design()
    return CardDocument(identity=identity, design=design, language=language)
