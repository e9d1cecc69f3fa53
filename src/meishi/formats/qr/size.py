"""How small a symbol may be printed, and how hard it is to scan."""

from dataclasses import dataclass
from typing import Final, Literal

from meishi.formats.qr.frame import Frame, outer_box
from meishi.formats.qr.symbol import QUIET_ZONE, Matrix

SMALLEST_MODULE_MM: Final = 0.33

type Level = Literal["easy", "fine", "dense"]

_SENTENCES: Final[dict[Level, str]] = {
    "easy": "Every phone reads this, also small and from a distance.",
    "fine": "Phones of the last ten years read this; print it a little larger.",
    "dense": (
        "Older phones and weak cameras will struggle with this. "
        "Print it large, or put less into it."
    ),
}
_LARGEST: Final[tuple[tuple[int, Level], ...]] = ((4, "easy"), (10, "fine"))


@dataclass(frozen=True, slots=True)
class Density:
    """How close together the modules stand, and who will mind."""

    level: Level
    sentence: str


def smallest_print_mm(matrix: Matrix, frame: Frame | None = None) -> float:
    """The smallest width for print in millimetres, with quiet zone and frame."""
    around = outer_box(frame, matrix.size + 2 * QUIET_ZONE)
    return round(around.width * SMALLEST_MODULE_MM, 2)


def density(matrix: Matrix) -> Density:
    """How easily phones read `matrix`: easy to version 4, fine to 10, then dense."""
    for version, level in _LARGEST:
        if matrix.version <= version:
            return Density(level, _SENTENCES[level])
    return Density("dense", _SENTENCES["dense"])
