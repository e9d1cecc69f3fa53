"""What a window of the shop holds. What is sold lives in the shop."""

from typing import Annotated

from pydantic import Field

from meishi.cards.document.base import Data, Line, Paragraphs

MOST_SHOWN = 12


class ShopData(Data):
    """Words around the first products of the shop.

    `category` (`shop.Category.public_id`) names the shelf they are from, "" for all;
    `most` is how many are shown. `button` is the text on the button, "" for the usual
    one.
    """

    heading: Line = ""
    text: Paragraphs = ""
    category: Annotated[str, Field(pattern=r"^[0-9a-z]{0,16}$")] = ""
    most: Annotated[int, Field(ge=0, le=MOST_SHOWN)] = 6
    button: Line = ""
