"""What a list of services holds."""

from typing import Annotated

from pydantic import Field

from meishi.cards.document.base import Data, Line
from meishi.cards.document.offer import Currency, Offer

MAX_MINUTES = 7 * 24 * 60


class ServiceItem(Offer):
    """One service; `minutes` is how long it takes, None where that is not said."""

    minutes: Annotated[int, Field(ge=1, le=MAX_MINUTES)] | None = None


class ServicesData(Data):
    """Services, all priced in one currency."""

    heading: Line = ""
    currency: Currency = "EUR"
    items: Annotated[tuple[ServiceItem, ...], Field(max_length=100)] = ()
