"""The states of an order, and which may follow which."""

from enum import StrEnum


class State(StrEnum):
    """Where an order stands."""

    PLACED = "placed"
    SEEN = "seen"
    ACCEPTED = "accepted"
    DONE = "done"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


NEXT: dict[State, frozenset[State]] = {
    State.PLACED: frozenset({State.SEEN, State.CANCELLED, State.EXPIRED}),
    State.SEEN: frozenset({State.ACCEPTED, State.CANCELLED}),
    State.ACCEPTED: frozenset({State.DONE, State.CANCELLED}),
    State.DONE: frozenset(),
    State.CANCELLED: frozenset(),
    State.EXPIRED: frozenset(),
}
OPEN = (State.PLACED, State.SEEN, State.ACCEPTED)
"""States in which something is still to be done."""
SOLD = (State.ACCEPTED, State.DONE)
"""States that count as revenue."""
GIVES_BACK = (State.CANCELLED, State.EXPIRED)
"""States that give the stock back."""


def may_become(state: str, following: str) -> bool:
    """Say whether an order may go from one state to the other."""
    return State(following) in NEXT[State(state)]


def way_to(state: str, wanted: str) -> tuple[State, ...]:
    """Return the states to pass on the way to the wanted one, itself last.

    An order that is accepted has been seen. () where no way leads there.
    """
    if may_become(state, wanted):
        return (State(wanted),)
    for between in sorted(NEXT[State(state)]):
        if wanted not in GIVES_BACK and (rest := way_to(between, wanted)):
            return (between, *rest)
    return ()
