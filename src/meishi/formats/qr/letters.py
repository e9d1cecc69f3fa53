"""Words as outlines: shaped by HarfBuzz, so that a file needs no font to show them.

Scripts that join or stack their letters (Arabic, Thai, Devanagari) come out right, and
words of both directions stand in one line in the order in which they are read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final
from unicodedata import bidirectional, category

from meishi.formats.marking import gettext_noop

if TYPE_CHECKING:
    import uharfbuzz

type Step = tuple[str, tuple[float, ...]]
"""A step of an outline as in SVG: M, L, Q, C or Z, and its points."""

type Glyph = tuple[Step, ...]

_BOLDER: Final = 0.03
"""How much thicker strokes are made, in em: words on a dark ground look thin."""

_LEFTWARDS: Final = ("R", "AL", "AN")
_ONWARDS: Final = ("L", "EN")


class NoFont(ValueError):
    """No font has all the letters of a text."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """One line of words as outlines, in em; y grows downwards from the base line.

    `top` and `bottom` say how far capitals and tails reach, `width` how far all goes.
    """

    glyphs: tuple[Glyph, ...]
    width: float
    top: float = -0.74
    bottom: float = 0.24


def lettering(text: str, fonts: Iterable[bytes]) -> Lettering:
    """`text` in the first of `fonts` that has all its letters. Raises `NoFont`."""
    shown = " ".join(text.split())
    wanted = {ord(c) for c in shown if category(c) not in ("Zs", "Cf")}
    for data in fonts:
        face = _face(data)
        if face is not None and wanted <= set(face.unicodes):
            return _set(shown, face)
    raise NoFont(
        gettext_noop(
            "This server has no font with all of these letters. "
            "Use others, or ask its administrator to install one."
        )
    )


def moved(glyphs: Iterable[Glyph], x: float, y: float, scale: float) -> Iterator[Glyph]:
    """`glyphs` made `scale` as large, and their origin moved to `x` and `y`."""
    at = (x, y)
    for glyph in glyphs:
        yield tuple(
            (letter, tuple(at[i % 2] + scale * part for i, part in enumerate(points)))
            for letter, points in glyph
        )


def _face(data: bytes) -> "uharfbuzz.Face | None":
    import uharfbuzz

    face = uharfbuzz.Face(data)
    return face if face.glyph_count else None


def _set(text: str, face: "uharfbuzz.Face") -> Lettering:
    import uharfbuzz

    font = uharfbuzz.Font(face)
    font.synthetic_bold = (_BOLDER, 0, False)
    glyphs: list[Glyph] = []
    at = 0.0
    for run, direction in _runs(text):
        buffer = uharfbuzz.Buffer()
        buffer.add_str(run)
        buffer.guess_segment_properties()
        buffer.direction = direction
        uharfbuzz.shape(font, buffer)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            pen = _Pen(at + place.x_offset, place.y_offset, face.upem)
            font.draw_glyph_with_pen(info.codepoint, pen)
            glyphs.append(tuple(pen.steps))
            at += place.x_advance
    return Lettering(tuple(filter(None, glyphs)), at / face.upem)


class _Pen:
    """Takes an outline in font units, y upwards, as steps in em, y downwards."""

    def __init__(self, x: float, y: float, upem: int) -> None:
        self.steps: list[Step] = []
        self._origin = (x, y)
        self._upem = upem

    def moveTo(self, point: Any) -> None:  # noqa: N802 (as fontTools calls it)
        self._add("M", point)

    def lineTo(self, point: Any) -> None:  # noqa: N802 (fontTools' name)
        self._add("L", point)

    def qCurveTo(self, *points: Any) -> None:  # noqa: N802 (fontTools' name)
        self._add("Q", *points)

    def curveTo(self, *points: Any) -> None:  # noqa: N802 (fontTools' name)
        self._add("C", *points)

    def closePath(self) -> None:  # noqa: N802 (fontTools' name)
        self.steps.append(("Z", ()))

    def _add(self, letter: str, *points: Any) -> None:
        left, base = self._origin
        flat = [
            part / self._upem for x, y in points for part in (left + x, -(base + y))
        ]
        self.steps.append((letter, tuple(flat)))


def _runs(text: str) -> list[tuple[str, str]]:
    """Runs of one direction, from left to right (as UAX 9 orders a plain line)."""
    base = next((_way(c) for c in text if bidirectional(c) in ("L", "R", "AL")), "ltr")
    ways = _resolved([_way(c) for c in text], base)
    runs = [
        ("".join(c for c, _ in run), way)
        for way, run in groupby(zip(text, ways, strict=True), key=lambda pair: pair[1])
    ]
    return runs[::-1] if base == "rtl" else runs


def _way(character: str) -> str:
    """The direction of a character, "" where its neighbours decide."""
    kind = bidirectional(character)
    return "rtl" if kind in _LEFTWARDS else "ltr" if kind in _ONWARDS else ""


def _resolved(ways: list[str], base: str) -> list[str]:
    """Characters without a direction take that of both neighbours, or the line's."""
    out: list[str] = []
    for index, way in enumerate(ways):
        before = out[-1] if out else base
        after = next((later for later in ways[index:] if later), base)
        out.append(way or (before if before == after else base))
    return out
