"""Telling both sides what happened to an order: each event once."""

from django.db import transaction
from django.tasks import task

from meishi.cards.queries import owner_email
from meishi.lib import clock
from meishi.lib.push.services import notify
from meishi.shop.models import CloudConnection, Order, OrderEvent
from meishi.shop.rules.states import State
from meishi.shop.services.cloud.sending import tell_of_order
from meishi.shop.services.mails import to_customer, to_host
from meishi.workspaces.access import editors


@task
def tell(event_pk: int) -> None:
    """Write the mails of an event, once.

    All of it is one transaction with the note that it is done: a second run finds
    that, and one that dies leaves nothing.
    """
    with transaction.atomic():
        untold = OrderEvent.objects.filter(pk=event_pk, told_at__isnull=True)
        if not untold.update(told_at=clock.now()):
            return
        event = OrderEvent.objects.select_related(
            "order__shop", "order__card", "order__workspace"
        ).get(pk=event_pk)
        shop = shop_email(event.order)
        if event.kind in to_customer.TOLD:
            to_customer.letter(event.order, event, shop).send()
        if to_host.is_told(event):
            to_host.letter(event.order, event, shop).send()
            _tell_by_cloud(event.order, event)
            for member in editors(event.order.workspace):
                notify(member, to_host.notification(event.order, event))


def _tell_by_cloud(order: Order, event: OrderEvent) -> None:
    """Tell the shop's own number of a new order, where the platform is connected."""
    connected = CloudConnection.objects.filter(shop=order.shop, is_active=True)
    for connection in connected.exclude(notify_number=""):
        if event.kind == State.PLACED:
            tell_of_order(connection, order, connection.notify_number)


def shop_email(order: Order) -> str:
    """Return where the shop reads mail, "" where that is nowhere."""
    own = order.shop.email if order.shop else ""
    return own or (owner_email(order.card) if order.card else "")
