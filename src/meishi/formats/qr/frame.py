"""A frame around a symbol with words in it, outside the quiet zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from meishi.formats.qr.letters import Glyph, Lettering, moved

type Place = Literal["below", "above"]

BORDER: Final = 1.0
"""Thickness of the frame on the sides without words, in modules."""

OUTER_RADIUS: Final = 2.0
INNER_RADIUS: Final = 1.0
_BAND: Final = 0.19
_LINE: Final = 0.62
"""Height of the band, in widths of the symbol, and of the words in it, in bands."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Words under or over the symbol, light on a dark frame around it."""

    words: Lettering
    place: Place = "below"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in modules; the origin is that of the symbol's quiet zone."""

    x: float
    y: float
    width: float
    height: float


def outer_box(frame: Frame | None, side: float) -> Box:
    """All of the picture around a symbol that is `side` wide with its quiet zone."""
    if frame is None:
        return Box(0, 0, side, side)
    band = _band(side)
    top = band if frame.place == "above" else BORDER
    return Box(-BORDER, -top, side + 2 * BORDER, side + BORDER + band)


def placed_words(frame: Frame, side: float) -> Iterator[Glyph]:
    """The outlines of the words where they stand, in modules."""
    words, band = frame.words, _band(side)
    tall = words.bottom - words.top
    room = side - 2 * OUTER_RADIUS
    scale = min(_LINE * band / tall, room / max(words.width, 0.01))
    middle = -band / 2 if frame.place == "above" else side + band / 2
    base = middle - scale * (words.top + words.bottom) / 2
    return moved(words.glyphs, side / 2 - scale * words.width / 2, base, scale)


def _band(side: float) -> float:
    return float(round(_BAND * side))
