"""A symbol in pixels: how much ink each one holds, and the PNG of that.

Edges of rounded shapes are smoothed; square ones are exact.
"""

from io import BytesIO
from typing import TYPE_CHECKING, Final

from meishi.formats.qr.style import Style
from meishi.formats.qr.symbol import FINDER_SIZE, QUIET_ZONE, Matrix

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    type Ink = NDArray[numpy.float32]
    type Flags = NDArray[numpy.bool_]

_SHADES: Final = 16
"""Steps from light to dark where edges are smoothed: 4 bits a pixel."""


def coverage(matrix: Matrix, style: Style, module_px: int) -> "Ink":
    """Ink per pixel, 0 to 1, of `matrix` with its quiet zone."""
    import numpy

    if module_px < 1:
        raise ValueError("a module is at least one pixel wide")
    dark = numpy.array(matrix.rows, dtype=numpy.int32) > 0xFF
    for row, column in matrix.finders:
        dark[row : row + FINDER_SIZE, column : column + FINDER_SIZE] = False
    ink = _modules(matrix, style, dark, module_px)
    finder = _finder(style, module_px)
    for row, column in matrix.finders:
        top, left = row * module_px, column * module_px
        ink[top : top + len(finder), left : left + len(finder)] = finder
    return numpy.pad(ink, QUIET_ZONE * module_px)


def png(ink: "Ink", style: Style) -> bytes:
    """`ink` as a PNG with a palette from the light to the dark colour of `style`."""
    import numpy
    from PIL import Image

    is_smooth = bool(((ink > 0) & (ink < 1)).any())
    shades = _SHADES if is_smooth else 2
    steps = numpy.rint(ink * (shades - 1)).astype(numpy.uint8)
    image = Image.fromarray(steps).convert("L")
    image.putpalette(_palette(style, shades))
    out = BytesIO()
    image.save(out, "PNG", bits=4 if is_smooth else 1, compress_level=9)
    return out.getvalue()


def _palette(style: Style, shades: int) -> bytes:
    light, dark = (
        bytes.fromhex(c.removeprefix("#")) for c in (style.light, style.dark)
    )
    return bytes(
        round(a + (b - a) * step / (shades - 1))
        for step in range(shades)
        for a, b in zip(light, dark, strict=True)
    )


def _modules(matrix: Matrix, style: Style, dark: "Flags", module_px: int) -> "Ink":
    """All modules but the finder patterns; alignment patterns whole, as in outlines."""
    import numpy

    square = numpy.ones((module_px, module_px), numpy.float32)
    if style.module == "square":
        return _tiled(dark, square)
    side = range(matrix.size)
    whole = numpy.array([[matrix.is_alignment(y, x) for x in side] for y in side])
    data = dark & ~whole
    if style.module == "dot":
        return _tiled(data, _disc(module_px, style.dot_radius)) + _tiled(whole, square)
    return _rounded(data, module_px) + _tiled(whole, square)


def _rounded(dark: "Flags", module_px: int) -> "Ink":
    """Discs joined to their neighbours: each corner that no neighbour fills is round."""
    import numpy

    ink = _tiled(dark, numpy.ones((module_px, module_px), numpy.float32))
    cut = _corner_cut(module_px)
    padded = numpy.pad(dark, 1)
    above, below = padded[:-2, 1:-1], padded[2:, 1:-1]
    left, right = padded[1:-1, :-2], padded[1:-1, 2:]
    ink -= _tiled(dark & ~above & ~left, cut)
    ink -= _tiled(dark & ~above & ~right, cut[:, ::-1])
    ink -= _tiled(dark & ~below & ~right, cut[::-1, ::-1])
    ink -= _tiled(dark & ~below & ~left, cut[::-1])
    return numpy.clip(ink, 0, 1)


def _tiled(where: "Flags", tile: "Ink") -> "Ink":
    import numpy

    return numpy.kron(where.astype(numpy.float32), tile)


def _disc(module_px: int, radius: float) -> "Ink":
    return _box(module_px, 2 * radius * module_px, radius * module_px)


def _corner_cut(module_px: int) -> "Ink":
    """The ink that rounding takes from the upper left corner of a module."""
    tile = 1 - _disc(module_px, 0.5)
    half = (module_px + 1) // 2
    tile[half:] = 0
    tile[:, half:] = 0
    return tile


def _finder(style: Style, module_px: int) -> "Ink":
    radius = style.finder_radius if style.finder == "rounded" else 0
    pixels = FINDER_SIZE * module_px
    # The same three boxes as in the outline.
    ring = _box(pixels, pixels, radius * module_px)
    hole = _box(pixels, 5 * module_px, radius * 0.6 * module_px)
    return ring - hole + _box(pixels, 3 * module_px, radius * 0.8 * module_px)


def _box(pixels: int, side: float, radius: float) -> "Ink":
    """Ink of a centred square of `side` and corner `radius` in a square of `pixels`."""
    import numpy

    middle = numpy.abs(numpy.arange(pixels, dtype=numpy.float32) + 0.5 - pixels / 2)
    reach = middle - (side / 2 - radius)
    across, down = numpy.meshgrid(reach, reach)
    outside = numpy.hypot(numpy.maximum(across, 0), numpy.maximum(down, 0))
    distance = outside + numpy.minimum(numpy.maximum(across, down), 0) - radius
    ink: Ink = numpy.clip(0.5 - distance, 0, 1)
    return ink
