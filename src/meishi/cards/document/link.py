"""An address that a card may lead to, checked wherever the data comes from."""

from typing import Annotated

from pydantic import AfterValidator

from meishi.cards.document.base import WebAddress
from meishi.formats import link


def _checked(text: str) -> str:
    return link.parse(text) if text else ""


# Empty, or whole and with one of the schemes in `link.SCHEMES`.
type Link = Annotated[WebAddress, AfterValidator(_checked)]
