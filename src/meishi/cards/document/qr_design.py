"""How the owner wants the card's QR codes drawn."""

from typing import Annotated, Literal

from pydantic import Field

from meishi.cards.document.base import Data, Line

MAX_FRAME_TEXT = 30  # characters; more would be too small to read

type Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class QrDesign(Data):
    """Shapes, colours, logo and frame of a code. The proof has the last word.

    `dark_end` is the far colour of a gradient. `has_logo` puts the card's logo, or
    else its photo, into the middle. `frame_text` is empty without a frame, which only
    files to print have.
    """

    module: Literal["square", "rounded", "dot", "bar", "line"] = "square"
    finder: Literal["square", "rounded"] = "square"
    dark: Colour = "#000000"
    light: Colour = "#ffffff"
    gradient: Literal["none", "linear", "radial"] = "none"
    dark_end: Colour = "#000000"
    has_logo: bool = False
    frame_text: Annotated[Line, Field(max_length=MAX_FRAME_TEXT)] = ""
    frame_place: Literal["below", "above"] = "below"
