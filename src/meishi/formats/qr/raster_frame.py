"""A frame with words in pixels."""

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from meishi.formats.qr import frame as frames
from meishi.formats.qr.frame import Box, Frame
from meishi.formats.qr.letters import Glyph
from meishi.formats.qr.style import Style

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray
    from PIL.Image import Image

    type Point = NDArray[numpy.float64]

_FINER: Final = 4
"""Edges are drawn that much larger first, and so become smooth."""

_CURVE_STEPS: Final = 8


def framed(symbol: "Image", frame: Frame, style: Style, module_px: int) -> "Image":
    """`symbol` with `frame` around it; each module is `module_px` wide."""
    from PIL import Image

    side = symbol.width / module_px
    around = frames.outer_box(frame, side)
    size = (round(around.width * module_px), round(around.height * module_px))
    out = Image.new("RGB", size, style.light)
    outer = _rounded(size, frames.OUTER_RADIUS * module_px)
    out.paste(style.dark, mask=outer)
    at = (round(-around.x * module_px), round(-around.y * module_px))
    out.paste(symbol, at, _rounded(symbol.size, frames.INNER_RADIUS * module_px))
    out.paste(style.light, mask=_words(frame, side, around, size))
    return out


def _rounded(size: tuple[int, int], radius: float) -> "Image":
    from PIL import Image, ImageDraw

    fine = (size[0] * _FINER, size[1] * _FINER)
    mask = Image.new("L", fine)
    corners = (0, 0, fine[0] - 1, fine[1] - 1)
    ImageDraw.Draw(mask).rounded_rectangle(corners, radius * _FINER, fill=255)
    return mask.resize(size, Image.Resampling.BOX)


def _words(frame: Frame, side: float, around: Box, size: tuple[int, int]) -> "Image":
    import numpy
    from PIL import Image

    fine = (size[0] * _FINER, size[1] * _FINER)
    scale = fine[0] / around.width
    mask = numpy.zeros(fine[::-1], numpy.uint8)
    for glyph in frames.placed_words(frame, side):
        _fill(mask, glyph, scale, around)
    return Image.fromarray(mask).resize(size, Image.Resampling.BOX)


def _fill(mask: "NDArray[numpy.uint8]", glyph: Glyph, scale: float, at: Box) -> None:
    """Fills by the rule of fonts: where outlines wind around more than they unwind."""
    import cv2
    import numpy

    origin = numpy.array([at.x, at.y])
    outlines = [
        numpy.rint((points - origin) * scale).astype(numpy.int32)
        for points in _outlines(glyph)
    ]
    corner = numpy.min([points.min(0) for points in outlines], axis=0)
    width, height = numpy.max([points.max(0) for points in outlines], axis=0) - corner
    winding = numpy.zeros((height + 1, width + 1), numpy.int16)
    for points in outlines:
        inside = numpy.zeros(winding.shape, numpy.uint8)
        cv2.fillPoly(inside, [points - corner], 1)
        is_clockwise = cv2.contourArea(points, oriented=True) > 0
        winding += inside if is_clockwise else -inside.astype(numpy.int16)
    left, top = corner
    part = mask[top : top + height + 1, left : left + width + 1]
    part[winding != 0] = 255


def _outlines(glyph: Glyph) -> "list[NDArray[numpy.float64]]":
    """The closed outlines as points, curves as short lines."""
    import numpy

    outlines: list[list[Point]] = []
    for letter, flat in glyph:
        points = list(numpy.array(flat).reshape(-1, 2))
        if letter == "M":
            outlines.append(points)
        elif points:
            outlines[-1] += _line(outlines[-1][-1], points)
    return [numpy.array(points) for points in outlines]


def _line(start: "Point", points: "list[Point]") -> "list[Point]":
    """Points along a Bézier curve of any degree (de Casteljau), without its start."""
    if len(points) == 1:
        return points
    out = []
    for step in range(1, _CURVE_STEPS + 1):
        share = step / _CURVE_STEPS
        handles = [start, *points]
        while len(handles) > 1:
            handles = [a + (b - a) * share for a, b in pairwise(handles)]
        out += handles
    return out
