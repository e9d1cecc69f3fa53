from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from meishi.appointments.errors import AlreadyBooked, HoldOver, NotBookable, SlotTaken
from meishi.appointments.models import Block, Booking, BookingEvent, Cell, Session
from meishi.appointments.services import links
from meishi.appointments.services.booking import (
    book_held,
    book_slot,
    enter_booking,
    hold_slot,
    release_hold,
)
from meishi.appointments.services.changing import move_booking
from meishi.appointments.services.customer import Customer
from meishi.appointments.services.seats import take_seat
from meishi.appointments.tests.test_availability import BOB, at, starts
from meishi.cards.services import unpublish_card
from meishi.lib.outbox.models import Job
from meishi.lib.secret_links import digest

KEY = "0123456789abcdef"


def kinds(booking):
    return [event.kind for event in booking.events.all()]


def test_a_booking_is_confirmed_at_once_where_nobody_has_to_agree(service):
    booking = book_slot(service, at(9), BOB)

    assert booking.state == "confirmed"
    assert booking.end_at - booking.start_at == timedelta(minutes=30)
    assert booking.organizer_email == "alice@example.com"
    assert kinds(booking) == ["confirmed"]


def test_a_booking_waits_for_the_host_but_not_beyond_its_start(service, change, clock):
    change(is_confirmation_needed=True, decision_hours=48)

    assert book_slot(service, at(11, day=21), BOB).expires_at == clock_in(hours=48)
    assert book_slot(service, at(11), BOB).expires_at == at(11)


def clock_in(**time):
    from meishi.lib import clock

    return clock.now() + timedelta(**time)


def test_nobody_else_gets_a_time_that_is_taken(service):
    book_slot(service, at(9), BOB)

    with pytest.raises(SlotTaken):
        book_slot(service, at(9), BOB)
    assert Booking.objects.count() == 1


@pytest.mark.parametrize("start", [at(8), at(9, 10), at(17), at(9, day=23)])
def test_a_time_that_is_not_offered_cannot_be_booked(service, start):
    with pytest.raises(SlotTaken):
        book_slot(service, start, BOB)


def test_a_card_that_is_not_published_takes_no_bookings(service, alice):
    unpublish_card(service.card, by=alice)
    service.card.refresh_from_db()

    with pytest.raises(NotBookable):
        book_slot(service, at(9), BOB)


def test_the_same_form_twice_is_one_booking(service):
    booking = book_slot(service, at(9), BOB, key=KEY)

    assert book_slot(service, at(9), BOB, key=KEY) == booking
    assert kinds(booking) == ["confirmed"]
    assert Job.objects.filter(key__startswith="booking-event").count() == 1


def test_the_same_key_with_other_content_is_refused(service):
    book_slot(service, at(9), BOB, key=KEY)

    with pytest.raises(AlreadyBooked):
        book_slot(service, at(10), BOB, key=KEY)


def test_a_held_slot_becomes_a_booking(service):
    held = hold_slot(service, at(9))
    booking = book_held(held, BOB)

    assert (booking.state, booking.name) == ("confirmed", "Bob")
    assert booking.expires_at is None
    assert kinds(booking) == ["held", "confirmed"]


def test_a_form_for_a_held_slot_counts_once(service):
    held = hold_slot(service, at(9))
    book_held(held, BOB)

    assert book_held(held, BOB) == held
    with pytest.raises(AlreadyBooked):
        book_held(held, Customer(name="Charlie"))
    assert kinds(held) == ["held", "confirmed"]


def test_a_form_that_is_sent_again_after_a_move_is_still_the_same(service):
    held = hold_slot(service, at(9))
    book_held(held, BOB)
    move_booking(held, at(11), by=BookingEvent.By.CUSTOMER)

    assert book_held(held, BOB).start_at == at(11)


def test_a_hold_ends_by_itself(service, clock):
    held = hold_slot(service, at(9))
    clock.shift(timedelta(minutes=5))

    with pytest.raises(HoldOver):
        book_held(held, BOB)
    assert book_slot(service, at(9), BOB).state == "confirmed"
    held.refresh_from_db()
    assert held.state == "expired"


def test_a_slot_that_is_let_go_is_free_at_once(service):
    release_hold(hold_slot(service, at(9)))

    assert starts(service)[0] == "09:00"
    assert Session.objects.count() == 0
    assert Cell.objects.count() == 0


def test_seats_are_numbered_and_no_more_than_there_are(service, change):
    change(capacity=3)
    seats = [book_slot(service, at(9), BOB).seat for _ in range(3)]

    assert seats == [0, 1, 2]
    assert Session.objects.count() == 1
    with pytest.raises(SlotTaken):
        book_slot(service, at(9), BOB)


def test_the_host_may_book_outside_of_the_hours_but_not_twice(service, resource, alice):
    booking = enter_booking(service, resource, at(22), BOB, by=alice)

    assert (booking.source, booking.state) == ("host", "confirmed")
    with pytest.raises(SlotTaken):
        enter_booking(service, resource, at(22, 15), BOB, by=alice)


def test_the_host_may_book_into_time_they_kept_free(service, resource, alice):
    Block.objects.create(resource=resource, start_at=at(9), end_at=at(17))

    assert enter_booking(service, resource, at(9), BOB, by=alice).state == "confirmed"


def test_the_database_itself_refuses_a_second_meeting(service, resource):
    take_seat(resource, service, at(9), at(9, 30))

    with pytest.raises(SlotTaken):
        take_seat(resource, service, at(9, 25), at(9, 55))
    assert Session.objects.count() == 1


def test_the_database_itself_refuses_a_second_person_on_a_seat(service):
    booking = book_slot(service, at(9), BOB)
    booking.pk, booking.public_id, booking.uid = None, "another", "another"
    booking.manage_digest = booking.decision_digest = "another"

    with pytest.raises(IntegrityError), transaction.atomic():
        booking.save(force_insert=True)


def test_only_the_digest_of_a_link_is_stored(service):
    booking = book_slot(service, at(9), BOB)
    secret = links.current_token(booking, "manage")

    assert len(secret) == 43
    assert Booking.objects.get(manage_digest=digest(secret)) == booking
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM appointments_booking")
        assert secret not in str(cursor.fetchall())


def test_links_of_one_booking_do_not_open_another(service):
    first, second = (book_slot(service, at(hour), BOB) for hour in (9, 10))
    secrets = {
        links.current_token(booking, purpose)
        for booking in (first, second)
        for purpose in ("manage", "decision")
    }
    assert len(secrets) == 4


def test_a_new_secret_of_the_installation_gives_new_links(service, settings):
    booking = book_slot(service, at(9), BOB)
    old = links.current_token(booking, "manage")
    settings.SECRET_KEY = "another secret"

    new = links.current_token(booking, "manage")
    assert new != old
    assert Booking.objects.get(manage_digest=digest(new)) == booking


def test_what_happened_says_who_did_it(service):
    event = BookingEvent.objects.get(booking=book_slot(service, at(9), BOB))

    assert event.by == "customer"
    assert event.told_at is None
