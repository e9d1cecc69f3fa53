"""The shop of a card, ready to use."""

from zoneinfo import available_timezones

from django.db import transaction
from django.utils.translation import gettext as _

from meishi.accounts.models import User
from meishi.cards.models import Card
from meishi.formats import phone
from meishi.shop.models import Delivery, Shop
from meishi.shop.services.showing import show_soon


@transaction.atomic
def open_shop(card: Card, *, currency: str, by: User | None = None) -> Shop:
    """Return the card's shop; where it has none, one is made with usual terms.

    Its WhatsApp number is that of the card, if the card has one. Orders are picked up
    until the owner says otherwise.
    """
    Card.objects.select_for_update().get(pk=card.pk)
    if earlier := Shop.objects.filter(card=card).first():
        return earlier
    identity = card.document.identity
    zone = identity.time_zone
    shop = Shop.objects.create(
        card=card,
        currency=currency,
        whatsapp_number=_whatsapp_number(card),
        email=identity.emails[0].address if identity.emails else "",
        time_zone=zone if zone in available_timezones() else "UTC",
    )
    Delivery.objects.create(shop=shop, name=_("Pick up"))
    show_soon(shop)
    return shop


def _whatsapp_number(card: Card) -> str:
    numbers = [
        entry.number for entry in card.document.identity.phones if entry.has_whatsapp
    ]
    known = [number for number in map(phone.parse, numbers) if number.is_valid]
    return known[0].text if known else ""
