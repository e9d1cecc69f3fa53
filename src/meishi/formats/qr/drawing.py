"""A symbol as a file: SVG, PNG and PDF, which show the same shapes and colours.

Each holds the quiet zone, and the same symbol and style give the same bytes.
"""

from typing import Final

from meishi.formats.qr import pdf_file, raster, svg_file
from meishi.formats.qr.frame import Frame, outer_box
from meishi.formats.qr.size import smallest_print_mm
from meishi.formats.qr.style import Style
from meishi.formats.qr.symbol import QUIET_ZONE, Matrix

_PLAIN: Final = Style()
_POINTS_PER_MM: Final = 72 / 25.4
_COMFORTABLE_MM: Final = 40.0


def svg(matrix: Matrix, style: Style = _PLAIN, *, frame: Frame | None = None) -> bytes:
    """`matrix` as SVG (UTF-8) of one unit a module; it fills the room it is given."""
    return svg_file.svg(matrix, style, frame)


def png(
    matrix: Matrix,
    style: Style = _PLAIN,
    module_px: int = 12,
    *,
    frame: Frame | None = None,
) -> bytes:
    """`matrix` as PNG, each module `module_px` (at least 1) pixels wide."""
    return raster.png(matrix, style, module_px, frame)


def pdf(
    matrix: Matrix,
    style: Style = _PLAIN,
    width_mm: float | None = None,
    title: str = "",
    *,
    frame: Frame | None = None,
) -> bytes:
    """`matrix` as a PDF page, `width_mm` wide with its quiet zone and frame.

    Without a width the symbol is 40 mm wide, or more where it needs more to be read.
    """
    side = matrix.size + 2 * QUIET_ZONE
    if width_mm is None:
        scale = max(_COMFORTABLE_MM, smallest_print_mm(matrix)) / side
    else:
        scale = width_mm / outer_box(frame, side).width
    return pdf_file.pdf(matrix, style, frame, scale * _POINTS_PER_MM, title)
