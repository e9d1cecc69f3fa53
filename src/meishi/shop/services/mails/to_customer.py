"""What the customer of an order is written, in their language."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from meishi.cards.compile.language import catalogue_of, languages_with_words
from meishi.cards.services.letter import Letter
from meishi.shop.models import Order, OrderEvent
from meishi.shop.rules.states import State
from meishi.shop.services.links import order_address
from meishi.shop.services.mails.rows import rows_of

TOLD = (State.PLACED, State.ACCEPTED, State.CANCELLED, State.EXPIRED)


def letter(order: Order, event: OrderEvent, reply_to: str) -> Letter:
    """Return what the customer is told of an event. `reply_to` is the shop's address."""
    language = spoken(order.language)
    shop = order.card.title if order.card else ""
    with override(catalogue_of(language)):
        heading, lead = _told(event, shop)
        return Letter(
            to=order.email,
            reply_to=reply_to,
            sender=shop,
            language=language,
            subject=f"{heading} · {order.code}",
            heading=heading,
            lead=lead,
            rows=rows_of(order, language),
            link=order_address(order),
            action=_("See the order"),
            note=str(event.detail.get("reason", "")),
            footer=_("You get this mail because this address was given in an order."),
        )


def spoken(tag: str) -> str:
    """Return the tag if there are words in its language, else "en"."""
    primary = tag.partition("-")[0].lower()
    known = {name.partition("-")[0] for name in languages_with_words()}
    return tag if primary in known else "en"


def _told(event: OrderEvent, shop: str) -> tuple[str, str]:
    names = {"shop": shop}
    if event.kind == State.PLACED:
        return _("Your order is stored"), (
            _("%(shop)s answers as soon as it can.") % names
        )
    if event.kind == State.ACCEPTED:
        return _("Your order is accepted"), _("%(shop)s has accepted it.") % names
    if event.kind == State.EXPIRED:
        return _("Nobody answered in time"), _(
            "What you ordered is for sale again. Order once more if you still want it."
        )
    return _("Your order is cancelled"), (
        _("You cancelled it.")
        if event.by == OrderEvent.By.CUSTOMER
        else _("%(shop)s cancelled it.") % names
    )
