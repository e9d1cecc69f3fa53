"""`{% icon "name" %}`: an interface icon, inline, silent to screen readers."""

import re
from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ICONS = Path(__file__).parent.parent / "icons"
SHAPES = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
FRAME = (
    '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
    ' stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'
    ' aria-hidden="true" focusable="false">{}</svg>'
)


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Return the icon of that name (Lucide's). Raises FileNotFoundError."""
    shapes = SHAPES.search((ICONS / f"{name}.svg").read_text("utf-8"))
    drawing = " ".join(shapes[1].split()) if shapes else ""
    return mark_safe(FRAME.format(drawing))  # noqa: S308 (our own files)


@register.simple_tag
def source_address() -> str:
    """Return where the code of this installation is offered."""
    return settings.SOURCE_URL or reverse("ui:source")
