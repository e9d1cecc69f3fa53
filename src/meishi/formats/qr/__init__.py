"""QR codes (ISO/IEC 18004): the matrix, its drawing, and the proof that it scans.

Each module answers one question and loads its heavy libraries only when asked, so
that importing this package stays cheap:

`symbol` what is encoded, `style` how it may look, `logo` and `frame` what else is
drawn, `letters` words as outlines, `outline` its shapes, `drawing` SVG, PNG and PDF,
`proof` whether scanners read it, `fitting` all of that for one text, `terminal` how it
looks in a console, `size` how small it may be printed.
"""

from meishi.formats.offline import offline_text
from meishi.formats.qr.drawing import pdf, png, svg
from meishi.formats.qr.fitting import Fitted, fitted
from meishi.formats.qr.frame import Frame
from meishi.formats.qr.letters import Lettering, NoFont, lettering
from meishi.formats.qr.logo import Logo
from meishi.formats.qr.proof import Condition, Proof, prove
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
    "Condition",
    "Density",
    "EmptyText",
    "ErrorLevel",
    "Fitted",
    "Frame",
    "Lettering",
    "Logo",
    "Matrix",
    "NoFont",
    "Proof",
    "Style",
    "TextTooLong",
    "UnreadableStyle",
    "density",
    "fitted",
    "lettering",
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
