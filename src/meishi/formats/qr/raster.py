"""A symbol in pixels: how much ink each one holds, and the picture of that.

Edges of rounded shapes are smoothed; square ones are exact.
"""

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Final

from meishi.formats.qr.frame import Frame
from meishi.formats.qr.logo import Logo
from meishi.formats.qr.raster_frame import framed
from meishi.formats.qr.style import Style, rgb
from meishi.formats.qr.symbol import FINDER_SIZE, QUIET_ZONE, Matrix

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray
    from PIL.Image import Image

    type Ink = NDArray[numpy.float32]
    type Flags = NDArray[numpy.bool_]

RADIUS: Final = 0.5**0.5
"""How far a radial gradient reaches, in widths of the symbol: into its corners."""

_COLOURS: Final = 128
"""Colours where there are more than two: half the bytes and half the time."""

_SHADES: Final = 16
"""Steps from light to dark where edges are smoothed: 4 bits a pixel."""


def png(
    matrix: Matrix, style: Style, module_px: int, frame: Frame | None = None
) -> bytes:
    """`matrix` as PNG, in few shades where neither gradient nor logo needs more."""
    from PIL import Image

    out = BytesIO()
    if style.gradient == "none" and style.logo is None and frame is None:
        ink = coverage(matrix, style, module_px)
        is_smooth = bool(((ink > 0) & (ink < 1)).any())
        image, bits = _shaded(ink, style, is_smooth=is_smooth), 4 if is_smooth else 1
        image.save(out, "PNG", bits=bits, compress_level=9)
    else:
        image = picture(matrix, style, module_px)
        if frame is not None:
            image = framed(image, frame, style, module_px)
        few = image.quantize(_COLOURS, dither=Image.Dither.NONE)
        few.save(out, "PNG", compress_level=9)
    return out.getvalue()


def picture(matrix: Matrix, style: Style, module_px: int) -> "Image":
    """`matrix` in full colour, with the logo of `style`."""
    import numpy
    from PIL import Image

    ink = coverage(matrix, style, module_px)
    light = numpy.array(rgb(style.light), numpy.float32)
    dark = _dark(len(ink), QUIET_ZONE * module_px, style)
    levels = light + ink[..., None] * (dark - light)
    image = Image.fromarray(numpy.rint(levels).astype(numpy.uint8))
    if style.logo is not None:
        _place(image, style.logo, matrix.size, style.light)
    return image


def coverage(matrix: Matrix, style: Style, module_px: int) -> "Ink":
    """Ink per pixel, 0 to 1, of `matrix` with its quiet zone."""
    import numpy

    if module_px < 1:
        raise ValueError("a module is at least one pixel wide")
    dark = numpy.array(matrix.rows, dtype=numpy.int32) > 0xFF
    for row, column in matrix.finders:
        dark[row : row + FINDER_SIZE, column : column + FINDER_SIZE] = False
    if style.logo is not None:
        free = slice(*style.logo.span(matrix.size))
        dark[free, free] = False
    ink = _modules(matrix, style, dark, module_px)
    finder = _finder(style, module_px)
    for row, column in matrix.finders:
        top, left = row * module_px, column * module_px
        ink[top : top + len(finder), left : left + len(finder)] = finder
    return numpy.pad(ink, QUIET_ZONE * module_px)


def _shaded(ink: "Ink", style: Style, *, is_smooth: bool) -> "Image":
    """`ink` with a palette from the light to the dark colour of `style`."""
    import numpy
    from PIL import Image

    shades = _SHADES if is_smooth else 2
    steps = numpy.rint(ink * (shades - 1)).astype(numpy.uint8)
    image = Image.fromarray(steps).convert("L")
    image.putpalette(_palette(style, shades))
    return image


def _palette(style: Style, shades: int) -> bytes:
    light, dark = rgb(style.light), rgb(style.dark)
    return bytes(
        round(a + (b - a) * step / (shades - 1))
        for step in range(shades)
        for a, b in zip(light, dark, strict=True)
    )


def _dark(pixels: int, quiet: int, style: Style) -> "Ink":
    """The dark colour of each pixel; the same gradients as in SVG and PDF."""
    import numpy

    start = numpy.array(rgb(style.dark), numpy.float32)
    if style.gradient == "none":
        return start
    end = numpy.array(rgb(style.dark_end), numpy.float32)
    places = numpy.arange(pixels, dtype=numpy.float32) + 0.5 - quiet
    along = places / (pixels - 2 * quiet)
    across, down = numpy.meshgrid(along, along)
    if style.gradient == "linear":
        share = (across + down) / 2
    else:
        share = numpy.hypot(across - 0.5, down - 0.5) / RADIUS
    colours: Ink = start + numpy.clip(share, 0, 1)[..., None] * (end - start)
    return colours


def _place(image: "Image", logo: Logo, size: int, ground: str) -> None:
    from PIL import Image

    module_px = image.width / (size + 2 * QUIET_ZONE)
    left, top, width, height = (round(part * module_px) for part in logo.box(size))
    flat = logo.flat(ground)
    scaled = flat.resize((max(1, width), max(1, height)), Image.Resampling.LANCZOS)
    image.paste(scaled, (left, top))


def _modules(matrix: Matrix, style: Style, dark: "Flags", module_px: int) -> "Ink":
    """All modules but the finder patterns; alignment patterns whole, as in outlines."""
    import numpy

    square = numpy.ones((module_px, module_px), numpy.float32)
    if style.module == "square":
        return _tiled(dark, square)
    side = range(matrix.size)
    whole = numpy.array([[matrix.is_alignment(y, x) for x in side] for y in side])
    draw = _SHAPES[style.module]
    data = draw(dark & ~whole, module_px, style.stroke_width)
    return data + _tiled(dark & whole, square)


def _dots(dark: "Flags", module_px: int, width: float) -> "Ink":
    return _tiled(dark, _disc(module_px, width / 2))


def _lines(dark: "Flags", module_px: int, width: float) -> "Ink":
    return _bars(dark.T, module_px, width).T


def _bars(dark: "Flags", module_px: int, width: float) -> "Ink":
    """Discs, each joined to the dark neighbours above and below it."""
    import numpy

    padded = numpy.pad(dark, ((1, 1), (0, 0)))
    upper = numpy.zeros((module_px, module_px), numpy.float32)
    upper[: (module_px + 1) // 2] = _profile(module_px, width * module_px)
    ink = _dots(dark, module_px, width)
    for joined, half in ((padded[:-2], upper), (padded[2:], upper[::-1])):
        ink = numpy.maximum(ink, _tiled(dark & joined, half))
    return ink


def _rounded(dark: "Flags", module_px: int, width: float) -> "Ink":
    """Discs joined to their neighbours: each corner that no neighbour fills is round."""
    import numpy

    ink = _tiled(dark, numpy.ones((module_px, module_px), numpy.float32))
    cut = _corner_cut(module_px, width / 2)
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


def _profile(pixels: int, width: float) -> "Ink":
    """Ink across a centred line of `width` in a row of `pixels`."""
    import numpy

    middle = numpy.abs(numpy.arange(pixels, dtype=numpy.float32) + 0.5 - pixels / 2)
    ink: Ink = numpy.clip(0.5 - (middle - width / 2), 0, 1)
    return ink


def _corner_cut(module_px: int, radius: float) -> "Ink":
    """The ink that rounding takes from the upper left corner of a module."""
    tile = 1 - _disc(module_px, radius)
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


_SHAPES: Final[dict[str, "Callable[[Flags, int, float], Ink]"]] = {
    "rounded": _rounded,
    "dot": _dots,
    "bar": _bars,
    "line": _lines,
}
