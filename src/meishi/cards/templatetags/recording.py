"""Films and sounds on a card: what plays, what stands for it, how long it is."""

from typing import Any

from django import template

from meishi.cards.document import AssetRef
from meishi.cards.document.recording import RecordingRef
from meishi.media.rules.picture import Picture

register = template.Library()

POSTER_WIDTH = 960  # pixels; a poster is fetched at once, so it is no larger


@register.simple_tag(takes_context=True)
def recording(context: Any, ref: RecordingRef | None) -> Picture | None:
    """Return the film or sound with its poster, or None while it is not ready."""
    found: Picture | None = context["pictures"](ref.asset, None) if ref else None
    return found if found and found.recording else None


@register.simple_tag(takes_context=True)
def poster(context: Any, film: Picture, own: AssetRef | None) -> str:
    """Return the address of what stands for a film: the picture that its owner chose,
    else one of its own."""
    chosen = context["pictures"](own.asset, own.box) if own else None
    sources = (chosen or film).sources
    fitting = [
        source
        for source in sources
        if source.media_type == "image/webp" and source.width <= POSTER_WIDTH
    ]
    return fitting[-1].url if fitting else sources[-1].url


@register.filter
def clock(seconds: float) -> str:
    """Write a duration as players do: 0:07, 12:30, 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
