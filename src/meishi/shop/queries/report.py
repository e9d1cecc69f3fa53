"""What was sold: by day, by product, by source. The database adds up."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncDate

from meishi.shop.models import Order, OrderLine
from meishi.shop.queries.orders import ONE_DAY, midnight
from meishi.shop.rules.states import SOLD

MOST_PRODUCTS = 100


@dataclass(frozen=True)
class Report:
    """Sales of one currency between two days, both included. Amounts in minor units.

    `days` has each day with its revenue and number of orders, those without any too.
    """

    currency: str
    days: list[tuple[date, int, int]]
    products: list[dict[str, object]]
    sources: list[dict[str, object]]
    revenue: int
    tax: int
    orders: int

    @property
    def average(self) -> int:
        """What an order brings, rounded down."""
        return self.revenue // self.orders if self.orders else 0


def reports(
    orders: QuerySet[Order], first_on: date, last_on: date, zone: str
) -> list[Report]:
    """Return a report for each currency, of what is accepted or done.

    Days are those of the zone.
    """
    since, until = midnight(first_on, zone), midnight(last_on + ONE_DAY, zone)
    sold = orders.filter(state__in=SOLD, created_at__gte=since, created_at__lt=until)
    sold = sold.order_by()
    used = sold.values_list("currency", flat=True).distinct().order_by("currency")
    return [
        _report(sold.filter(currency=currency), currency, first_on, last_on, zone)
        for currency in used
    ]


def _report(
    sold: QuerySet[Order], currency: str, first_on: date, last_on: date, zone: str
) -> Report:
    sums = sold.aggregate(revenue=Sum("total"), tax=Sum("tax"), orders=Count("pk"))
    lines = OrderLine.objects.filter(order__in=sold)
    products = lines.values("title", "variant_label").annotate(
        revenue=Sum("total"), quantity=Sum("quantity")
    )
    sources = sold.values("source").annotate(revenue=Sum("total"), orders=Count("pk"))
    return Report(
        currency=currency,
        days=_days(sold, first_on, last_on, zone),
        products=[
            dict(row) for row in products.order_by("-revenue", "title")[:MOST_PRODUCTS]
        ],
        sources=[dict(row) for row in sources.order_by("-revenue")],
        revenue=sums["revenue"] or 0,
        tax=sums["tax"] or 0,
        orders=sums["orders"],
    )


def _days(
    sold: QuerySet[Order], first_on: date, last_on: date, zone: str
) -> list[tuple[date, int, int]]:
    on = TruncDate("created_at", tzinfo=ZoneInfo(zone))
    found = sold.annotate(on=on).values("on")
    counted = found.annotate(revenue=Sum("total"), orders=Count("pk"))
    known = {row["on"]: (row["revenue"], row["orders"]) for row in counted}
    count = (last_on - first_on).days + 1
    days = [first_on + timedelta(days=number) for number in range(count)]
    return [(day, *known.get(day, (0, 0))) for day in days]
