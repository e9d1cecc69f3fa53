"""`{% picture ref sizes="..." %}`: a picture in the formats and sizes that there are."""

from itertools import groupby
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from meishi.cards.document import AssetRef
from meishi.media.rules.picture import Picture, Source

register = template.Library()

ORDER = ("image/avif", "image/webp")  # the better first; JPEG is the fallback


@register.simple_tag(takes_context=True)
def picture(
    context: Any,
    ref: AssetRef,
    sizes: str = "100vw",
    css_class: str = "",
    *,
    is_first: bool = False,
) -> SafeString:
    """Return the picture as HTML, or nothing while it has no renditions.

    Its colour shows until it has loaded: as a class, since the page allows no inline
    styles, whose rule is added to `colours` of the context. `is_first` marks what is
    seen at once: it is fetched first, all others only when they come near.
    """
    found = context["pictures"](ref.asset, ref.box)
    if found is None or not found.sources:
        return SafeString("")
    name = f"c{found.colour.removeprefix('#')}"
    context["colours"][name] = found.colour
    return format_html(
        "<picture>{}{}</picture>",
        _better(found, sizes),
        _fallback(found, ref, f"{css_class} {name}".strip(), sizes, is_first=is_first),
    )


def _better(found: Picture, sizes: str) -> SafeString:
    offered = [source for source in found.sources if source.media_type in ORDER]
    offered.sort(key=lambda source: (ORDER.index(source.media_type), source.width))
    return format_html_join(
        "",
        '<source type="{}" srcset="{}" sizes="{}">',
        (
            (media_type, _srcset(list(sources)), sizes)
            for media_type, sources in groupby(offered, lambda s: s.media_type)
        ),
    )


def _srcset(sources: list[Source]) -> str:
    return ",".join(f"{source.url} {source.width}w" for source in sources)


def _fallback(
    found: Picture, ref: AssetRef, css_class: str, sizes: str, *, is_first: bool
) -> SafeString:
    source = next(
        (s for s in found.sources if s.media_type not in ORDER), found.sources[-1]
    )
    urgency = 'fetchpriority="high"' if is_first else 'loading="lazy" decoding="async"'
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="{}" class="{}" {}>',
        source.url,
        found.width,
        found.height,
        "" if ref.is_decorative else ref.alt,
        css_class,
        SafeString(urgency),
    )
