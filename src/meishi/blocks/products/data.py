"""What a list of products holds."""

from typing import Annotated

from pydantic import Field

from meishi.cards.document.base import Data, Line
from meishi.cards.document.offer import Currency, Offer


class ProductItem(Offer):
    """One product; `badge` is a word on its picture ("New", "Sold out")."""

    badge: Line = ""


class ProductsData(Data):
    """Products, all priced in one currency."""

    heading: Line = ""
    currency: Currency = "EUR"
    items: Annotated[tuple[ProductItem, ...], Field(max_length=100)] = ()
