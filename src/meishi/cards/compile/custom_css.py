"""The owner's CSS in the page: sanitised, and followed by what keeps it in its place.

The style sheet of a page ends with it (layer `own`), so that it wins over the theme.
"""

from collections.abc import Iterator
from typing import Final

from meishi.cards.compile.look import colours_of
from meishi.cards.document import CardDocument, Design
from meishi.cards.queries import pictures_in
from meishi.formats.custom_css import kept_readable, sanitise
from meishi.formats.palette import Palette
from meishi.media.rules.picture import CropBox, Picture, Pictures
from meishi.themes.registry import theme_named

WIDTH: Final = 1280  # pixels that a picture in CSS has at most

GUARD: Final = (
    # Shadows get room, and nothing else of the content leaves its place.
    ".content{clip-path:inset(-8px -16px -24px)}"
    ".page{position:relative;overflow-x:clip}"
    # The bar of actions stays in view below the largest face.
    ".front{max-height:110cqi}"
    # What holds the name cannot fade, shrink or move with it.
    ".words,.who{opacity:1!important;filter:none!important;transform:none!important;"
    "scale:none!important;rotate:none!important;translate:none!important}"
    ".turn,.foot{position:relative;z-index:2}.side{z-index:2}"
    ".my dialog:not([open]),.my [popover]:not(:popover-open){display:none!important}"
    "@media (prefers-reduced-motion:reduce){.my *,.my ::before,.my ::after"
    "{animation:none!important;transition:none!important}}"
)
PLATES: Final = (
    # On the owner's background, the app's words keep a ground of their own.
    "body{background:none}body::before{content:none}"
    ".bar,.turn label,.foot a{background:var(--ms-ground)}"
    ".foot a{padding:0 16px;border-radius:99px}"
    "@media (min-width:62em){.bar{margin-top:10px;padding:10px;border-radius:36px}}"
)


def own_style(document: CardDocument, pictures: Pictures) -> str:
    """Return the owner's part of the style sheet, "" where there is none."""
    design = document.design
    if not design.css:
        return ""
    own_assets = own_pictures(document, pictures)
    css = sanitise(design.css, own_assets=own_assets).css
    css, _doubts = kept_readable(css, *palettes_of(design))
    if not css:
        return ""
    return css + GUARD + (PLATES if ":root{" in css else "")


def palettes_of(design: Design) -> tuple[Palette, Palette]:
    """Return the colours by day and by night; they are the same where one is set."""
    colours = colours_of(design.colours, theme_named(design.theme))
    light, dark = colours.light, colours.dark
    return {"light": (light, light), "dark": (dark, dark)}.get(
        design.scheme, (light, dark)
    )


def own_pictures(document: CardDocument, pictures: Pictures) -> dict[str, str]:
    """Return the address of each picture that the card shows, by its name in CSS.

    Those with a role are called after it, the others by the id of their asset.
    """
    found: dict[str, str] = {}
    for name, asset, box in _named(document):
        picture = pictures(asset, box)
        if picture and (address := _address(picture)):
            found.setdefault(name, address)
    return found


def _named(document: CardDocument) -> Iterator[tuple[str, str, CropBox | None]]:
    identity = document.identity
    roles = {
        "photo": identity.photo,
        "logo": identity.logo,
        "cover": identity.cover,
        "background": document.design.background.picture,
    }
    for name, ref in roles.items():
        if ref:
            yield name, ref.asset, ref.box
    in_roles = {ref.asset for ref in roles.values() if ref}
    stored = [entry.data for entry in document.blocks]
    for asset, box in sorted(pictures_in(stored), key=str):
        if asset not in in_roles:
            yield asset, asset, box


def _address(picture: Picture) -> str:
    """Return the largest WebP that is not wider than needed."""
    offered = [s for s in picture.sources if s.media_type == "image/webp"]
    fitting = [s for s in offered if s.width <= WIDTH]
    best = max(fitting or offered, key=lambda s: s.width, default=None)
    return best.url if best else ""
