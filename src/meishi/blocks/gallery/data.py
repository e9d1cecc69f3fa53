"""What a gallery holds."""

from typing import Annotated, Literal

from pydantic import Field

from meishi.cards.document import AssetRef
from meishi.cards.document.base import Data, Line


class GalleryItem(Data):
    """One picture. Those with the same `album` are shown together, under its name.

    Without a picture the caption stands on a tile of its own.
    """

    picture: AssetRef | None = None
    caption: Line = ""
    album: Line = ""


class GalleryData(Data):
    """Pictures, in one of three layouts."""

    heading: Line = ""
    layout: Literal["grid", "masonry", "carousel"] = "grid"
    items: Annotated[tuple[GalleryItem, ...], Field(max_length=100)] = ()
