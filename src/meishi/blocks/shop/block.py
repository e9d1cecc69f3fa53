"""A window of the shop on the card."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meishi.appointments.queries.services import names_of_services
from meishi.blocks.shop.data import ShopData
from meishi.blocks.shop.form import ShopForm
from meishi.cards.registry import BlockType
from meishi.shop.models import Category
from meishi.shop.queries.window import window
from meishi.shop.registry import BOOKABLE


def _live(data: ShopData, card_id: str) -> dict[str, Any]:
    return window(card_id, category=data.category, most=data.most)


def _options(card_id: str) -> dict[str, Any]:
    shelves = Category.objects.filter(shop__card__public_id=card_id)
    return {"categories": tuple(shelves.values_list("public_id", "name"))}


def _shown(data: ShopData, identity: object) -> dict[str, Any]:
    return {"page_language": get_language() or "en"}


shop = BlockType(
    __name__,
    label=_("Shop"),
    description=_("Products with a cart; orders come to you by WhatsApp."),
    data=ShopData,
    form=ShopForm,
    live=_live,
    form_options=_options,
    show_context=_shown,
    example=ShopData(
        heading="From our kitchen",
        text="Jams, honey and mustard, in small batches, from the gardens around. "
        "What is ripe decides what there is.\n\n"
        "Order here until Friday noon, and pick it up at the market on Saturday.",
        button="See everything",
    ),
)
# A product may stand for something that is booked; the two apps do not know each other.
BOOKABLE.append(names_of_services)
