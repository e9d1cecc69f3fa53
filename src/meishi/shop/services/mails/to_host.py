"""What the shop is written about an order."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from meishi.cards.services.letter import Letter
from meishi.formats import money
from meishi.lib.push.message import Notification
from meishi.shop.models import Order, OrderEvent
from meishi.shop.rules.states import State
from meishi.shop.services.mails.rows import rows_of

LANGUAGE = "en"  # that of the owner's app


def letter(order: Order, event: OrderEvent, to: str) -> Letter:
    """Return what the shop is told of an event; `to` is its address."""
    with override(LANGUAGE):
        heading, lead = _told(order, event)
        return Letter(
            to=to,
            reply_to=order.email,
            sender="",
            language=LANGUAGE,
            subject=f"{heading} · {order.code}",
            heading=heading,
            lead=lead,
            rows=rows_of(order, LANGUAGE),
            link=owner_address(order),
            action=_("See the order"),
            note=str(event.detail.get("reason", "")),
            footer=_("You get this mail because this is your shop."),
        )


def notification(order: Order, event: OrderEvent) -> Notification:
    """Return the same in short, for the devices of those who sell."""
    with override(LANGUAGE):
        heading, _lead = _told(order, event)
        total = money.show(order.total, order.currency, LANGUAGE)
        path = reverse("shop:order-page", args=[order.public_id])
        return Notification(
            heading, f"{order.code} · {total}", path, tag=order.public_id
        )


def is_told(event: OrderEvent) -> bool:
    """Say whether the shop is told of it: of what others do, not of its own."""
    if event.kind == State.PLACED:
        return True
    return event.kind == State.CANCELLED and event.by == OrderEvent.By.CUSTOMER


def owner_address(order: Order) -> str:
    """Return the whole address of the order's page in the app."""
    path = reverse("shop:order-page", args=[order.public_id])
    return f"{settings.SITE_URL}{path}"


def _told(order: Order, event: OrderEvent) -> tuple[str, str]:
    customer = {"customer": order.name}
    if event.kind == State.PLACED:
        return _("New order: %(customer)s") % customer, _(
            "Accept it, or talk about it. The customer may send it by WhatsApp, too."
        )
    return _("Cancelled: %(customer)s") % customer, _(
        "The customer cancelled the order; its stock is for sale again."
    )
