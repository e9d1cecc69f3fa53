"""Orders taken along: as a table, and as JSON."""

from collections.abc import Iterable
from typing import Any

from meishi.formats import money
from meishi.shop.models import Order, OrderLine

HEAD = (
    *("code", "at", "state", "shop", "name", "telephone", "e-mail"),
    *("delivery", "place", "address", "postcode", "note"),
    *("title", "variant", "article number", "unit price", "quantity", "line total"),
    *("tax per cent", "order total", "currency"),
)
BASIS = 100


def table(orders: Iterable[Order]) -> list[tuple[str, ...]]:
    """Return a head and a row for each line of each order; times in UTC."""
    return [HEAD, *(_row(o, line) for o in orders for line in o.lines.all())]


def as_json(orders: Iterable[Order]) -> list[dict[str, Any]]:
    """Return the orders as JSON; amounts are strings with a point, in `currency`."""
    return [_order(order) for order in orders]


def _row(order: Order, line: OrderLine) -> tuple[str, ...]:
    def amount(value: int) -> str:
        return money.as_decimal(value, order.currency)

    return (
        order.code,
        f"{order.created_at:%Y-%m-%d %H:%M:%S}",
        order.state,
        order.card.title if order.card else "",
        order.name,
        order.phone,
        order.email,
        order.delivery_name,
        order.place,
        order.address,
        order.postcode,
        order.note,
        line.title,
        line.variant_label,
        line.sku,
        amount(line.unit_price),
        str(line.quantity),
        amount(line.total),
        f"{line.tax_rate / BASIS:.2f}",
        amount(order.total),
        order.currency,
    )


def _order(order: Order) -> dict[str, Any]:
    def amount(value: int) -> str:
        return money.as_decimal(value, order.currency)

    names = ("name", "phone", "email", "address", "postcode", "place", "note")
    return {
        "code": order.code,
        "at": order.created_at.isoformat(),
        "state": order.state,
        "currency": order.currency,
        "prices_include_tax": order.prices_include_tax,
        "subtotal": amount(order.subtotal),
        "fee": amount(order.fee),
        "net": amount(order.net),
        "tax": amount(order.tax),
        "total": amount(order.total),
        "taxes": [
            {
                "rate": f"{tax['rate'] / BASIS:.2f}",
                **{name: amount(tax[name]) for name in ("net", "tax", "gross")},
            }
            for tax in order.taxes
        ],
        "delivery": order.delivery_name,
        "customer": {name: getattr(order, name) for name in names},
        "source": order.source,
        "lines": [
            {
                "title": line.title,
                "variant": line.variant_label,
                "article_number": line.sku,
                "unit_price": amount(line.unit_price),
                "quantity": line.quantity,
                "total": amount(line.total),
                "tax_rate": f"{line.tax_rate / BASIS:.2f}",
            }
            for line in order.lines.all()
        ],
    }
