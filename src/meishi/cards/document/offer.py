"""What services and products have in common: a thing with a price and a button."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from pydantic import AfterValidator, Field

from meishi.cards.document.base import Data, Line, Paragraphs
from meishi.cards.document.identity import AssetRef, Identity
from meishi.cards.document.link import Link
from meishi.formats import link, money, whatsapp


def _known(currency: str) -> str:
    if currency not in money.CURRENCIES:
        raise ValueError(f"{currency} is no currency of ISO 4217")
    return currency


type Currency = Annotated[str, Field(max_length=3), AfterValidator(_known)]
type Amount = Annotated[int, Field(ge=0, le=money.MAX_AMOUNT)]
type Action = Literal["none", "link", "email", "whatsapp", "book"]


class Offer(Data):
    """Something offered. `price` is in minor units of the block's currency.

    `action` is what its button does: nothing, lead to `url`, or ask the owner by
    e-mail or WhatsApp, or to book a time. `bookable` names the service that is booked
    (`appointments.Service.public_id`), "" for a choice of all. `button` is the text on
    it, "" for the usual one.
    """

    title: Line
    description: Paragraphs = ""
    price: Amount | None = None
    is_price_from: bool = False
    picture: AssetRef | None = None
    action: Action = "none"
    url: Link = ""
    bookable: Annotated[str, Field(pattern=r"^[0-9a-z]{0,16}$")] = ""
    button: Line = ""


def enquiry_address(offer: Offer, identity: Identity) -> str:
    """Return where the offer's button leads, "" where there is nothing to lead to.

    Where to book, the page knows: that address has the card's handle in it.
    """
    if offer.action == "link":
        return offer.url
    if offer.action == "email" and identity.emails:
        return link.mailto(identity.emails[0].address, offer.title)
    numbers = [phone.number for phone in identity.phones if phone.has_whatsapp]
    if offer.action == "whatsapp" and numbers:
        return whatsapp.link(numbers[0], offer.title)
    return ""


def offer_rows(
    offers: Sequence[Offer], currency: str, identity: Identity
) -> list[dict[str, Any]]:
    """Return each offer with its price, button and address as the page shows them."""
    language = get_language() or "en"
    return [
        {
            "item": offer,
            "price": _price(offer, currency, language),
            "address": enquiry_address(offer, identity),
            "button": offer.button or _usual_button(offer),
        }
        for offer in offers
    ]


def duration(minutes: int) -> str:
    """Return a length of time in words: `1 h 30 min`."""
    hours, rest = divmod(minutes, 60)
    short = ngettext("%(count)d min", "%(count)d min", rest) % {"count": rest}
    if not hours:
        return short
    long = ngettext("%(count)d h", "%(count)d h", hours) % {"count": hours}
    return (
        _("%(hours)s %(minutes)s") % {"hours": long, "minutes": short} if rest else long
    )


def _price(offer: Offer, currency: str, language: str) -> str:
    if offer.price is None:
        return ""
    if offer.price == 0:
        return _("Free")
    price = money.show(offer.price, currency, language)
    return _("from %(price)s") % {"price": price} if offer.is_price_from else price


def _usual_button(offer: Offer) -> str:
    usual = {"link": _("See details"), "book": _("Book a time")}
    return usual.get(offer.action, _("Ask"))


def structured_offers(
    kind: str, offers: Sequence[Offer], currency: str
) -> list[dict[str, Any]]:
    """Return each offer in the words of schema.org. `kind` is its type there."""
    return [_structured(kind, offer, currency) for offer in offers]


def _structured(kind: str, offer: Offer, currency: str) -> dict[str, Any]:
    about: dict[str, Any] = {
        "@type": kind,
        "name": offer.title,
        "description": offer.description,
        "offers": _price_specification(offer, currency),
    }
    return {key: value for key, value in about.items() if value}


def _price_specification(offer: Offer, currency: str) -> dict[str, Any]:
    if offer.price is None:
        return {}
    price = money.as_decimal(offer.price, currency)
    terms = {"@type": "Offer", "price": price, "priceCurrency": currency}
    if offer.is_price_from:
        terms = {"@type": "AggregateOffer", "lowPrice": price}
        terms["priceCurrency"] = currency
    return terms | ({"url": offer.url} if offer.action == "link" else {})
