"""Placing an order. What it says is agreed once this returns.

The variants are locked, priced anew by the same function that priced the cart, and
compared with what the customer was shown; then their stock is taken by conditional
updates. All of it is one transaction with the order.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meishi.lib import clock, secret_links
from meishi.shop.errors import (
    AlreadyOrdered,
    CannotOrder,
    CartChanged,
    NotInStock,
    ShopClosed,
)
from meishi.shop.models import Delivery, Order, OrderEvent, OrderLine, Shop
from meishi.shop.queries.opening import opening_now, takes_orders
from meishi.shop.queries.quotes import Quote, QuoteLine, quote
from meishi.shop.rules import codes, delivering
from meishi.shop.rules.cart import Cart
from meishi.shop.rules.pricing import TooMuch
from meishi.shop.rules.states import State
from meishi.shop.services import links
from meishi.shop.services.customer import Customer
from meishi.shop.services.events import note
from meishi.shop.services.showing import show_soon
from meishi.shop.services.stock import OutOfStock, lock_variants, take_stock
from meishi.shop.services.wording import word

ATTEMPTS = 20  # at a code that no other order of the shop has


@transaction.atomic
def place_order(
    shop: Shop,
    cart: Cart,
    customer: Customer,
    *,
    delivery: Delivery | None = None,
    shown: str | None = None,
    key: str = "",
    source: Order.Source = Order.Source.CATALOGUE,
    mismatch: tuple[str, ...] = (),
) -> Order:
    """Order what is in the cart, and return the order.

    `shown` is the version of the quote that the customer agreed to, None where nobody
    was shown one. `key` comes from the form: the same with the same content returns
    the order that it made. Raises ShopClosed, CartChanged (NotInStock), CannotOrder,
    or AlreadyOrdered for other content.
    """
    content = customer.content_digest(cart, delivery.public_id if delivery else "")
    if earlier := _by_key(shop, key):
        return _same(earlier, content)
    _require_open(shop)
    lock_variants(cart)
    if earlier := _by_key(shop, key):  # by a twin, while we waited
        return _same(earlier, content)
    agreed = _agreed(shop, cart, delivery, shown)
    if source != Order.Source.CHAT:  # there the delivery is talked about
        _require_deliverable(agreed, customer)
    try:
        with transaction.atomic():
            counted = take_stock(
                (line.variant, line.quantity) for line in agreed.lines if line.variant
            )
    except OutOfStock as error:
        raise _not_in_stock() from error
    values = {
        "idempotency_key": key,
        "content_digest": content,
        "source": source,
        "mismatch": list(mismatch),
    }
    try:
        order = _create(agreed, customer, values)
    except IntegrityError:
        if earlier := _by_key(shop, key):
            return _same(earlier, content)
        raise
    _add_lines(order, agreed, counted)
    if any(line.left == line.quantity for line in agreed.lines):
        show_soon(shop)  # something is sold out now
    word(order)
    note(order, State.PLACED, OrderEvent.By.CUSTOMER)
    return order


def _by_key(shop: Shop, key: str) -> Order | None:
    return shop.orders.filter(idempotency_key=key).first() if key else None


def _same(order: Order, content: str) -> Order:
    if order.content_digest != content:
        raise AlreadyOrdered(
            _("This form was sent before with other content. Load it anew.")
        )
    return order


def _require_open(shop: Shop) -> None:
    shop.refresh_from_db()
    if not takes_orders(shop):
        raise ShopClosed(_("The shop takes no orders at the moment."))


def _agreed(
    shop: Shop, cart: Cart, delivery: Delivery | None, shown: str | None
) -> Quote:
    """Return the quote if it is what the customer saw and all of it can be had."""
    if not cart:
        raise CannotOrder(_("There is nothing in your cart."))
    try:
        now = quote(shop, cart, delivery)
    except TooMuch as error:
        raise CannotOrder(_("That is too much for one order.")) from error
    if any(line.problem in ("sold_out", "few") for line in now.lines):
        raise _not_in_stock()
    if now.problems:
        raise CartChanged(_("Something in your cart cannot be ordered like that."))
    if shown is not None and shown != now.version:
        raise CartChanged(_("A price has changed since you looked."))
    return now


def _not_in_stock() -> NotInStock:
    return NotInStock(_("There is not enough left of something in your cart."))


def _require_deliverable(agreed: Quote, customer: Customer) -> None:
    shop, delivery, goods = agreed.shop, agreed.delivery, agreed.totals.subtotal
    least = max(shop.minimum, delivery.minimum if delivery else 0)
    if goods < least:
        raise CannotOrder(_("Your order is below the minimum."))
    if delivery is None:
        if shop.deliveries.filter(is_active=True).exists():
            raise CannotOrder(_("Choose how you get your order."))
        return
    if delivery.shop_id != shop.pk or not delivery.is_active:
        raise CannotOrder(_("Choose how you get your order."))
    if not delivering.serves(delivery.postcodes, customer.postcode):
        raise CannotOrder(_("The shop does not deliver to this postcode."))


def _create(agreed: Quote, customer: Customer, values: Mapping[str, object]) -> Order:
    """Create the order with a code that is free. Raises IntegrityError."""
    shop, delivery, now = agreed.shop, agreed.delivery, clock.now()
    nonce, sums = secret_links.new_nonce(), agreed.totals
    columns = asdict(customer) | dict(values)
    order = Order(
        workspace_id=shop.card.workspace_id,
        card=shop.card,
        shop=shop,
        currency=shop.currency,
        prices_include_tax=shop.prices_include_tax,
        subtotal=sums.subtotal,
        fee=sums.fee,
        net=sums.net,
        tax=sums.tax,
        total=sums.total,
        taxes=[asdict(tax) for tax in sums.taxes],
        delivery_kind=delivery.kind if delivery else "",
        delivery_name=delivery.name if delivery else "",
        preorder_for=opening_now(shop).opens_at,
        whatsapp_number=shop.whatsapp_number,
        link_nonce=nonce,
        link_digest=secret_links.digest(links.token(nonce)),
        expires_at=now + timedelta(hours=shop.kept_hours),
        created_at=now,
        updated_at=now,
        **columns,
    )
    order.code = _free_code(shop)
    with transaction.atomic():
        order.save(force_insert=True)
    return order


def _free_code(shop: Shop) -> str:
    for _attempt in range(ATTEMPTS):
        code = codes.new_code()
        if not shop.orders.filter(code=code).exists():
            return code
    raise CannotOrder(_("The shop takes no orders at the moment."))


def _add_lines(order: Order, agreed: Quote, counted: set[int]) -> None:
    OrderLine.objects.bulk_create(
        _row(order, number, line, counted) for number, line in enumerate(agreed.lines)
    )


def _row(order: Order, number: int, line: QuoteLine, counted: set[int]) -> OrderLine:
    variant = line.variant
    if variant is None:
        raise LookupError(line.asked.variant)
    return OrderLine(
        order=order,
        position=number,
        variant=variant,
        title=variant.product.title,
        variant_label=variant.label[:300],
        sku=variant.sku,
        unit_price=line.unit_price,
        tax_rate=line.tax_rate,
        quantity=line.quantity,
        total=line.total,
        stock_taken=line.quantity if variant.pk in counted else 0,
    )
