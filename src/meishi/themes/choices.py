"""What an owner can choose on any theme: the names of the parts that a look is made of.

Each face, back, header and pattern is a style sheet of that name below `parts/`.
"""

from types import MappingProxyType
from typing import Final, Literal, get_args

type Scheme = Literal["auto", "light", "dark"]
type Face = Literal[
    "classic",
    "mirrored",
    "centred",
    "split",
    "banner",
    "monogram",
    "upright",
    "ledger",
]
type Back = Literal["beside", "mirrored", "stacked", "framed"]
type Header = Literal["stage", "band", "strip", "bleed", "cover"]
type Corner = Literal["sharp", "soft", "round"]
type Density = Literal["compact", "normal", "airy"]
type Button = Literal["pill", "soft", "square", "leaf"]
type Ground = Literal["plain", "gradient", "pattern", "picture"]
type Pattern = Literal[
    "seigaiha", "asanoha", "shippo", "dots", "grid", "stripes", "terrazzo", "waves"
]

_PHOTOS: Final[dict[Face, tuple[int, int]]] = {
    "classic": (125, 25),
    "mirrored": (195, 39),
    "centred": (116, 23),
    "split": (280, 56),
    "banner": (125, 25),
    "monogram": (140, 28),
    "upright": (296, 76),
    "ledger": (102, 20),
}
"""The longer side of the photo on each face: pixels of a wide screen, hundredths of the
width of a phone."""
PHOTO_SIZES: Final = MappingProxyType(
    {
        face: f"(min-width:31em) {pixels}px,{hundredths}vw"
        for face, (pixels, hundredths) in _PHOTOS.items()
    }
)
"""The same as an HTML `sizes` attribute."""

FACES: Final = get_args(Face.__value__)
BACKS: Final = get_args(Back.__value__)
HEADERS: Final = get_args(Header.__value__)
CORNERS: Final = get_args(Corner.__value__)
DENSITIES: Final = get_args(Density.__value__)
BUTTONS: Final = get_args(Button.__value__)
GROUNDS: Final = get_args(Ground.__value__)
PATTERNS: Final = get_args(Pattern.__value__)
