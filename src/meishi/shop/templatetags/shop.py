"""What the templates of shops ask for."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms, template
from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meishi.cards.document import AssetRef
from meishi.cards.templatetags.picture import picture
from meishi.formats import money
from meishi.shop.access import editable_orders
from meishi.shop.models import Order, OrderEvent
from meishi.shop.rules.states import State

register = template.Library()
SENTENCES = {
    (State.PLACED, "customer"): gettext_lazy("Ordered by the customer"),
    (State.SEEN, "host"): gettext_lazy("Seen by %(who)s"),
    (State.ACCEPTED, "host"): gettext_lazy("Accepted by %(who)s"),
    (State.DONE, "host"): gettext_lazy("Marked as done by %(who)s"),
    (State.CANCELLED, "customer"): gettext_lazy("Cancelled by the customer"),
    (State.CANCELLED, "host"): gettext_lazy("Cancelled by %(who)s"),
    (State.EXPIRED, "clock"): gettext_lazy("Nobody looked at it in time"),
}
SIZES = "(min-width: 40em) 200px, 45vw"
WIDEST = 640


@register.simple_tag(takes_context=True)
def shop_picture(context: Any, ref: dict[str, Any]) -> SafeString:
    """Return the picture of a product, kept as JSON, for a card."""
    found: SafeString = picture(
        context, AssetRef.model_validate(ref), SIZES, widest=WIDEST
    )
    return found


@register.simple_tag
def shop_price(tile: dict[str, Any], currency: str, language: str) -> str:
    """Return what a product costs, "from" the lowest price where there are several."""
    if tile["price"] is None:
        return ""
    if tile["price"] == 0 and not tile["is_from"]:
        return _("Free")
    price = money.show(tile["price"], currency, language)
    return _("from %(price)s") % {"price": price} if tile["is_from"] else price


@register.filter
def terms_of(row: forms.Form) -> list[forms.BoundField]:
    """Return the fields of a variant that are typed."""
    return [row[name] for name in ("price", "sale_price", "stock", "sku")]


@register.filter
def at_shop(instant: datetime, order: Order) -> str:
    """Return an instant as the shop's clock shows it."""
    return in_zone(instant, order.shop.time_zone if order.shop else "UTC")


@register.filter
def in_zone(instant: datetime, zone: str) -> str:
    """Return an instant as a clock in that zone shows it."""
    return formats.date_format(instant.astimezone(ZoneInfo(zone)), "D j M Y, H:i")


@register.filter
def step_of(steps: dict[State, State], order: Order) -> str:
    """Return which state an order is brought into next, "" where none follows."""
    return steps.get(State(order.state), "")


@register.filter
def sentence(event: OrderEvent) -> str:
    """Return what happened to an order, and who did it."""
    words = SENTENCES.get((State(event.kind), event.by), event.kind)
    return str(words) % {"who": event.user.email if event.user else _("the shop")}


@register.simple_tag(takes_context=True)
def new_orders(context: template.Context) -> int:
    """Return how many orders nobody has seen of whoever looks at the page."""
    request = context.get("request")
    if not request:
        return 0
    return editable_orders(request).filter(state=State.PLACED).count()
