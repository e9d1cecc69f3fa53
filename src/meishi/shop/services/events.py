"""What happened to an order, and having it told."""

from typing import Any

from meishi.accounts.models import User
from meishi.lib import clock
from meishi.lib.outbox.backend import enqueue_once
from meishi.shop.models import Order, OrderEvent
from meishi.shop.rules.states import State
from meishi.shop.services.telling import tell


def note(
    order: Order,
    kind: State,
    by: OrderEvent.By,
    *,
    user: User | None = None,
    detail: dict[str, Any] | None = None,
) -> OrderEvent:
    """Append to what happened, within the caller's transaction, and have it told."""
    event = OrderEvent.objects.create(
        order=order, kind=kind, by=by, user=user, detail=detail or {}, at=clock.now()
    )
    enqueue_once(f"order-event-{event.pk}", tell, event.pk)
    return event
