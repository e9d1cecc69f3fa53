"""The colours of a card: what the owner chose, made readable, by day and by night.

Every result is readable whatever was chosen. Words reach 4.5 on the ground and on the
paper (WCAG 2.2, 1.4.3), the accent does so as text and therefore also as a graphic
(1.4.11), and so do words on a fill of the accent.
"""

from meishi.formats.palette.grounds import gradient_end, veil
from meishi.formats.palette.looks import (
    COMFORT,
    GRAPHIC,
    HAIRLINE,
    TEXT,
    Chosen,
    Correction,
    Palette,
    Resolved,
    Role,
    Scheme,
)
from meishi.formats.palette.ready import PALETTES
from meishi.formats.palette.resolving import resolve
from meishi.formats.palette.suggesting import suggestions

__all__ = [
    "COMFORT",
    "GRAPHIC",
    "HAIRLINE",
    "PALETTES",
    "TEXT",
    "Chosen",
    "Correction",
    "Palette",
    "Resolved",
    "Role",
    "Scheme",
    "gradient_end",
    "resolve",
    "suggestions",
    "veil",
]
