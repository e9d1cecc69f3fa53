"""Mails about bookings, as a real mail server receives them."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header

import pytest
import vobject
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from meishi.appointments.models import Booking, BookingEvent
from meishi.appointments.rules.states import State
from meishi.appointments.services.booking import book_slot, enter_booking
from meishi.appointments.services.changing import (
    cancel_booking,
    confirm_booking,
    decline_booking,
    expire_overdue_bookings,
    mark_booking,
    move_booking,
)
from meishi.appointments.services.customer import Customer
from meishi.appointments.services.links import current_token
from meishi.appointments.services.telling import tell
from meishi.appointments.tests.test_availability import at
from meishi.cards.services.letter import Letter, message
from meishi.lib.mail.models import Mail
from meishi.lib.mail.tests.conftest import postbox as postbox
from meishi.lib.outbox.worker import run_waiting_jobs

BOB = Customer(
    name="Bob Brown",
    email="bob@example.com",
    phone="+1 202 555 0123",
    time_zone="America/New_York",
    message="The blue door",
    answers=({"question": "Long hair?", "answer": "Yes"},),
)
CUSTOMER, HOST = BookingEvent.By.CUSTOMER, BookingEvent.By.HOST


class Arrived:
    """A letter as its reader sees it."""

    def __init__(self, letter):
        self.letter = letter
        self.subject = " ".join(
            str(make_header(decode_header(letter["Subject"]))).split()
        )
        self.kinds = [part.get_content_type() for part in letter.walk()]
        self.text = self.part("text/plain")
        self.html = self.part("text/html")

    def part(self, kind):
        found = [p for p in self.letter.walk() if p.get_content_type() == kind]
        return (
            found[0].get_payload(decode=True).decode().replace("\u202f", " ")
            if found
            else None
        )

    @property
    def calendar(self):
        return vobject.readOne(self.part("text/calendar"))


@pytest.fixture
def arrived(postbox):
    """Deliver what waits and return the new letters by recipient."""

    def arrived():
        postbox.letters.clear()
        run_waiting_jobs()
        letters = {letter["To"]: Arrived(letter) for letter in postbox.letters}
        assert len(letters) == len(postbox.letters)  # nobody gets two
        return letters

    return arrived


@pytest.fixture
def both(arrived):
    """Deliver what waits and return the customer's letter and the host's."""
    return lambda: [
        arrived_letters.get(who)
        for arrived_letters in [arrived()]
        for who in ("bob@example.com", "alice@example.com")
    ]


@pytest.fixture
def booked(service, both):
    """A confirmed booking of which both know."""
    booking = book_slot(service, at(9), BOB)
    both()
    return booking


@pytest.fixture
def asked(change, both):
    """A booking that waits for the host, of which both know."""
    booking = book_slot(change(is_confirmation_needed=True), at(9), BOB)
    both()
    return booking


def test_a_booking_is_confirmed_to_both(service, both):
    booking = book_slot(service, at(9), BOB)
    customer, host = both()

    assert customer.subject == (
        "Your appointment is confirmed: Haircut, Tue, Jan 19, 3:00 AM"
    )
    assert host.subject == ("Booked: Bob Brown, Haircut, Tue, Jan 19, 9:00 AM")
    assert f"/booking/{current_token(booking, 'manage')}/" in customer.text
    assert f"/appointments/bookings/{booking.public_id}/" in host.text


def test_each_side_reads_the_time_of_both(service, both):
    book_slot(service, at(9), BOB)

    for letter in both():
        for said in (letter.text, letter.html):
            assert "3:00 AM – 3:30 AM" in said
            assert "9:00 AM – 9:30 AM" in said
            assert "New York (UTC−5)" in said
            assert "Berlin (UTC+1)" in said
            assert said.count("Tuesday, January 19, 2027") == 2


def test_a_reply_reaches_the_other_side(service, both):
    book_slot(service, at(9), BOB)
    customer, host = both()

    assert customer.letter["Reply-To"] == "alice@example.com"
    assert host.letter["Reply-To"] == "bob@example.com"
    assert customer.letter["From"].startswith("Alice Arai <")
    assert {letter.letter["Auto-Submitted"] for letter in (customer, host)} == {
        "auto-generated"
    }


def test_the_host_reads_what_the_customer_wrote(service, both):
    book_slot(service, at(9), BOB)
    _customer, host = both()

    for said in ("Bob Brown", "+1 202 555 0123", "Long hair?", "Yes", "The blue door"):
        assert said in host.text
        assert said in host.html


def test_an_invitation_is_in_the_mail_and_beside_it(service, both):
    book_slot(service, at(9), BOB)

    for letter in both():
        assert letter.kinds == [
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "text/calendar",
            "text/calendar",
        ]
        parts = [p for p in letter.letter.walk() if "calendar" in p.get_content_type()]
        assert {part.get_param("method") for part in parts} == {"REQUEST"}
        assert {part.get_param("charset") for part in parts} == {"utf-8"}
        assert [part.get_filename() for part in parts] == [None, "invite.ics"]
        bodies = {part.get_payload(decode=True) for part in parts}
        assert len(bodies) == 1
        assert re.search(rb"(?<!\r)\n", bodies.pop()) is None
        assert letter.calendar.method.value == "REQUEST"


def test_a_request_asks_the_host_and_puts_nothing_into_calendars(change, both):
    booking = book_slot(change(is_confirmation_needed=True), at(9), BOB)
    customer, host = both()

    assert customer.subject.startswith("Your request is waiting for confirmation")
    assert "The time is kept for you until Tuesday, January 19, 2027" in customer.text
    assert host.subject.startswith("Bob Brown asks for an appointment")
    assert f"/booking/decide/{current_token(booking, 'decision')}/" in host.text
    assert current_token(booking, "decision") not in customer.text + customer.html
    assert current_token(booking, "manage") not in host.text + host.html
    assert "text/calendar" not in customer.kinds + host.kinds


def test_a_confirmed_request_is_the_first_that_calendars_hear(asked, alice, both):
    confirm_booking(asked, by=alice)
    customer, host = both()

    assert customer.calendar.vevent.sequence.value == "0"
    assert customer.calendar.vevent.status.value == "CONFIRMED"
    assert host.subject.startswith("Booked: Bob Brown")


def test_a_refusal_is_one_mail_with_its_reason(asked, alice, arrived):
    decline_booking(asked, reason="I am away", by=alice)
    letters = arrived()

    assert list(letters) == ["bob@example.com"]
    letter = letters["bob@example.com"]
    assert letter.subject.startswith("Your request was declined")
    assert "I am away" in letter.text
    assert "text/calendar" not in letter.kinds


def test_a_move_says_the_old_time_and_the_new(booked, both):
    move_booking(booked, at(11), by=CUSTOMER)
    customer, host = both()

    assert "You moved it." in customer.text
    assert "Bob Brown moved it." in host.text
    assert "Old time: Tuesday, January 19, 2027 · 3:00 AM" in customer.text
    assert "Your time: Tuesday, January 19, 2027 · 5:00 AM" in customer.text
    assert "Old time: Tuesday, January 19, 2027 · 9:00 AM" in host.text
    for letter in (customer, host):
        event = letter.calendar.vevent
        assert (event.sequence.value, event.dtstart.value) == ("1", at(11))
        assert event.uid.value == booked.uid


def test_a_request_that_moves_stays_out_of_calendars(asked, both):
    move_booking(asked, at(11), by=CUSTOMER)

    for letter in both():
        assert "text/calendar" not in letter.kinds
        assert "Old time" in letter.text


@pytest.mark.parametrize(
    ("by", "to_bob", "to_alice"),
    [
        (CUSTOMER, "You cancelled it.", "Bob Brown cancelled it."),
        (HOST, "Alice Arai cancelled it.", "It was cancelled on your side"),
    ],
)
def test_a_cancellation_says_by_whom_and_why(booked, both, by, to_bob, to_alice):
    cancel_booking(booked, reason="Ill", by=by)
    customer, host = both()

    assert to_bob in customer.text
    assert to_alice in host.text
    for letter in (customer, host):
        assert "Reason: Ill" in letter.text
        assert letter.calendar.method.value == "CANCEL"
        event = letter.calendar.vevent
        assert (event.status.value, event.sequence.value) == ("CANCELLED", "1")


def test_a_request_nobody_answered_ends_for_both(asked, clock, both):
    clock.move_to(at(9))
    expire_overdue_bookings()
    customer, host = both()

    assert customer.subject.startswith("Your request was not answered in time")
    assert host.subject.startswith("Not answered in time: Bob Brown")


def test_what_happens_after_the_meeting_is_no_mail(booked, clock, alice, arrived):
    clock.move_to(at(10))
    mark_booking(booked, State.NO_SHOW, by=alice)

    assert arrived() == {}


def test_a_customer_without_an_address_is_not_written_to(
    service, arrived, resource, alice
):
    enter_booking(service, resource, at(9), Customer("Carol"), by=alice)
    letters = arrived()

    assert list(letters) == ["alice@example.com"]
    host = letters["alice@example.com"]
    assert host.letter["Reply-To"] is None
    assert "attendee" not in host.calendar.vevent.contents


def test_a_host_without_an_address_is_not_written_to(service, arrived):
    book_slot(service, at(9), BOB)
    Booking.objects.update(organizer_email="")
    letters = arrived()

    assert list(letters) == ["bob@example.com"]
    assert letters["bob@example.com"].calendar.vevent.organizer.value


def test_two_runs_write_nothing_twice(service, arrived):
    booking = book_slot(service, at(9), BOB)
    assert len(arrived()) == 2
    event = booking.events.get()

    for _ in range(2):
        tell.call(event.pk)
    assert arrived() == {}
    assert Mail.objects.count() == 2


def test_a_run_that_dies_half_way_is_made_up_for_in_full(service, arrived):
    event = book_slot(service, at(9), BOB).events.get()

    def dies():
        with transaction.atomic():
            tell.call(event.pk)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        dies()
    assert Mail.objects.count() == 0
    assert len(arrived()) == 2


def test_mails_that_leave_late_tell_what_happened_in_order(service, postbox):
    booking = book_slot(service, at(9), BOB)
    move_booking(booking, at(11), by=CUSTOMER)
    run_waiting_jobs()
    to_bob = [Arrived(x) for x in postbox.letters if x["To"] == "bob@example.com"]

    said = [
        (x.calendar.vevent.sequence.value, x.calendar.vevent.dtstart.value)
        for x in to_bob
    ]
    assert sorted(said) == [("0", at(9)), ("1", at(11))]


def test_the_two_halves_of_a_repeated_hour_read_differently(service, both):
    book_slot(service, at(9), replace(BOB, time_zone="Europe/Berlin"))
    start = datetime(2027, 10, 31, tzinfo=UTC)
    Booking.objects.update(start_at=start, end_at=start + timedelta(hours=1))

    for letter in both():
        assert "2:00 AM CEST – 2:00 AM CET" in letter.text


def test_equal_zones_are_said_once(service, both):
    berlin = Customer("Bob", "bob@example.com", time_zone="Europe/Berlin")
    book_slot(service, at(9), berlin)

    for letter in both():
        assert letter.text.count("Berlin (UTC+1)") == 1


@pytest.mark.parametrize(
    ("language", "said", "direction"),
    [
        ("en", "Your appointment is confirmed", "ltr"),
        ("de-CH", "Ihr Termin ist bestätigt", "ltr"),
        ("ja", "ご予約が確定しました", "ltr"),
        ("ar", "تم تأكيد موعدك", "rtl"),
        ("zh-TW", "您的預約已確認", "ltr"),
        ("he", "Your appointment is confirmed", "ltr"),
        ("x\r\nBcc: eve@example.com", "Your appointment is confirmed", "ltr"),
    ],
)
def test_a_customer_is_written_in_their_language(
    service, both, language, said, direction
):
    book_slot(service, at(9), Customer("Bob", "bob@example.com", language=language))
    customer, host = both()

    assert customer.subject.startswith(said)
    assert said in customer.html
    assert f'dir="{direction}"' in customer.html
    assert host.subject.startswith("Booked: Bob")


@given(text=st.text(max_size=80) | st.just("x\r\nBcc: eve@example.com\u2028y"))
def test_nothing_typed_becomes_a_header(text):
    letter = Letter(
        to="bob@example.com",
        reply_to="alice@example.com",
        sender=text,
        language="en",
        subject=text,
        heading=text,
        lead=text,
        rows=(),
        link="https://example.com/",
        action=text,
    )
    kept = message(letter).message()

    assert kept["Bcc"] is None
    names = [name for name, _value in kept.items()]
    assert len(names) == len(set(names))


def test_names_are_text_in_html(service, both):
    book_slot(service, at(9), Customer("<b>Bob</b>", "bob@example.com"))
    _customer, host = both()

    assert "&lt;b&gt;Bob&lt;/b&gt;" in host.html
    assert "<b>" not in host.html
