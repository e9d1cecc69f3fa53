"""The page of the editor, whichever view shows it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from pydantic import ValidationError

from meishi.accounts.models import User
from meishi.cards.document import BlockEntry
from meishi.cards.forms.block import BlockForm
from meishi.cards.forms.handle import HandleForm
from meishi.cards.forms.identity import IdentityForm
from meishi.cards.forms.settings import SettingsForm
from meishi.cards.models import Card
from meishi.cards.queries import (
    current_handle,
    draft_steps,
    handle_of,
    has_unpublished_changes,
)
from meishi.cards.registry import BLOCK_TYPES, Notice
from meishi.cards.rules.summary import summary
from meishi.cards.views import sent
from meishi.cards.views.words import block_label


def person(request: HttpRequest) -> User | None:
    """Return who acts, None for guests."""
    return request.user if isinstance(request.user, User) else None


def show(
    request: HttpRequest,
    card: Card,
    *,
    identity: IdentityForm | None = None,
    block_form: BlockForm | None = None,
    handle_form: HandleForm | None = None,
    settings_form: SettingsForm | None = None,
    open_block: str = "",
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render the editor; forms that are given are shown with what was sent."""
    document = card.document
    identity = identity or IdentityForm(
        stored=document.identity, country=sent.likely_country(request)
    )
    rows = [_row(card, entry, open_block, block_form) for entry in document.blocks]
    context = {
        **bar(card),
        "identity": identity,
        "blocks": rows,
        "block_types": list(BLOCK_TYPES.values()),
        "handle_form": handle_form or HandleForm(initial={"handle": handle_of(card)}),
        "settings_form": settings_form or SettingsForm(stored=document),
        "site": site(),
        "problem": problem,
        "removed": block_label(request.GET["removed"])
        if request.GET.get("removed") in BLOCK_TYPES
        else "",
    }
    return render(request, "cards/editor.html", context, status=status)


def bar(card: Card) -> dict[str, Any]:
    """Return what the bar at the top shows."""
    can_undo, can_redo = draft_steps(card)
    return {
        "card": card,
        "handle": current_handle(card),
        "can_undo": can_undo,
        "can_redo": can_redo,
        "has_changes": has_unpublished_changes(card),
        "is_guest": card.workspace.kind == card.workspace.Kind.GUEST,
    }


def site() -> str:
    """Return the address of the installation, with the slash before a handle."""
    return f"{settings.SITE_URL}/"


def block_form_of(card: Card, entry: BlockEntry, data: Any = None) -> BlockForm | None:
    """Return the form of that block, None where its type is not installed."""
    block_type = BLOCK_TYPES.get(entry.kind)
    if block_type is None or not issubclass(block_type.form, BlockForm):
        return None
    try:
        stored = block_type.data.model_validate(entry.data)
    except ValidationError:  # written by another version of the type
        stored = block_type.data()
    options = block_type.form_options(card.public_id)
    return block_type.form(data, stored=stored, prefix=f"block-{entry.id}", **options)


def _row(
    card: Card, entry: BlockEntry, open_block: str, form: BlockForm | None
) -> dict[str, Any]:
    block_type = BLOCK_TYPES.get(entry.kind)
    is_open = entry.id == open_block
    return {
        "entry": entry,
        "type": block_type,
        "label": block_label(entry.kind),
        "summary": summary(entry.data),
        "is_open": is_open,
        "form": (form or block_form_of(card, entry)) if is_open else None,
        "notice": _notice(card, entry) if is_open else None,
    }


def _notice(card: Card, entry: BlockEntry) -> Notice | None:
    errand = BLOCK_TYPES[entry.kind].errand if entry.kind in BLOCK_TYPES else None
    return errand.notice(card, entry) if errand else None
