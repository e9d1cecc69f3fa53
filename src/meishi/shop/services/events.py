"""What happened to an order."""

from typing import Any

from meishi.accounts.models import User
from meishi.lib import clock
from meishi.shop.models import Order, OrderEvent
from meishi.shop.rules.states import State


def note(
    order: Order,
    kind: State,
    by: OrderEvent.By,
    *,
    user: User | None = None,
    detail: dict[str, Any] | None = None,
) -> OrderEvent:
    """Append to what happened, within the caller's transaction."""
    return OrderEvent.objects.create(
        order=order, kind=kind, by=by, user=user, detail=detail or {}, at=clock.now()
    )
