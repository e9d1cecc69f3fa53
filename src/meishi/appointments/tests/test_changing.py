from datetime import timedelta

import pytest

from meishi.appointments.errors import AlreadyDone, NotPossibleNow, SlotTaken
from meishi.appointments.models import Booking, BookingEvent, Cell, Session
from meishi.appointments.rules.states import State
from meishi.appointments.services.booking import book_slot
from meishi.appointments.services.changing import (
    cancel_booking,
    complete_past_bookings,
    confirm_booking,
    decline_booking,
    expire_overdue_bookings,
    mark_booking,
    move_booking,
)
from meishi.appointments.tests.test_availability import BOB, at, starts
from meishi.appointments.tests.test_booking import kinds

CUSTOMER, HOST = BookingEvent.By.CUSTOMER, BookingEvent.By.HOST


@pytest.fixture
def booking(service):
    return book_slot(service, at(9), BOB)


@pytest.fixture
def pending(change):
    return book_slot(change(is_confirmation_needed=True), at(9), BOB)


def test_what_waits_blocks_its_time(service, pending):
    assert starts(service)[0] == "09:30"


def test_the_host_confirms_once(pending, alice):
    confirm_booking(pending, by=alice)

    assert (pending.state, pending.sequence) == ("confirmed", 0)
    with pytest.raises(AlreadyDone):
        confirm_booking(pending, by=alice)
    assert kinds(pending) == ["requested", "confirmed"]


def test_a_declined_time_is_free_again(service, pending, alice):
    decline_booking(pending, reason="I am away", by=alice)

    assert starts(service)[0] == "09:00"
    assert pending.events.last().detail == {"reason": "I am away"}
    with pytest.raises(NotPossibleNow):
        confirm_booking(pending, by=alice)


def test_nobody_waits_for_ever(service, pending, clock):
    clock.move_to(at(9))
    expire_overdue_bookings()
    pending.refresh_from_db()

    assert pending.state == "expired"
    assert Session.objects.count() == 0
    with pytest.raises(NotPossibleNow):
        confirm_booking(pending)


def test_an_answer_that_comes_too_late_is_told_so(pending, clock):
    clock.move_to(at(9))

    with pytest.raises(NotPossibleNow):
        confirm_booking(pending)


def test_cancelling_gives_the_time_back_and_counts_for_calendars(service, booking):
    cancel_booking(booking, by=CUSTOMER)

    assert (booking.state, booking.sequence) == ("cancelled", 1)
    assert starts(service)[0] == "09:00"
    assert Cell.objects.count() == 0


def test_cancelling_twice_changes_nothing(booking):
    cancel_booking(booking, by=CUSTOMER)

    with pytest.raises(AlreadyDone):
        cancel_booking(booking, by=CUSTOMER)
    assert booking.sequence == 1
    assert kinds(booking) == ["confirmed", "cancelled"]


def test_no_calendar_knows_a_booking_that_was_never_confirmed(pending):
    cancel_booking(pending, by=CUSTOMER)

    assert pending.sequence == 0


@pytest.mark.parametrize("change_it", [cancel_booking, move_booking])
def test_nothing_changes_after_the_start(booking, clock, change_it):
    clock.move_to(at(9))
    to = (at(10),) if change_it is move_booking else ()

    with pytest.raises(NotPossibleNow):
        change_it(booking, *to, by=CUSTOMER)


def test_a_seat_of_several_goes_alone(change):
    service = change(capacity=2)
    first, second = (book_slot(service, at(9), BOB) for _ in range(2))
    cancel_booking(first, by=CUSTOMER)

    assert Session.objects.get().bookings.get() == second
    assert book_slot(service, at(9), BOB).seat == 0


def test_a_moved_booking_frees_its_old_time(service, booking):
    move_booking(booking, at(11), by=CUSTOMER)

    assert (booking.start_at, booking.end_at) == (at(11), at(11, 30))
    assert (booking.state, booking.sequence) == ("confirmed", 1)
    assert starts(service)[0] == "09:00"
    assert "11:00" not in starts(service)
    assert booking.events.last().detail["start_at"] == "2027-01-19T08:00:00+00:00"


def test_a_booking_may_move_into_its_own_time(booking, change):
    change(step=10)
    move_booking(booking, at(9, 10), by=CUSTOMER)

    assert booking.start_at == at(9, 10)
    assert Cell.objects.count() == 6


def test_a_booking_that_cannot_move_stays_as_it_was(service, booking):
    book_slot(service, at(10), BOB)

    with pytest.raises(SlotTaken):
        move_booking(booking, at(10), by=CUSTOMER)
    booking.refresh_from_db()
    assert (booking.start_at, booking.sequence) == (at(9), 0)
    assert Session.objects.count() == 2


def test_hours_and_notice_hold_for_a_customer_who_moves(booking):
    for start in (at(8), at(9, day=23)):
        with pytest.raises(SlotTaken):
            move_booking(booking, start, by=CUSTOMER)


def test_a_host_moves_a_booking_anywhere_that_is_free(booking, alice):
    move_booking(booking, at(20, day=23), by=HOST, user=alice)

    assert booking.start_at == at(20, day=23)


def test_a_move_to_where_it_is_changes_nothing(booking):
    with pytest.raises(AlreadyDone):
        move_booking(booking, at(9), by=CUSTOMER)
    assert kinds(booking) == ["confirmed"]


def test_a_cancelled_booking_cannot_be_moved(booking):
    cancel_booking(booking, by=CUSTOMER)

    with pytest.raises(NotPossibleNow):
        move_booking(booking, at(10), by=CUSTOMER)


def test_the_clock_notes_that_a_meeting_is_over(booking, clock):
    clock.move_to(at(9, 30))

    assert complete_past_bookings() == 1
    assert Booking.objects.get().state == "completed"


def test_the_host_notes_who_did_not_come(booking, clock, alice):
    with pytest.raises(NotPossibleNow):
        mark_booking(booking, State.NO_SHOW, by=alice)
    clock.shift(timedelta(days=2))
    complete_past_bookings()
    mark_booking(booking, State.NO_SHOW, by=alice)

    assert booking.state == "no_show"
    mark_booking(booking, State.COMPLETED, by=alice)
    assert booking.state == "completed"
