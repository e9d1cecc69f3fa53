"""Saving parts of the draft: in place for the editor's script, else by a new page."""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meishi.cards.errors import DraftChanged
from meishi.cards.forms.css import CssForm
from meishi.cards.forms.design import COLOURS, DesignForm
from meishi.cards.forms.entries import PhoneForm
from meishi.cards.models import Card
from meishi.cards.queries import draft_steps, handle_of, has_unpublished_changes
from meishi.cards.rules.summary import summary
from meishi.cards.views import sent


class SentForm(Protocol):
    """A form with rows, sent by the editor."""

    def bound_fields(self) -> Iterable[BoundField]:
        """Yield every field, those of the rows included."""

    def general_errors(self) -> list[str]:
        """Return what is wrong with no field in particular."""

    def row_titles(self) -> dict[str, str]:
        """Return what each row is called in the editor, by its prefix."""


type Show = Callable[..., HttpResponse]


def conflict(
    request: HttpRequest, card: Card, error: DraftChanged, show: Show
) -> HttpResponse:
    """Say that the draft has moved on, with what was typed kept."""
    card.refresh_from_db()
    if sent.wants_json(request):
        body = {"message": str(error), "draft_number": card.draft_number}
        return JsonResponse(body, status=409)
    hint = _("Save again to keep what is written here.")
    return show(problem=f"{error} {hint}", status=409)


def gone(request: HttpRequest, card: Card) -> HttpResponse:
    """Say that a block was deleted meanwhile."""
    message = _("This block was deleted in another window.")
    if sent.wants_json(request):
        return JsonResponse({"message": message}, status=410)
    messages.error(request, message)
    return HttpResponseRedirect(editor_address(card))


def answered(
    request: HttpRequest,
    card: Card,
    form: SentForm,
    problems: dict[str, str],
    show: Show,
    *,
    anchor: str = "",
    address: str = "",
) -> HttpResponse:
    """Say that the form was saved, or which fields were not and why.

    Without script the editor is shown next, at `anchor`, or what is at `address`.
    """
    fields = list(form.bound_fields())
    errors = {
        field.html_name: list(map(str, field.errors))
        for field in fields
        if field.errors
    }
    errors.update({name: [text] for name, text in problems.items()})
    if general := form.general_errors():
        errors[""] = general
    message = _not_saved(len(errors)) if errors else ""
    if sent.wants_json(request):
        notes = {field.html_name: note_of(field) for field in fields}
        shown = {field.html_name: shown_of(field) for field in fields}
        body = {
            **state(card),
            "errors": errors,
            "notes": {name: note for name, note in notes.items() if note is not None},
            "shown": {name: text for name, text in shown.items() if text is not None},
            "titles": form.row_titles(),
            "message": message,
        }
        return JsonResponse(body)
    if errors:
        return show(problem=message, status=422)
    return HttpResponseRedirect(address or f"{editor_address(card)}#{anchor}")


def state(card: Card) -> dict[str, Any]:
    """Return what the editor's bar and lists show of a draft."""
    can_undo, can_redo = draft_steps(card)
    return {
        "draft_number": card.draft_number,
        "title": card.title,
        "handle": handle_of(card),
        "can_undo": can_undo,
        "can_redo": can_redo,
        "has_changes": has_unpublished_changes(card),
        "summaries": {entry.id: summary(entry.data) for entry in card.document.blocks},
    }


def note_of(field: BoundField) -> str | None:
    """Return the warning below a field, "" for none now, None for never any."""
    form = field.form
    if isinstance(form, PhoneForm) and field.name in form.essential:
        return form.note
    if isinstance(form, CssForm):
        return form.note
    if isinstance(form, DesignForm) and field.name in COLOURS:
        return form.note(field.name)
    return None


def shown_of(field: BoundField) -> str | None:
    """Return how a saved value is written, where that differs from typing it."""
    form = field.form
    return form.shown(field.name) if isinstance(form, PhoneForm) else None


def editor_address(card: Card, **query: str) -> str:
    """Return the address of the card's editor."""
    return reverse("cards:editor", args=[card.public_id], query=query or None)


def _not_saved(count: int) -> str:
    return ngettext(
        "Not saved: %(count)d field needs attention.",
        "Not saved: %(count)d fields need attention.",
        count,
    ) % {"count": count}
