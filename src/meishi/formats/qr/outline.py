"""The shapes of a symbol in modules: what SVG and PDF both draw.

The origin is the upper left of the quiet zone, x grows rightwards, y downwards. Shapes
are filled by the even-odd rule.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Final

from meishi.formats.qr.style import Style
from meishi.formats.qr.symbol import QUIET_ZONE, Matrix

type Point = tuple[int, int]
type IsFilled = Callable[[int, int], bool]

_CENTRE: Final = QUIET_ZONE + 0.5


@dataclass(frozen=True, slots=True)
class Corner:
    """A right-angled corner of an outline, rounded by `radius`."""

    x: float
    y: float
    radius: float = 0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line with round ends, `right` modules to the right or `down` downwards.

    Without either it is a dot.
    """

    x: float
    y: float
    right: int = 0
    down: int = 0


type Loop = tuple[Corner, ...]
"""A closed rectilinear outline: its corners in order, clockwise around ink."""


@dataclass(frozen=True, slots=True)
class Outline:
    """All there is to draw: filled `loops`, and `strokes` of one width."""

    loops: tuple[Loop, ...]
    strokes: tuple[Stroke, ...]
    stroke_width: float


def outline(matrix: Matrix, style: Style) -> Outline:
    """The shapes of `matrix` in `style`.

    Alignment patterns stay whole in each: scanners straighten the picture by them.
    """

    def is_covered(row: int, column: int) -> bool:
        logo = style.logo
        return logo is not None and logo.covers(matrix.size, row, column)

    def is_data(row: int, column: int) -> bool:
        return (
            matrix.is_dark(row, column)
            and not matrix.in_finder(row, column)
            and not matrix.is_alignment(row, column)
            and not is_covered(row, column)
        )

    def is_whole(row: int, column: int) -> bool:
        if style.module == "square" and is_data(row, column):
            return True
        return matrix.is_alignment(row, column) and not is_covered(row, column)

    strokes = _STROKES[style.module](matrix.size, is_data)
    loops = (*_finders(matrix, style), *traced(matrix.size, is_whole))
    return Outline(loops, tuple(strokes), style.stroke_width)


def traced(size: int, is_filled: IsFilled) -> Iterator[Loop]:
    """The outlines of all filled modules."""
    edges = _edges(size, is_filled)
    while edges:
        yield _loop(edges, next(iter(edges)))


def _edges(size: int, is_filled: IsFilled) -> dict[Point, list[Point]]:
    """The steps along all borders by where they start, ink on their right."""
    edges: dict[Point, list[Point]] = {}
    filled = {(x, y) for y in range(size) for x in range(size) if is_filled(y, x)}
    for y in range(size):
        for x in range(size):
            if (x, y) not in filled:
                continue
            if (x, y - 1) not in filled:
                edges.setdefault((x, y), []).append((1, 0))
            if (x + 1, y) not in filled:
                edges.setdefault((x + 1, y), []).append((0, 1))
            if (x, y + 1) not in filled:
                edges.setdefault((x + 1, y + 1), []).append((-1, 0))
            if (x - 1, y) not in filled:
                edges.setdefault((x, y + 1), []).append((0, -1))
    return edges


def _loop(edges: dict[Point, list[Point]], start: Point) -> Loop:
    """Takes one closed outline through `start` out of `edges`."""
    corners: list[Corner] = []
    first = step = _taken(edges, start)
    at = start
    while True:
        at = (at[0] + step[0], at[1] + step[1])
        way = first if at == start else _taken(edges, at)
        if way != step:
            corners.append(Corner(at[0] + QUIET_ZONE, at[1] + QUIET_ZONE))
        if at == start:
            return tuple(corners)
        step = way


def _taken(edges: dict[Point, list[Point]], at: Point) -> Point:
    """A step from there, which is then used up."""
    ways = edges[at]
    way = ways.pop()
    if not ways:
        del edges[at]
    return way


def _finders(matrix: Matrix, style: Style) -> Iterator[Loop]:
    radius = style.finder_radius if style.finder == "rounded" else 0
    for row, column in matrix.finders:
        x, y = column + QUIET_ZONE, row + QUIET_ZONE
        yield box(x, y, 7, 7, radius)
        yield box(x + 1, y + 1, 5, 5, radius * 0.6)
        yield box(x + 2, y + 2, 3, 3, radius * 0.8)


def box(x: float, y: float, width: float, height: float, radius: float) -> Loop:
    """A rectangle, its corners rounded by `radius`."""
    return (
        Corner(x, y, radius),
        Corner(x + width, y, radius),
        Corner(x + width, y + height, radius),
        Corner(x, y + height, radius),
    )


def _dots(size: int, is_filled: IsFilled) -> Iterator[Stroke]:
    for row in range(size):
        for column in range(size):
            if is_filled(row, column):
                yield Stroke(column + _CENTRE, row + _CENTRE)


def _runs(size: int, is_filled: IsFilled) -> Iterator[Stroke]:
    """Neighbours joined through their centres: rows first, then columns."""
    for stroke in _rows(size, is_filled):
        row, start = int(stroke.y - _CENTRE), int(stroke.x - _CENTRE)
        alone = not (is_filled(row - 1, start) or is_filled(row + 1, start))
        if stroke.right or alone:
            yield stroke
    yield from (stroke for stroke in _columns(size, is_filled) if stroke.down)


def _rows(size: int, is_filled: IsFilled) -> Iterator[Stroke]:
    for row in range(size):
        for start, length in _spans([is_filled(row, at) for at in range(size)]):
            yield Stroke(start + _CENTRE, row + _CENTRE, right=length)


def _columns(size: int, is_filled: IsFilled) -> Iterator[Stroke]:
    for column in range(size):
        for start, length in _spans([is_filled(at, column) for at in range(size)]):
            yield Stroke(column + _CENTRE, start + _CENTRE, down=length)


def _spans(line: list[bool]) -> Iterator[tuple[int, int]]:
    """Where each run of filled modules starts, and how far it goes on after that."""
    for is_filled, run in groupby(enumerate(line), key=itemgetter(1)):
        places = [at for at, _ in run]
        if is_filled:
            yield places[0], len(places) - 1


def _none(size: int, is_filled: IsFilled) -> Iterator[Stroke]:
    """Square modules are outlines."""
    return iter(())


_STROKES: Final[dict[str, Callable[[int, IsFilled], Iterator[Stroke]]]] = {
    "square": _none,
    "rounded": _runs,
    "dot": _dots,
    "bar": _columns,
    "line": _rows,
}
