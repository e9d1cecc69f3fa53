"""A look, and the style sheet that it gives.

The sheet has cascade layers, so that what comes later wins whatever its selectors are:
base (structure), block (the blocks' own styles), theme, choice (what the owner set),
own (the owner's CSS).
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from meishi.formats.colour import contrast, mixed
from meishi.formats.needed_css import needed
from meishi.formats.palette import Palette, Resolved, veil
from meishi.themes.choices import (
    Back,
    Button,
    Corner,
    Density,
    Face,
    Ground,
    Header,
    Pattern,
    Scheme,
)
from meishi.themes.registry import Theme
from meishi.themes.typefaces import Font, Typeface

LAYERS: Final = ("base", "block", "theme", "choice", "own")

CORNERS: Final = MappingProxyType(
    {
        "sharp": "--ms-radius:0px;--ms-card-radius:0px",
        "soft": "--ms-radius:12px;--ms-card-radius:10px",
        "round": "--ms-radius:24px;--ms-card-radius:22px",
    }
)
DENSITIES: Final = MappingProxyType(
    {
        "compact": "--ms-space:16px;--ms-gap:8px",
        "normal": "--ms-space:20px;--ms-gap:14px",
        "airy": "--ms-space:28px;--ms-gap:24px",
    }
)
BUTTONS: Final = MappingProxyType(
    {
        "pill": "--ms-button:99px",
        "soft": "--ms-button:10px",
        "square": "--ms-button:0px",
        "leaf": "--ms-button:18px 4px",
    }
)
SHADE: Final = (
    "--shade:0 0 0 1px light-dark(#0000,#ffffff14),0 1px 1px #0000000f,"
    "0 2px 6px #0000000f,0 18px 40px -12px #00000038"
)
STILL: Final = (
    "*,::before,::after{animation:none!important;transition:none!important;"
    "scroll-behavior:auto!important}"
)
PATTERN_SHARE: Final = 0.55
READABLE: Final = 4.5  # WCAG 2.2, 1.4.3


@dataclass(frozen=True, slots=True)
class Content:
    """What a page has: tags, classes and ids (see `needed_css`), and its letters."""

    words: AbstractSet[str]
    letters: AbstractSet[str]


@dataclass(frozen=True, slots=True)
class Backdrop:
    """What lies behind the page.

    `towards` are the far ends of a gradient in light and dark. `pictures` are pairs of
    a width in pixels and an address, the narrowest first; `focus` is a point in
    percent of width and height.
    """

    kind: Ground
    pattern: Pattern = "seigaiha"
    angle: int = 160
    towards: tuple[str, str] = ("", "")
    pictures: tuple[tuple[int, str], ...] = ()
    focus: tuple[int, int] = (50, 50)


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that decides how a card looks, nothing left open."""

    theme: Theme
    scheme: Scheme
    colours: Resolved
    typeface: Typeface
    face: Face
    back: Back
    header: Header
    corner: Corner
    density: Density
    button: Button
    backdrop: Backdrop
    is_still: bool

    @property
    def paper(self) -> tuple[str, str]:
        """The colours of the browser around the page, in light and dark."""
        light, dark = self.colours.light.ground, self.colours.dark.ground
        if self.scheme == "auto":
            return light, dark
        return (light, light) if self.scheme == "light" else (dark, dark)


def stylesheet(
    look: Look,
    blocks: str = "",
    own: str = "",
    has: Content | None = None,
) -> str:
    """Return the style of a page: `blocks` are its blocks' rules, `own` its owner's.

    Rules for what the page does not have are left out, except of the owner's, and so
    are fonts for letters that do not occur.
    """
    choice = [
        _part("face", look.face),
        _part("back", look.back),
        _part("header", look.header),
        _backdrop(look),
        STILL if look.is_still else "",
    ]
    layers = [_base(), blocks, look.theme.style, "\n".join(filter(None, choice))]
    if has:
        layers = [needed(layer, has.words) for layer in layers]
    rules = [
        f"@layer {name}{{{rule}}}"
        for name, rule in zip(LAYERS, [*layers, own], strict=True)
        if rule
    ]
    order = f"@layer {','.join(LAYERS)};"
    fonts = [f for f in look.typeface.fonts if has is None or f.has_any(has.letters)]
    return "\n".join([order, _fonts(fonts), _tokens(look), *rules])


@cache
def _base() -> str:
    return (files("meishi.themes") / "base.css").read_text("utf-8").strip()


@cache
def part_drawing(kind: str, name: str) -> str:
    """Return what a face, back or header looks like, as inline SVG, 64 by 40."""
    path = files("meishi.themes") / "parts" / kind / f"{name}.svg"
    return path.read_text("utf-8").strip()


@cache
def _part(kind: str, name: str) -> str:
    path = files("meishi.themes") / "parts" / kind / f"{name}.css"
    return path.read_text("utf-8").strip()


def _fonts(fonts: list[Font]) -> str:
    return "".join(
        f'@font-face{{font-family:"{font.family}";font-weight:{font.weight};'
        f'font-display:optional;src:url({font.address})format("woff2");'
        f"unicode-range:{font.characters}}}"
        for font in fonts
    )


def _tokens(look: Look) -> str:
    light, dark = look.colours.light, look.colours.dark
    pairs = {
        name: (getattr(light, field), getattr(dark, field))
        for name, field in (
            ("ground", "ground"),
            ("paper", "paper"),
            ("ink", "ink"),
            ("muted", "muted"),
            ("line", "line"),
            ("accent", "accent"),
            ("on-accent", "on_accent"),
        )
    }
    if look.backdrop.kind == "pattern":
        pairs["pattern"] = (_pattern_colour(light), _pattern_colour(dark))
    colours = [f"--ms-{name}:{_scheme(look, *pair)}" for name, pair in pairs.items()]
    return (
        ":root{"
        + ";".join(
            [
                f"color-scheme:{'light dark' if look.scheme == 'auto' else look.scheme}",
                *colours,
                # A seal is printed: it keeps its colour in the dark.
                f"--ms-seal:{light.accent};--ms-on-seal:{light.on_accent}",
                CORNERS[look.corner],
                DENSITIES[look.density],
                BUTTONS[look.button],
                f"--ms-font:{look.typeface.body};--ms-heading:{look.typeface.heading}",
                f"--ms-heading-weight:{look.typeface.weight}",
                f"--ms-heading-scale:{look.typeface.scale}",
                SHADE,
            ]
        )
        + "}"
    )


def _scheme(look: Look, light: str, dark: str) -> str:
    if look.scheme == "auto":
        return light if light == dark else f"light-dark({light},{dark})"
    return light if look.scheme == "light" else dark


def _pattern_colour(palette: Palette) -> str:
    """The line colour, as strong as words on it can bear."""
    for percent in range(round(PATTERN_SHARE * 100), 0, -5):
        colour = mixed(palette.line, palette.ground, percent / 100)
        if all(
            contrast(words, colour) >= READABLE
            for words in (palette.ink, palette.muted)
        ):
            return colour
    return palette.ground


def _backdrop(look: Look) -> str:
    backdrop = look.backdrop
    if backdrop.kind == "gradient":
        ends = _scheme(look, *backdrop.towards)
        return (
            "body::before{content:'';position:fixed;inset:0;z-index:-1;background:"
            f"linear-gradient({backdrop.angle}deg,var(--ms-ground),{ends})}}"
        )
    if backdrop.kind == "pattern":
        return _part("pattern", backdrop.pattern)
    if backdrop.kind == "picture" and backdrop.pictures:
        return _picture(look)
    return ""


def _picture(look: Look) -> str:
    backdrop = look.backdrop
    light, dark = (_veiled(p) for p in (look.colours.light, look.colours.dark))
    veils = _scheme(look, light, dark)
    x, y = backdrop.focus
    rules = [
        "body::before{content:'';position:fixed;inset:0;z-index:-1;"
        f"background:{x}% {y}%/cover;"
        f"background-image:linear-gradient({veils},{veils}),"
        f"url({backdrop.pictures[0][1]})}}",
        ".foot,.turn label{color:var(--ms-ink)}",
        # Lesser words are too faint on a picture, so blocks without a surface get one.
        ".blocks>section{background:var(--ms-paper);"
        "outline:var(--ms-bleed,0px) solid var(--ms-paper)}",
    ]
    rules += [
        f"@media (min-width:{width * 2 // 3}px){{body::before{{background-image:"
        f"linear-gradient({veils},{veils}),url({url})}}}}"
        for width, url in backdrop.pictures[1:]
    ]
    return "".join(rules)


def _veiled(palette: Palette) -> str:
    share = veil(palette.ink, palette.ground, READABLE)
    return f"{palette.ground}{round(share * 255 + 0.499):02x}"
