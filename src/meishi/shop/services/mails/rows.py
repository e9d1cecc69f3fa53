"""The facts of an order, as rows of a mail."""

from django.utils.translation import gettext as _

from meishi.cards.services.letter import Row
from meishi.formats import money
from meishi.shop.models import Order


def rows_of(order: Order, language: str) -> tuple[Row, ...]:
    """Return what was ordered, how it is delivered, and what it costs."""

    def shown(amount: int) -> str:
        return money.show(amount, order.currency, language)

    lines = [
        Row(
            f"{line.quantity} × {line.title}"
            + (f" ({line.variant_label})" if line.variant_label else ""),
            (shown(line.total),),
        )
        for line in order.lines.all()
    ]
    where = tuple(
        filter(None, (order.delivery_name, order.place, order.address, order.postcode))
    )
    delivery = [Row(_("Delivery"), where)] if where else []
    fee = [Row(_("Delivery fee"), (shown(order.fee),))] if order.fee else []
    note = [Row(_("Note"), (order.note,))] if order.note else []
    tax = _("%(amount)s of it tax") % {"amount": shown(order.tax)}
    total = (shown(order.total), tax) if order.tax else (shown(order.total),)
    return (*lines, *fee, Row(_("Total"), total), *delivery, *note)
