"""The owner's settings on a theme. None, "" or "theme" leave a choice to the theme."""

from typing import Annotated, Literal

from pydantic import Field

from meishi.cards.document.base import Data
from meishi.cards.document.identity import AssetRef, Fraction
from meishi.cards.document.qr_design import QrDesign
from meishi.themes.choices import (
    Back,
    Button,
    Corner,
    Density,
    Face,
    Ground,
    Header,
    Pattern,
    Scheme,
)

MAX_CSS = 20_000  # characters

type Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
type Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


class Colours(Data):
    """The owner's palette, as it looks in light. Each is `#rrggbb`."""

    ground: Colour | None = None
    paper: Colour | None = None
    ink: Colour | None = None
    accent: Colour | None = None


class Background(Data):
    """What lies behind the card and its blocks.

    `towards` is the far colour of a gradient and `angle` its direction in degrees,
    as in CSS. `focus_x` and `focus_y` say which point of the picture stays in view.
    """

    kind: Ground | Literal["theme"] = "theme"
    towards: Colour | None = None
    angle: Annotated[int, Field(ge=0, lt=360)] = 160
    pattern: Pattern = "seigaiha"
    picture: AssetRef | None = None
    focus_x: Fraction = 0.5
    focus_y: Fraction = 0.5


class Design(Data):
    """How the card looks: a theme, and what its owner decided otherwise.

    `typeface` names a pairing of `themes.typefaces`; `css` is sanitised whenever it is
    used, and kept as typed.
    """

    theme: Name = "washi"
    scheme: Scheme = "auto"
    colours: Colours = Colours()
    background: Background = Background()
    typeface: Name | None = None
    corner: Corner | None = None
    density: Density | None = None
    button: Button | None = None
    face: Face | None = None
    back: Back | None = None
    header: Header | None = None
    is_still: bool = False
    qr: QrDesign = QrDesign()
    css: Annotated[str, Field(max_length=MAX_CSS)] = ""
