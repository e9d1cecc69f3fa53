"""What the templates of the editor ask for."""

from typing import Any

from django import forms, template
from django.utils.safestring import SafeString, mark_safe

from meishi.cards.forms.fields import addressable
from meishi.cards.forms.items import row_title
from meishi.cards.registry import BlockType
from meishi.media.queries import room_of
from meishi.media.rules.room import Room
from meishi.themes.look import part_drawing
from meishi.workspaces.models import Workspace

register = template.Library()


@register.filter
def item_title(form: forms.Form) -> str:
    """Return what a row of a block is called in the editor, "" for a blank one."""
    return row_title(form)


@register.filter
def block_icon(block_type: BlockType | None) -> SafeString:
    """Return the icon of a block type as inline SVG; it comes from its own folder."""
    return mark_safe(block_type.icon if block_type else "")  # noqa: S308 (our own files)


@register.filter
def part_icon(name: str, kind: str) -> SafeString:
    """Return the drawing of a part of a look, "" for the theme's own choice."""
    return mark_safe(part_drawing(kind, name) if name else "")  # noqa: S308 (our own files)


register.filter(addressable)


@register.filter
def is_wide(field: forms.BoundField) -> bool:
    """Whether a field takes a whole line of the form."""
    wide = (forms.Textarea, forms.CheckboxInput)
    return isinstance(field.field.widget, wide)


@register.filter
def is_checkbox(field: forms.BoundField) -> bool:
    """Whether a field is a single box to tick, labelled behind it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.simple_tag
def room_in(workspace: Workspace) -> Room:
    """Return how much of its room the files of a workspace take."""
    return room_of(workspace)


@register.filter
def list_named(form: Any, name: str) -> Any:
    """Return the rows of that list of an identity."""
    return form.lists[name]
