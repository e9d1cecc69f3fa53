"""What the platform's webhook brings: each message once, statuses only forward."""

from decimal import Decimal
from hashlib import sha256

from django.db import transaction
from django.tasks import task
from django.utils.translation import override

from meishi.cards.compile.language import catalogue_of
from meishi.formats import money, whatsapp_cloud
from meishi.formats.whatsapp_cloud import Incoming, Item, Status
from meishi.shop.errors import CannotOrder, CartChanged, ShopClosed
from meishi.shop.models import CloudConnection, CloudMessage, Order, Shop, Variant
from meishi.shop.rules.cart import MOST_LINES, MOST_OF_ONE, Cart, CartLine
from meishi.shop.services.cloud.sending import tell_of_order, write_to
from meishi.shop.services.customer import Customer
from meishi.shop.services.placing import place_order

ORDER_KIND = "order"


@task
def receive(connection_pk: int, body: str) -> None:
    """Take in a notification whose signature was checked."""
    found = CloudConnection.objects.filter(pk=connection_pk)
    connection = found.select_related("shop__card").first()
    if connection is None:
        return
    for number, event in whatsapp_cloud.events(body.encode()):
        if number != connection.phone_number_id:
            continue
        if isinstance(event, Status):
            _move_on(connection, event)
        else:
            _take_in(connection, event)


def _move_on(connection: CloudConnection, event: Status) -> None:
    with transaction.atomic():
        ours = connection.messages.filter(is_incoming=False, wamid=event.id)
        message = ours.select_for_update().first()
        if message and whatsapp_cloud.is_forward(message.status, event.status):
            message.status, message.error = event.status, event.error
            message.save(update_fields=["status", "error"])


def _take_in(connection: CloudConnection, event: Incoming) -> None:
    """Note the message, and place the order that it may be: all of it once."""
    with transaction.atomic():
        message, is_new = CloudMessage.objects.get_or_create(
            connection=connection,
            wamid=event.id,
            defaults={
                "is_incoming": True,
                "peer": event.sender,
                "kind": event.kind,
                "at": event.at,
            },
        )
        if is_new and event.kind == ORDER_KIND:
            _order(connection, event, message)


def _order(connection: CloudConnection, event: Incoming, message: CloudMessage) -> None:
    shop = connection.shop
    language = shop.card.document.language
    with override(catalogue_of(language)):
        cart, mismatch = _repriced(shop, event.items)
        number = f"+{event.sender}"
        customer = Customer(event.name or number, phone=number, language=language)
        key = sha256(f"{connection.pk} {event.id}".encode()).hexdigest()
        try:
            with transaction.atomic():
                order = place_order(
                    shop,
                    cart,
                    customer,
                    key=key,
                    source=Order.Source.CHAT,
                    mismatch=mismatch,
                )
        except (CannotOrder, CartChanged, ShopClosed) as error:
            write_to(connection, event.sender, str(error), None)
            return
    message.order = order
    message.save(update_fields=["order"])
    tell_of_order(connection, order, event.sender)


def _repriced(shop: Shop, items: tuple[Item, ...]) -> tuple[Cart, tuple[str, ...]]:
    """Return what is ordered, at our prices, and in which ways the chat differs."""
    skus = [item.sku for item in items if item.sku]
    known = {
        variant.sku: variant
        for variant in shop.variants.filter(sku__in=skus).select_related("product")
    }
    lines: list[CartLine] = []
    differs: list[str] = []
    for item in items[:MOST_LINES]:
        variant = known.get(item.sku)
        if variant is None or not 0 < item.quantity <= MOST_OF_ONE:
            differs.append(f"{item.quantity} × {item.sku or '?'}: ?")
            continue
        lines.append(CartLine(variant.public_id, item.quantity))
        differs += _difference(shop, item, variant)
    return tuple(lines), tuple(differs)


def _difference(shop: Shop, item: Item, variant: Variant) -> list[str]:
    ours = money.as_decimal(variant.unit_price, shop.currency)
    if item.price == Decimal(ours) and item.currency == shop.currency:
        return []
    theirs = "?" if item.price is None else f"{item.price:f}"
    # For those who sell, whose app is in English.
    told = f"{theirs} {item.currency} in the chat, {ours} {shop.currency} here"
    return [f"{variant.product.title}: {told}"]
