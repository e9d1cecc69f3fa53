"""`{% picture ref sizes="..." %}`: a picture in the formats and sizes that there are."""

from itertools import groupby
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from meishi.cards.document import AssetRef
from meishi.media.rules.picture import Picture, Source

register = template.Library()

ORDER = ("image/avif", "image/webp")  # the better first; JPEG is the fallback
LARGEST = 1920  # pixels across
LAZY = 'loading="lazy" decoding="async"'
LATE = f'fetchpriority="low" {LAZY}'
THUMBNAIL = 640  # pixels across; the viewer asks for more


@register.simple_tag(takes_context=True)
def picture(
    context: Any,
    ref: AssetRef,
    sizes: str = "100vw",
    css_class: str = "",
    *,
    is_first: bool = False,
    gives_way: bool = False,
    widest: int = LARGEST,
) -> SafeString:
    """Return the picture as HTML, or nothing while it has no renditions.

    Its colour shows until it has loaded: as a class, since the page allows no inline
    styles, whose rule is added to `classes` of the context. `is_first` marks what is
    seen at once: it is fetched first, all others only when they come near, and what
    `gives_way` after those. Renditions of more than `widest` pixels across are not
    offered.
    """
    found = context["pictures"](ref.asset, ref.box)
    if found is None or not found.sources:
        return SafeString("")
    source = next(
        (s for s in found.sources if s.media_type not in ORDER), found.sources[-1]
    )
    lazily = LATE if gives_way else LAZY
    return format_html(
        '<picture>{}<img {} class="{}" {}></picture>',
        _better(_offered(found, widest), sizes),
        _image(source, found, ref),
        f"{css_class} {_dyed(context, found)}".strip(),
        SafeString('fetchpriority="high"' if is_first else lazily),
    )


@register.simple_tag(takes_context=True)
def picture_link(
    context: Any,
    ref: AssetRef | None,
    number: int,
    sizes: str = "100vw",
    *,
    widest: int = THUMBNAIL,
    at_once: int = 1,
    is_frugal: bool = False,
) -> SafeString:
    """Return the picture as a link to its largest rendition, or nothing without one.

    Inside an element with `data-view=""` the page's viewer opens it. `number` is that
    of the link in its block. The first `at_once` of the first block are part of the first
    view. All others take few bytes of the page, by one format alone, and come when they
    are near, so that nothing keeps back what is seen first: one of many `is_frugal` by
    the browser, any other by the viewer's script, in the best format. Without script
    they come at once.
    """
    found = context["pictures"](ref.asset, ref.box) if ref else None
    if ref is None or found is None or not found.sources:
        return SafeString("")
    is_soon = context.get("is_first_block", False) and number <= at_once
    is_later = not (is_frugal or is_soon)
    if is_soon:
        is_first = number == 1
        shown = picture(
            context,
            ref,
            sizes,
            is_first=is_first,
            gives_way=not is_first,
            widest=widest,
        )
    else:
        shown = _frugal(found, ref, sizes, widest)
    name = "" if ref.is_decorative else ref.alt
    label = name or gettext("Picture %(number)d") % {"number": number}
    return format_html(
        '<a href="{}" data-tap="{}-{}"{}{}>{}</a>',
        _largest(found).url,
        context["block_id"],
        number,
        format_html(' aria-label="{}"', label) if is_later or not name else "",
        format_html(' class="{}"', _place(context, found)) if is_later else "",
        format_html("<noscript>{}</noscript>", shown) if is_later else shown,
    )


def _dyed(context: Any, found: Picture) -> str:
    """The class that has the picture's colour."""
    name = f"c{found.colour.removeprefix('#')}"
    context["classes"][name] = f"background:{found.colour}"
    return name


def _place(context: Any, found: Picture) -> str:
    """The classes of the place that waits for the picture."""
    name = f"r{found.width}-{found.height}"
    context["classes"][name] = f"aspect-ratio:{found.width}/{found.height}"
    return f"{_dyed(context, found)} {name}"


def _largest(found: Picture) -> Source:
    """What any browser can show by itself, without a page around it."""
    known = [s for s in found.sources if s.media_type == "image/webp"]
    return max(known or found.sources, key=lambda source: source.width)


def _offered(found: Picture, widest: int) -> list[Source]:
    known = [source for source in found.sources if source.media_type in ORDER]
    limit = max(widest, min((s.width for s in known), default=0))
    offered = [source for source in known if source.width <= limit]
    return sorted(offered, key=lambda s: (ORDER.index(s.media_type), s.width))


def _better(offered: list[Source], sizes: str) -> SafeString:
    return format_html_join(
        "",
        '<source type="{}" {}>',
        (
            (media_type, _choice(list(sources), sizes))
            for media_type, sources in groupby(offered, lambda s: s.media_type)
        ),
    )


def _frugal(found: Picture, ref: AssetRef, sizes: str, widest: int) -> SafeString:
    offered = _offered(found, widest) or [found.sources[-1]]
    offered = [s for s in offered if s.media_type == offered[-1].media_type]
    choice = _choice(offered, sizes) if len(offered) > 1 else ""
    image = _image(offered[0], found, ref)
    return format_html('<img loading="lazy" {} {}>', choice, image)


def _choice(sources: list[Source], sizes: str) -> SafeString:
    """What the browser chooses from. Of one there is nothing to choose."""
    if len(sources) == 1:
        return format_html('srcset="{}"', sources[0].url)
    srcset = ",".join(f"{source.url} {source.width}w" for source in sources)
    return format_html('srcset="{}" sizes="{}"', srcset, sizes)


def _image(source: Source, found: Picture, ref: AssetRef) -> SafeString:
    return format_html(
        'src="{}" width="{}" height="{}" alt="{}"',
        source.url,
        found.width,
        found.height,
        "" if ref.is_decorative else ref.alt,
    )
