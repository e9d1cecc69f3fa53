"""A symbol as a PDF 1.4 file of one page (ISO 32000-1), all of it but a logo vector."""

import zlib
from collections.abc import Iterator
from typing import Final

from meishi.formats.qr import frame as frames
from meishi.formats.qr.frame import Box, Frame
from meishi.formats.qr.letters import Glyph
from meishi.formats.qr.logo import Logo
from meishi.formats.qr.outline import Loop, Outline, Stroke, box, outline
from meishi.formats.qr.paths import Bend, Point, bends, spaced
from meishi.formats.qr.raster import RADIUS
from meishi.formats.qr.style import Style, rgb
from meishi.formats.qr.symbol import QUIET_ZONE, Matrix

# How far a Bézier curve's handles reach on a quarter of a circle.
_ARC: Final = 0.5523


def pdf(
    matrix: Matrix, style: Style, frame: Frame | None, scale: float, title: str
) -> bytes:
    """`matrix` as PDF, each module `scale` points wide."""
    side = matrix.size + 2 * QUIET_ZONE
    around = frames.outer_box(frame, side)
    # PDF counts from the lower left; the matrix turns that round.
    place = (scale, 0, 0, -scale, -scale * around.x, scale * (around.height + around.y))
    where = " ".join(f"{part:.5f}" for part in place)
    content = "\n".join(
        [
            f"{where} cm",
            *_ground(style, frame, side),
            *_ink(style),
            *_shapes(outline(matrix, style)),
            *_logo(style.logo, matrix.size),
        ]
    )
    resources, extra = _resources(style, matrix.size, where)
    return _file(content, resources, extra, around, scale, title)


def _ground(style: Style, frame: Frame | None, side: int) -> Iterator[str]:
    """The light ground, within the frame if there is one."""
    if frame is None:
        yield f"{_colour(style.light)} rg 0 0 {side} {side} re f"
        return
    around = frames.outer_box(frame, side)
    outer = box(around.x, around.y, around.width, around.height, frames.OUTER_RADIUS)
    inner = box(0, 0, side, side, frames.INNER_RADIUS)
    yield f"{_colour(style.dark)} rg {_loop(list(bends(outer)))} f"
    yield f"{_colour(style.light)} rg {_loop(list(bends(inner)))} f"
    yield from (_glyph(glyph) for glyph in frames.placed_words(frame, side))


def _ink(style: Style) -> Iterator[str]:
    if style.gradient == "none":
        yield f"{_colour(style.dark)} rg"
    else:
        yield "/Pattern cs /Ink scn"


def _shapes(shapes: Outline) -> Iterator[str]:
    for loop in shapes.loops:
        yield _loop(list(bends(loop)))
    yield "f*"
    for stroke in shapes.strokes:
        yield _loop(list(bends(_around(stroke, shapes.stroke_width))))
    yield "f"


def _around(stroke: Stroke, width: float) -> Loop:
    """A stroke as an outline: some viewers draw no round ends in a gradient."""
    left, top = stroke.x - width / 2, stroke.y - width / 2
    return box(left, top, stroke.right + width, stroke.down + width, width / 2)


def _logo(logo: Logo | None, size: int) -> Iterator[str]:
    if logo is not None:
        left, top, width, height = logo.box(size)
        place = spaced(width, 0, 0, -height, left, top + height)
        yield f"q {place} cm /Logo Do Q"


def _loop(turns: list[Bend]) -> str:
    text = f"{spaced(*turns[-1][1])} m"
    for arrive, leave, radius in turns:
        text += f" {spaced(*arrive)} l"
        if radius:
            text += f" {_turn(arrive, leave)}"
    return f"{text} h"


def _turn(arrive: Point, leave: Point) -> str:
    """A quarter circle, clockwise; it leaves along the axis it did not arrive on."""
    goes_right = leave[0] > arrive[0]
    goes_down = leave[1] > arrive[1]
    corner = (leave[0], arrive[1]) if goes_right == goes_down else (arrive[0], leave[1])
    handles = (
        _between(arrive, corner, _ARC),
        _between(leave, corner, _ARC),
        leave,
    )
    return " ".join(spaced(*point) for point in handles) + " c"


def _glyph(glyph: Glyph) -> str:
    """An outline, filled; PDF knows no quadratic curves."""
    text, at = "", (0.0, 0.0)
    for letter, points in glyph:
        if letter == "Z":
            text += "h "
            continue
        end = (points[-2], points[-1])
        if letter == "Q":
            handle = (points[0], points[1])
            first, second = _between(at, handle, 2 / 3), _between(end, handle, 2 / 3)
            text += f"{spaced(*first, *second, *end)} c "
        else:
            text += f"{spaced(*points)} {letter.lower()} "
        at = end
    return f"{text}f"


def _between(start: Point, end: Point, share: float) -> Point:
    return (
        start[0] + (end[0] - start[0]) * share,
        start[1] + (end[1] - start[1]) * share,
    )


def _colour(colour: str) -> str:
    return spaced(*(part / 255 for part in rgb(colour)))


def _resources(style: Style, size: int, place: str) -> tuple[str, list[bytes]]:
    """What the content names, and the objects that it needs, from number 6 on."""
    text, objects = "", []
    if style.gradient != "none":
        pattern = (
            f"<</PatternType 2/Matrix[{place}]/Shading<<{_shading(style, size)}>>>>"
        )
        objects.append(pattern.encode())
        text += f"/Pattern<</Ink {5 + len(objects)} 0 R>>"
    if style.logo is not None:
        objects.append(_image(style.logo, style.light))
        text += f"/XObject<</Logo {5 + len(objects)} 0 R>>"
    return text, objects


def _shading(style: Style, size: int) -> str:
    near, far = QUIET_ZONE, QUIET_ZONE + size
    middle = near + size / 2
    if style.gradient == "linear":
        kind, where = 2, spaced(near, near, far, far)
    else:
        kind, where = 3, spaced(middle, middle, 0, middle, middle, size * RADIUS)
    return (
        f"/ShadingType {kind}/ColorSpace/DeviceRGB/Coords[{where}]/Extend[true true]"
        f"/Function<</FunctionType 2/Domain[0 1]/N 1"
        f"/C0[{_colour(style.dark)}]/C1[{_colour(style.dark_end)}]>>"
    )


def _image(logo: Logo, ground: str) -> bytes:
    flat = logo.flat(ground)
    return _stream(
        flat.tobytes(),
        f"/Type/XObject/Subtype/Image/Width {flat.width}/Height {flat.height}"
        "/ColorSpace/DeviceRGB/BitsPerComponent 8",
    )


def _stream(body: bytes, about: str = "") -> bytes:
    packed = zlib.compress(body, 9)
    head = f"<<{about}/Length {len(packed)}/Filter/FlateDecode>>stream\n"
    return head.encode() + packed + b"\nendstream"


def _file(
    content: str,
    resources: str,
    extra: list[bytes],
    around: Box,
    scale: float,
    title: str,
) -> bytes:
    size = f"{around.width * scale:.3f} {around.height * scale:.3f}"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/Resources<<{resources}>>/Contents 4 0 R"
        f"/MediaBox[0 0 {size}]>>".encode(),
        _stream(content.encode("ascii")),
        b"<</Title<%s>/Producer(Meishi)>>" % _text(title),
        *extra,
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


def _text(text: str) -> bytes:
    """Text as the digits of a hexadecimal string, which nothing can close early."""
    return b"FEFF" + text.encode("utf-16-be", "replace").hex().encode()
