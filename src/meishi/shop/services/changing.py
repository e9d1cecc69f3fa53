"""Moving an order on: seen, accepted, done, cancelled, expired. Each once."""

from django.db import transaction
from django.utils.translation import gettext as _

from meishi.accounts.models import User
from meishi.lib import clock
from meishi.shop.errors import AlreadyDone, NotPossibleNow
from meishi.shop.models import Order, OrderEvent
from meishi.shop.rules.states import GIVES_BACK, State, way_to
from meishi.shop.services.events import note
from meishi.shop.services.stock import give_back_stock

By = OrderEvent.By
CUSTOMER_MAY_CANCEL = (State.PLACED, State.SEEN)


@transaction.atomic
def advance_order(order: Order, state: State, *, by: User | None = None) -> None:
    """Bring the order into a state, through those that lie between.

    Raises AlreadyDone, or NotPossibleNow where no way leads there.
    """
    _lock(order)
    if order.state == state:
        raise AlreadyDone(_("That is done already."))
    way = way_to(order.state, state)
    if not way:
        raise NotPossibleNow(_("That is not possible any more: the order changed."))
    for step in way:
        _change(order, step)
        note(order, step, By.HOST, user=by)


@transaction.atomic
def see_order(order: Order, *, by: User | None = None) -> None:
    """Note that the shop has seen the order, the first time."""
    _lock(order)
    if order.state == State.PLACED:
        _change(order, State.SEEN)
        note(order, State.SEEN, By.HOST, user=by)


@transaction.atomic
def cancel_order(
    order: Order, *, reason: str = "", by: OrderEvent.By, user: User | None = None
) -> None:
    """Cancel the order; its stock is for sale again.

    Customers may until it is accepted. Raises AlreadyDone or NotPossibleNow.
    """
    _lock(order)
    if order.state == State.CANCELLED:
        raise AlreadyDone(_("That is done already."))
    is_too_late = by == By.CUSTOMER and order.state not in CUSTOMER_MAY_CANCEL
    if is_too_late or not way_to(order.state, State.CANCELLED):
        raise NotPossibleNow(_("This order cannot be cancelled any more."))
    _change(order, State.CANCELLED)
    note(order, State.CANCELLED, by, user=user, detail={"reason": reason})


@transaction.atomic
def note_order(order: Order, text: str, *, by: User | None = None) -> None:
    """Keep a note that only the shop reads."""
    Order.objects.filter(pk=order.pk).update(host_note=text, updated_at=clock.now())


def expire_overdue_orders(limit: int = 500) -> int:
    """End the orders that nobody looked at in time; return how many that was."""
    overdue = Order.objects.filter(state=State.PLACED, expires_at__lte=clock.now())
    return sum(_expire(order) for order in overdue.order_by("expires_at")[:limit])


@transaction.atomic
def _expire(order: Order) -> bool:
    _lock(order)
    if order.state != State.PLACED:
        return False
    _change(order, State.EXPIRED)
    note(order, State.EXPIRED, By.CLOCK)
    return True


def _lock(order: Order) -> None:
    """Lock the row and see it as it is now."""
    Order.objects.select_for_update().get(pk=order.pk)
    order.refresh_from_db()


def _change(order: Order, state: State) -> None:
    mine = Order.objects.filter(pk=order.pk, state=order.state)
    if not mine.update(state=state, updated_at=clock.now()):
        raise NotPossibleNow(_("That is not possible any more: the order changed."))
    order.refresh_from_db()
    if state in GIVES_BACK:
        give_back_stock(order)
