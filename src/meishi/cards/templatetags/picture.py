"""Pictures on the card's page."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meishi.cards.document import AssetRef

register = template.Library()


@register.simple_tag(takes_context=True)
def picture(context: Any, ref: AssetRef, sizes: str = "100vw") -> SafeString | str:
    """Show the picture."""
    find = context.get("pictures")
    found = find(ref.asset, None) if find else None
    return (
        format_html('<img src="{}" alt="{}" sizes="{}">', found, ref.alt, sizes)
        if found
        else ""
    )
