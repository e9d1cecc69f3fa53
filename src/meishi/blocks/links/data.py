"""What a list of links holds."""

from typing import Annotated

from pydantic import Field

from meishi.cards.document import AssetRef
from meishi.cards.document.base import Data, Line
from meishi.cards.document.link import Link


class LinkItem(Data):
    """One link. Without a title its address is shown."""

    url: Link
    title: Line = ""
    description: Line = ""
    picture: AssetRef | None = None

    @property
    def name(self) -> str:
        """What stands on the link."""
        return self.title or self.url.partition(":")[2].strip("/")


class LinksData(Data):
    """Links, in the order in which they are shown."""

    heading: Line = ""
    items: Annotated[tuple[LinkItem, ...], Field(max_length=100)] = ()
