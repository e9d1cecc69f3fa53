import pytest

from meishi.shop.rules.states import NEXT, State, may_become, way_to

FORWARD = [State.PLACED, State.SEEN, State.ACCEPTED, State.DONE]


def test_an_order_goes_forward_only():
    for position, state in enumerate(FORWARD):
        assert not any(
            may_become(state, earlier) for earlier in FORWARD[: position + 1]
        )


@pytest.mark.parametrize("state", [State.PLACED, State.SEEN, State.ACCEPTED])
def test_what_is_open_can_be_cancelled(state):
    assert may_become(state, State.CANCELLED)


def test_only_what_nobody_saw_expires():
    assert [s for s in State if may_become(s, State.EXPIRED)] == [State.PLACED]


@pytest.mark.parametrize("state", [State.DONE, State.CANCELLED, State.EXPIRED])
def test_what_is_over_stays_over(state):
    assert not NEXT[state]
    assert all(way_to(state, other) == () for other in State)


def test_what_is_accepted_has_been_seen():
    assert way_to(State.PLACED, State.ACCEPTED) == (State.SEEN, State.ACCEPTED)
    assert way_to(State.PLACED, State.DONE) == (
        State.SEEN,
        State.ACCEPTED,
        State.DONE,
    )
    assert way_to(State.PLACED, State.CANCELLED) == (State.CANCELLED,)
    assert way_to(State.SEEN, State.EXPIRED) == ()
