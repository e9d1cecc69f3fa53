from datetime import timedelta

import pytest

from meishi.appointments.models import BookingEvent
from meishi.appointments.services.booking import book_slot
from meishi.appointments.services.changing import cancel_booking, move_booking
from meishi.appointments.services.reminding import remind
from meishi.appointments.tests.test_availability import BOB, at
from meishi.lib.mail.models import Mail
from meishi.lib.mail.tests.conftest import postbox as postbox
from meishi.lib.outbox.models import Job
from meishi.lib.outbox.worker import run_waiting_jobs

CUSTOMER, HOST = BookingEvent.By.CUSTOMER, BookingEvent.By.HOST
DAY, HOUR = 24 * 60, 60


@pytest.fixture
def book(change, clock, postbox):
    """Book Wednesday at nine, for a service with these reminders, and tell so."""

    def book(start=None, **reminders):
        booking = book_slot(change(**reminders), start or at(9, day=20), BOB)
        run_waiting_jobs()
        return booking

    return book


@pytest.fixture
def reminders_by(clock):
    """Let time pass and return (recipient, subject) of the reminders until then."""

    def reminders_by(instant):
        clock.move_to(instant)
        run_waiting_jobs()
        mails = Mail.objects.filter(subject__regex="^(Your appointment is soon|Soon)")
        return [mail.to[0] for mail in mails.order_by("pk")]

    return reminders_by


def test_both_are_reminded_when_the_owner_said(book, reminders_by):
    book(reminders=[DAY, HOUR], host_reminders=[30])

    assert reminders_by(at(8, 59, day=19)) == []
    assert reminders_by(at(9, day=19)) == [BOB.email]
    assert reminders_by(at(8, day=20)) == [BOB.email] * 2
    assert reminders_by(at(8, 30, day=20)) == [BOB.email] * 2 + ["alice@example.com"]


def test_a_moved_booking_reminds_of_its_new_time_only(book, reminders_by):
    booking = book(reminders=[HOUR])
    move_booking(booking, at(15, day=20), by=CUSTOMER)
    run_waiting_jobs()

    assert reminders_by(at(8, 30, day=20)) == []
    assert reminders_by(at(14, day=20)) == [BOB.email]
    assert "2:00" in Mail.objects.order_by("-pk").first().subject


def test_a_booking_that_moved_there_and_back_reminds_once(book, reminders_by):
    booking = book(reminders=[HOUR])
    for hour in (15, 9):
        move_booking(booking, at(hour, day=20), by=CUSTOMER)
        run_waiting_jobs()

    assert reminders_by(at(8, 30, day=20)) == [BOB.email]


def test_a_cancelled_booking_reminds_nobody(book, reminders_by):
    cancel_booking(book(reminders=[HOUR], host_reminders=[HOUR]), by=HOST)

    assert reminders_by(at(8, 30, day=20)) == []


def test_a_booking_within_the_time_of_a_reminder_gets_no_late_one(book, reminders_by):
    book(start=at(9, day=19), reminders=[DAY, HOUR])

    assert reminders_by(at(7, day=19)) == []
    assert reminders_by(at(8, day=19)) == [BOB.email]


def test_a_reminder_that_runs_after_the_start_says_nothing(book, reminders_by):
    book(reminders=[HOUR])

    assert reminders_by(at(9, day=20)) == []


def test_a_reminder_that_the_owner_took_back_is_not_sent(book, change, reminders_by):
    book(reminders=[HOUR])
    change(reminders=[])

    assert reminders_by(at(8, 30, day=20)) == []


def test_a_reminder_runs_twice_and_is_sent_once(book, reminders_by):
    booking = book(reminders=[HOUR])
    assert reminders_by(at(8, day=20)) == [BOB.email]

    remind.call(booking.pk, booking.start_at.isoformat(), CUSTOMER, HOUR)
    assert reminders_by(at(8, 1, day=20)) == [BOB.email]


def test_telling_again_plans_no_second_reminder(book):
    book(reminders=[HOUR])
    planned = Job.objects.filter(task__endswith="remind")
    BookingEvent.objects.update(told_at=None)
    Job.objects.filter(task__endswith="tell").update(state=Job.State.READY)
    run_waiting_jobs()

    assert planned.count() == 1


def test_a_request_that_waits_reminds_nobody(change, book, reminders_by):
    change(is_confirmation_needed=True)
    book(reminders=[HOUR])

    assert reminders_by(at(8, 30, day=20)) == []


def test_a_customer_who_gave_no_address_is_not_reminded(book, reminders_by):
    booking = book(reminders=[HOUR])
    booking.email = ""
    booking.save()

    assert reminders_by(at(8, day=20) + timedelta(minutes=1)) == []
