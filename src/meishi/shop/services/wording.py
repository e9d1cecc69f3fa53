"""The text of an order, as it goes to the shop by WhatsApp."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from meishi.cards.compile.language import catalogue_of, direction_of
from meishi.formats import money
from meishi.shop.models import Order, OrderLine, Shop
from meishi.shop.rules.message import Line, Message, OrderText, Words, compose
from meishi.shop.services.links import order_address


def word(order: Order) -> None:
    """Compose the message of an order and keep it, exactly as it is.

    A shop without a WhatsApp number gets the text alone.
    """
    message = message_of(order)
    address = message.address if order.whatsapp_number else ""
    order.message_text, order.message_address = message.text, address
    order.save(update_fields=["message_text", "message_address"])


def message_of(order: Order) -> Message:
    """Return the message of a stored order, in its language."""
    with override(catalogue_of(order.language)):
        said = order_text(order, list(order.lines.all()), order_address(order))
        words = words_of(order.shop, order.code, sum_of(order))
        return compose(said, words, order.whatsapp_number)


def words_of(shop: Shop | None, code: str, count: int) -> Words:
    """Return what a message is worded with, in the language of now.

    `count` is how many things were ordered.
    """
    items = ngettext("%(count)d item", "%(count)d items", count) % {"count": count}
    return Words(
        greeting=(shop.greeting if shop else "") or usual_greeting(),
        closing=shop.closing if shop else "",
        order=_("Order %(code)s") % {"code": code},
        items=items,
        total=_("Total"),
        note=_("Note"),
    )


def usual_greeting() -> str:
    """Return how messages begin where the merchant has no words of their own."""
    return _("Hello {shop}, I would like to order:")


def sum_of(order: Order) -> int:
    """Return how many things were ordered."""
    return sum(line.quantity for line in order.lines.all())


def order_text(order: Order, lines: list[OrderLine], link: str) -> OrderText:
    """Return an order as its message tells it, in the language of now."""

    def shown(amount: int) -> str:
        return money.show(amount, order.currency, order.language)

    return OrderText(
        code=order.code,
        shop=order.card.title if order.card else "",
        name=order.name,
        lines=tuple(
            Line(line.quantity, line.title, line.variant_label, shown(line.total))
            for line in lines
        ),
        sums=tuple((name, shown(amount)) for name, amount in _sums(order)),
        total=shown(order.total),
        facts=tuple((name, said) for name, said in _facts(order) if said),
        note=order.note,
        link=link,
        is_rtl=direction_of(order.language) == "rtl",
    )


def _sums(order: Order) -> list[tuple[str, int]]:
    sums = [(order.delivery_name, order.fee)] if order.fee else []
    if order.tax and not order.prices_include_tax:
        sums.append((_("Tax"), order.tax))
    return [(_("Goods"), order.subtotal), *sums] if sums else []


def _facts(order: Order) -> list[tuple[str, str]]:
    where = ", ".join(filter(None, (order.address, order.postcode)))
    return [
        (_("Name"), order.name),
        (_("Phone"), order.phone),
        (_("Delivery"), order.delivery_name),
        (_("Table or room"), order.place),
        (_("Address"), where),
    ]
