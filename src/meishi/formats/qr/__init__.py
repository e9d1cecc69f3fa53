"""QR codes (ISO/IEC 18004): the matrix, its drawing, and the proof that it scans.

Each module answers one question and loads its heavy libraries only when asked, so
that importing this package stays cheap:

`symbol` what is encoded, `style` how it may look, `outline` its shapes,
`drawing` SVG, PNG and PDF, `proof` whether scanners read it, `terminal` how it looks
in a console, `size` how small it may be printed.
"""

from meishi.formats.offline import offline_text
from meishi.formats.qr.drawing import pdf, png, svg
from meishi.formats.qr.proof import Proof, prove
from meishi.formats.qr.size import Density, density, smallest_print_mm
from meishi.formats.qr.style import Style, UnreadableStyle
from meishi.formats.qr.symbol import (
    EmptyText,
    ErrorLevel,
    Matrix,
    TextTooLong,
    live_text,
    matrix,
)
from meishi.formats.qr.terminal import terminal

__all__ = [
    "Density",
    "EmptyText",
    "ErrorLevel",
    "Matrix",
    "Proof",
    "Style",
    "TextTooLong",
    "UnreadableStyle",
    "density",
    "live_text",
    "matrix",
    "offline_text",
    "pdf",
    "png",
    "prove",
    "smallest_print_mm",
    "svg",
    "terminal",
]
