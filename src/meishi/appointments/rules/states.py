"""The states of a booking, and which may follow which."""

from enum import StrEnum


class State(StrEnum):
    """Where a booking stands."""

    HELD = "held"
    PENDING = "pending"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    COMPLETED = "completed"
    NO_SHOW = "no_show"


class EventKind(StrEnum):
    """What can happen to a booking."""

    HELD = "held"
    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    MOVED = "moved"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    COMPLETED = "completed"
    NO_SHOW = "no_show"
    REMINDED = "reminded"


NEXT: dict[State, frozenset[State]] = {
    State.HELD: frozenset({State.PENDING, State.CONFIRMED, State.EXPIRED}),
    State.PENDING: frozenset(
        {State.CONFIRMED, State.DECLINED, State.CANCELLED, State.EXPIRED}
    ),
    State.CONFIRMED: frozenset(
        {State.CONFIRMED, State.CANCELLED, State.COMPLETED, State.NO_SHOW}
    ),
    # A host may find out later who came.
    State.COMPLETED: frozenset({State.NO_SHOW}),
    State.NO_SHOW: frozenset({State.COMPLETED}),
}
OCCUPYING = (
    State.HELD,
    State.PENDING,
    State.CONFIRMED,
    State.COMPLETED,
    State.NO_SHOW,
)
"""States in which a booking has its seat. The order is that of `State`."""


def may_become(state: str, following: str) -> bool:
    """Say whether a booking may go from one state to the other."""
    return State(following) in NEXT.get(State(state), frozenset())
