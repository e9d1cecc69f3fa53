"""How the owner wants the card's QR codes drawn."""

from typing import Annotated, Literal

from pydantic import Field

from meishi.cards.document.base import Data

type Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class QrDesign(Data):
    """Shapes, colours, logo and frame of a code. The proof has the last word."""

    module: Literal["square", "rounded", "dot"] = "square"
    finder: Literal["square", "rounded"] = "square"
    dark: Colour = "#000000"
    light: Colour = "#ffffff"
