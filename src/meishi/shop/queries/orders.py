"""Orders as those who sell see them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet, Sum

from meishi.shop.models import Order, OrderLine, Shop
from meishi.shop.rules import codes
from meishi.shop.rules.states import State

MOST_WORDS = 6
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Wanted:
    """Which orders are listed; what is empty narrows nothing down.

    `state` is a State, or "open" for all that is to be done. `shop` is a public id.
    """

    search: str = ""
    state: str = ""
    shop: str = ""
    kind: str = ""
    first_on: date | None = None
    last_on: date | None = None
    zone: str = "UTC"

    def of(self, orders: QuerySet[Order]) -> QuerySet[Order]:
        """Return those of the orders that are wanted, the newest first."""
        if self.state == "open":
            orders = orders.filter(state__in=(State.PLACED, State.SEEN, State.ACCEPTED))
        elif self.state:
            orders = orders.filter(state=self.state)
        if self.shop:
            orders = orders.filter(shop__public_id=self.shop)
        if self.kind:
            orders = orders.filter(delivery_kind=self.kind)
        if self.first_on:
            orders = orders.filter(created_at__gte=midnight(self.first_on, self.zone))
        if self.last_on:
            after = midnight(self.last_on + ONE_DAY, self.zone)
            orders = orders.filter(created_at__lt=after)
        for word in self.search.replace("\x00", "").split()[:MOST_WORDS]:
            orders = orders.filter(_has(word))
        return orders.order_by("-created_at", "-pk")


def midnight(day: date, zone: str) -> datetime:
    """Return when a day begins in a zone."""
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone))


def listed(orders: QuerySet[Order]) -> QuerySet[Order]:
    """Return the orders with what a list shows of each, in a fixed number of queries."""
    counted = orders.annotate(
        thing_count=Sum("lines__quantity"), line_count=Count("lines")
    )
    return counted.select_related("card", "shop").prefetch_related("lines")


def shops_of(orders: QuerySet[Order]) -> QuerySet[Shop]:
    """Return the shops that these orders came through."""
    shops = Shop.objects.filter(pk__in=orders.values("shop")).select_related("card")
    return shops.order_by("pk")


def to_pick(orders: QuerySet[Order]) -> list[dict[str, object]]:
    """Return how many of each thing these orders hold: title, variant, number."""
    lines = OrderLine.objects.filter(order__in=orders)
    summed = lines.values("title", "variant_label", "sku").annotate(
        quantity=Sum("quantity")
    )
    return [dict(row) for row in summed.order_by("title", "variant_label", "sku")]


def _has(word: str) -> Q:
    words = Q(name__icontains=word) | Q(phone__contains=word) | Q(email__icontains=word)
    words |= Q(lines__title__icontains=word)
    if code := codes.read(word):
        words |= Q(code=code)
    return Q(pk__in=Order.objects.filter(words).values("pk"))
