"""A symbol as a file: SVG and PDF from its outline, PNG from its modules.

Each holds the quiet zone, and the same symbol and style give the same bytes.
"""

import zlib
from collections.abc import Iterator
from typing import Final

from meishi.formats.qr import raster
from meishi.formats.qr.outline import Corner, Loop, Outline, outline
from meishi.formats.qr.size import smallest_print_mm
from meishi.formats.qr.style import Style
from meishi.formats.qr.symbol import QUIET_ZONE, Matrix

type Point = tuple[float, float]
type Bend = tuple[Point, Point, float]

_PLAIN: Final = Style()
_POINTS_PER_MM: Final = 72 / 25.4
_COMFORTABLE_MM: Final = 40.0
# How far a Bézier curve's handles reach on a quarter of a circle.
_ARC: Final = 0.5523


def svg(matrix: Matrix, style: Style = _PLAIN) -> bytes:
    """`matrix` as SVG (UTF-8) of one unit a module; it fills the room it is given."""
    side = matrix.size + 2 * QUIET_ZONE
    shapes = outline(matrix, style)
    is_sharp = style.module == style.finder == "square"
    sharp = ' shape-rendering="crispEdges"' if is_sharp else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"{sharp}>'
        f'<path fill="{style.light}" d="M0 0h{side}v{side}H0z"/>'
        f'<path fill="{style.dark}" fill-rule="evenodd" d="{_svg_loops(shapes)}"/>'
        f"{_svg_strokes(shapes, style)}</svg>"
    ).encode()


def png(matrix: Matrix, style: Style = _PLAIN, module_px: int = 12) -> bytes:
    """`matrix` as PNG, each module `module_px` (at least 1) pixels wide."""
    return raster.png(raster.coverage(matrix, style, module_px), style)


def pdf(
    matrix: Matrix,
    style: Style = _PLAIN,
    width_mm: float | None = None,
    title: str = "",
) -> bytes:
    """`matrix` as a vector PDF page, `width_mm` wide with its quiet zone.

    Without a width it is 40 mm, or more where the symbol needs more to be read.
    """
    side = matrix.size + 2 * QUIET_ZONE
    points = _POINTS_PER_MM * (
        width_mm or max(_COMFORTABLE_MM, smallest_print_mm(matrix))
    )
    scale = points / side
    # PDF counts from the lower left; the matrix turns that round.
    content = " ".join(
        [
            f"{scale:.5f} 0 0 {-scale:.5f} 0 {points:.5f} cm",
            f"{_pdf_colour(style.light)} rg 0 0 {side} {side} re f",
            f"{_pdf_colour(style.dark)} rg {_pdf_colour(style.dark)} RG",
            *_pdf_shapes(outline(matrix, style)),
        ]
    )
    return _pdf_file(content.encode("ascii"), points, title)


def _svg_loops(shapes: Outline) -> str:
    """All outlines as one path, in steps from where the last one began."""
    text, at = "", (0.0, 0.0)
    for loop in shapes.loops:
        bends = list(_bends(loop))
        start = bends[-1][1]
        text += f"m{_pair(start[0] - at[0], start[1] - at[1])}"
        text += _svg_loop(bends) + "z"
        at = start
    return text


def _svg_loop(bends: list[Bend]) -> str:
    text, start = "", bends[-1][1]
    at = start
    for arrive, leave, radius in bends:
        if arrive != start:  # closing draws the last line
            text += _svg_line(at, arrive)
        if radius:
            turn = _pair(leave[0] - arrive[0], leave[1] - arrive[1])
            text += f"a{_pair(radius, radius)} 0 0 1{turn}"
        at = leave
    return text


def _svg_line(start: Point, end: Point) -> str:
    across, down = end[0] - start[0], end[1] - start[1]
    if not (across or down):
        return ""
    return f"v{_short(down)}" if not across else f"h{_short(across)}"


def _svg_strokes(shapes: Outline, style: Style) -> str:
    """Lines with round ends: the fewest bytes for dots and rounded modules."""
    if not shapes.strokes:
        return ""
    text, at = "", (0.0, 0.0)
    for stroke in shapes.strokes:
        text += f"m{_pair(stroke.x - at[0], stroke.y - at[1])}"
        text += f"v{stroke.down}" if stroke.down else f"h{stroke.right}"
        at = (stroke.x + stroke.right, stroke.y + stroke.down)
    return (
        f'<path fill="none" stroke="{style.dark}" stroke-linecap="round"'
        f' stroke-width="{_short(shapes.stroke_width)}" d="{text}"/>'
    )


def _pdf_shapes(shapes: Outline) -> Iterator[str]:
    for loop in shapes.loops:
        yield _pdf_loop(list(_bends(loop)))
    yield "f*"
    yield f"{_short(shapes.stroke_width)} w 1 J"
    for stroke in shapes.strokes:
        yield f"{_spaced(stroke.x, stroke.y)} m"
        yield f"{_spaced(stroke.x + stroke.right, stroke.y + stroke.down)} l"
    yield "S"


def _pdf_loop(bends: list[Bend]) -> str:
    text = f"{_spaced(*bends[-1][1])} m"
    for arrive, leave, radius in bends:
        text += f" {_spaced(*arrive)} l"
        if radius:
            text += f" {_pdf_turn(arrive, leave)}"
    return f"{text} h"


def _pdf_turn(arrive: Point, leave: Point) -> str:
    """A quarter circle, clockwise; it leaves along the axis it did not arrive on."""
    goes_right = leave[0] > arrive[0]
    goes_down = leave[1] > arrive[1]
    corner = (leave[0], arrive[1]) if goes_right == goes_down else (arrive[0], leave[1])
    handles = (_between(arrive, corner), _between(leave, corner), leave)
    return " ".join(_spaced(*point) for point in handles) + " c"


def _between(start: Point, end: Point) -> Point:
    return (
        start[0] + (end[0] - start[0]) * _ARC,
        start[1] + (end[1] - start[1]) * _ARC,
    )


def _pdf_colour(colour: str) -> str:
    return _spaced(*(part / 255 for part in bytes.fromhex(colour.removeprefix("#"))))


def _pdf_file(content: bytes, side: float, title: str) -> bytes:
    """A PDF 1.4 file of one square page, `side` points wide (ISO 32000-1)."""
    packed = zlib.compress(content, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Resources<<>>/Contents 4 0 R"
        + f"/MediaBox[0 0 {side:.3f} {side:.3f}]>>".encode(),
        f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode()
        + packed
        + b"\nendstream",
        b"<</Title<%s>/Producer(Meishi)>>" % _pdf_text(title),
    ]
    out, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
        + b"trailer<</Size %d/Root 1 0 R/Info 5 0 R>>\n" % count
        + b"startxref\n%d\n%%%%EOF\n" % len(out)
    )


def _pdf_text(text: str) -> bytes:
    """Text as the digits of a hexadecimal string, which nothing can close early."""
    return b"FEFF" + text.encode("utf-16-be", "replace").hex().encode()


def _bends(loop: Loop) -> Iterator[Bend]:
    """Each corner as where its curve begins, where it ends, and its radius."""
    for index, corner in enumerate(loop):
        before, after = loop[index - 1], loop[(index + 1) % len(loop)]
        yield _towards(corner, before), _towards(corner, after), corner.radius


def _towards(corner: Corner, other: Corner) -> Point:
    """The point one radius away from `corner` on the line to `other`."""
    return (
        corner.x + corner.radius * ((other.x > corner.x) - (other.x < corner.x)),
        corner.y + corner.radius * ((other.y > corner.y) - (other.y < corner.y)),
    )


def _short(value: float) -> str:
    """A number in few characters, to a thousandth of a module."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    if text in ("-0", ""):
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def _pair(x: float, y: float) -> str:
    """Two numbers of an SVG path, without the blank where a sign parts them."""
    second = _short(y)
    return _short(x) + ("" if second.startswith("-") else " ") + second


def _spaced(*values: float) -> str:
    return " ".join(_short(value) for value in values)
