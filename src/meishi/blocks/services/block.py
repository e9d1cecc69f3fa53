"""What somebody does for others, with price and duration."""

from typing import Any

from django.utils.translation import gettext_lazy

from meishi.appointments.queries.services import names_of_services
from meishi.blocks.services.data import ServiceItem, ServicesData
from meishi.blocks.services.form import ServicesForm
from meishi.cards.document import Identity
from meishi.cards.document.offer import duration, offer_rows, structured_offers
from meishi.cards.registry import BlockType


def _shown(data: ServicesData, identity: Identity) -> dict[str, Any]:
    rows = offer_rows(data.items, data.currency, identity)
    for row in rows:
        minutes = row["item"].minutes
        row["duration"] = duration(minutes) if minutes else ""
    return {"rows": rows}


def _schema(data: ServicesData) -> list[dict[str, Any]]:
    return structured_offers("Service", data.items, data.currency)


def _options(card_id: str) -> dict[str, Any]:
    return {"services": names_of_services(card_id)}


services = BlockType(
    __name__,
    label=gettext_lazy("Services"),
    description=gettext_lazy("What you do, how long it takes and what it costs."),
    data=ServicesData,
    form=ServicesForm,
    form_options=_options,
    show_context=_shown,
    structured_data=_schema,
    example=ServicesData(
        heading="What I can do for you",
        currency="EUR",
        items=(
            ServiceItem(
                title="First conversation",
                description="We walk across your land and talk about how you live.",
                price=0,
                minutes=45,
                action="email",
                button="Find a date",
            ),
            ServiceItem(
                title="Sketch of a house",
                description="Three drawings and a model, so that you can decide.",
                price=180000,
            ),
            ServiceItem(
                title="Renovation",
                description="New light in old rooms.",
                price=950000,
                is_price_from=True,
                action="link",
                url="https://example.com/renovation",
            ),
        ),
    ),
)
