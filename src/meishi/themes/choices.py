"""What an owner can choose on any theme: the names of the parts that a look is made of.

Each face, back, header and pattern is a style sheet of that name below `parts/`.
"""

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

FACES: Final = get_args(Face.__value__)
BACKS: Final = get_args(Back.__value__)
HEADERS: Final = get_args(Header.__value__)
CORNERS: Final = get_args(Corner.__value__)
DENSITIES: Final = get_args(Density.__value__)
BUTTONS: Final = get_args(Button.__value__)
GROUNDS: Final = get_args(Ground.__value__)
PATTERNS: Final = get_args(Pattern.__value__)
