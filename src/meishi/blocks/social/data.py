"""What a list of social profiles holds."""

from typing import Annotated

from pydantic import AfterValidator, Field

from meishi.cards.document.base import Data, Line
from meishi.cards.document.link import Link
from meishi.formats.social import NETWORKS


def _known(key: str) -> str:
    if key and key not in NETWORKS:
        raise ValueError(f"{key} is no network that Meishi knows")
    return key


class SocialItem(Data):
    """One account. `network` is a key of `formats.social`, "" for none of them;
    `url` is empty on networks whose accounts have no page."""

    network: Annotated[str, Field(max_length=40), AfterValidator(_known)] = ""
    url: Link = ""
    username: Line = ""
    label: Line = ""

    @property
    def service(self) -> str:
        """The name of the network, or the site's own."""
        if self.network:
            return NETWORKS[self.network].name
        return self.url.partition("://")[2].partition("/")[0].removeprefix("www.")

    @property
    def shown_name(self) -> str:
        """What stands beside the icon."""
        return self.label or self.username or self.service


class SocialData(Data):
    """Accounts, in the order in which they are shown."""

    heading: Line = ""
    items: Annotated[tuple[SocialItem, ...], Field(max_length=100)] = ()
