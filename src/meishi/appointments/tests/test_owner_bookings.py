from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from meishi.accounts.models import User
from meishi.appointments.models import (
    Block,
    Booking,
    ExternalBusy,
    ExternalCalendar,
)
from meishi.appointments.services.booking import book_slot
from meishi.appointments.services.customer import Customer
from meishi.appointments.tests.test_availability import BOB, at, starts
from meishi.workspaces.models import Member

CALENDAR = reverse("appointments:calendar")


@pytest.fixture
def booking(service):
    return book_slot(service, at(9), Customer(name="Bob", email="bob@example.com"))


@pytest.fixture
def pending(change):
    return book_slot(change(is_confirmation_needed=True), at(9), BOB)


@pytest.fixture
def bobs_browser(workspace, card):
    """Bob may look at Alice's calendar, not change it."""
    bob = User.objects.create_user("bob@example.com")
    Member.objects.create(workspace=workspace, user=bob, role=Member.Role.VIEWER)
    client = Client()
    client.force_login(bob)
    return client


def of(booking, name="booking"):
    return reverse(f"appointments:{name}", args=[booking.public_id])


def shown(browser, **asked):
    return browser.get(CALENDAR, asked).text


@pytest.mark.parametrize("view", ["month", "week", "day", "list"])
def test_every_view_shows_a_booking_at_the_hosts_time(browser, booking, view):
    page = shown(browser, view=view, date="2027-01-19")

    assert "Bob" in page
    assert "09:00" in page
    assert "Times in Berlin." in page


@pytest.mark.parametrize("view", ["month", "week", "day"])
def test_other_dates_do_not(browser, booking, view):
    assert ">Bob<" not in shown(browser, view=view, date="2027-03-19")


def test_what_makes_no_sense_shows_this_week(browser, booking):
    page = shown(browser, view="year", date="soon", resource="x", state="y", page="z")

    assert ">Bob<" in page


@pytest.mark.parametrize("date", ["1970-01-01", "2200-12-31"])
@pytest.mark.parametrize("view", ["month", "week", "day"])
def test_the_calendar_has_ends_but_no_faults(browser, service, view, date):
    assert browser.get(CALENDAR, {"view": view, "date": date}).status_code == 200


def test_seats_of_a_course_are_one_entry(browser, change):
    service = change(capacity=3)
    for name in ("Bob", "Dana"):
        book_slot(service, at(9), Customer(name=name))

    page = shown(browser, view="week", date="2027-01-19")
    assert "2 of 3 seats" in page
    session = Booking.objects.first().session_id
    listed = shown(browser, view="list", session=session)
    assert "Bob" in listed
    assert "Dana" in listed


def test_time_kept_free_is_in_the_calendar(browser, resource):
    Block.objects.create(
        resource=resource, start_at=at(9), end_at=at(11), note="Dentist"
    )
    assert "Dentist" in shown(browser, view="week", date="2027-01-19")


def test_busy_times_from_elsewhere_are_in_the_calendar(browser, resource):
    calendar = ExternalCalendar.objects.create(
        resource=resource, address="sealed", host="cal.example.com"
    )
    ExternalBusy.objects.create(calendar=calendar, start_at=at(9), end_at=at(11))
    page = shown(browser, view="week", date="2027-01-19")

    assert "Busy elsewhere" in page
    assert "cal.example.com" in page


@pytest.mark.parametrize(
    ("word", "is_found"),
    [("bob", True), ("EXAMPLE.COM", True), ("haircut", True), ("dana", False)],
)
def test_bookings_are_found_by_what_was_said(browser, booking, word, is_found):
    assert (">Bob<" in shown(browser, view="list", q=word)) == is_found


def test_a_filter_keeps_to_its_service_and_state(browser, booking, service):
    asked = {"view": "list", "service": service.public_id}

    assert ">Bob<" in shown(browser, state="confirmed", **asked)
    assert ">Bob<" not in shown(browser, state="cancelled", **asked)


def test_past_and_coming_are_apart(browser, booking, clock):
    clock.shift(timedelta(days=2))
    browser.force_login(User.objects.get())

    assert ">Bob<" not in shown(browser, view="list")
    assert ">Bob<" in shown(browser, view="list", when="past")


def fill(booking, count):
    """Add bookings like this one, a quarter of an hour apart from two weeks before."""
    session = booking.session
    for number in range(count):
        start = at(0, day=11) + timedelta(minutes=15 * number)
        end = start + timedelta(minutes=15)
        session.pk, session.start_at, session.end_at = None, start, end
        session.save(force_insert=True)
        booking.pk, booking.start_at, booking.end_at = None, start, end
        booking.session = session
        booking.public_id = booking.uid = f"{count}x{number}"
        booking.manage_digest = booking.decision_digest = booking.uid
        booking.save(force_insert=True)


def queries_of(browser, view):
    with CaptureQueriesContext(connection) as queries:
        browser.get(CALENDAR, {"view": view, "date": "2027-01-12", "when": "past"})
    return len(queries)


@pytest.mark.parametrize("view", ["month", "week", "day", "list"])
def test_the_calendar_asks_the_database_as_often_for_many_bookings(
    browser, booking, view
):
    fill(booking, 10)
    few = queries_of(browser, view)
    fill(booking, 500)

    assert queries_of(browser, view) == few <= 20


def test_who_waits_is_answered_right_there(browser, pending):
    page = shown(browser)
    assert "Waiting for your answer" in page
    assert "waiting for your answer" in page  # said in the header as well

    answer = browser.post(of(pending, "booking-confirm"), {"next": CALENDAR})
    assert answer.url == CALENDAR
    assert Booking.objects.get().state == "confirmed"


def test_nobody_is_sent_elsewhere_after_an_answer(browser, pending):
    sent = {"next": "https://example.com/"}

    assert browser.post(of(pending, "booking-confirm"), sent).url == of(pending)


def test_an_answer_that_was_given_is_told_so(browser, pending):
    browser.post(of(pending, "booking-confirm"))
    again = browser.post(of(pending, "booking-confirm"), follow=True)

    assert "You have answered this already." in again.text


def test_a_word_goes_with_a_refusal(browser, service, pending):
    browser.post(of(pending, "booking-decline"), {"reason": "I am away"})

    assert Booking.objects.get().state == "declined"
    assert "“I am away”" in browser.get(of(pending)).text
    assert "09:00" in starts(service)


def test_a_booking_is_cancelled_with_a_word(browser, booking):
    browser.post(of(booking, "booking-cancel"), {"reason": "Ill"})

    assert Booking.objects.get().state == "cancelled"
    assert "Cancelled by alice@example.com" in browser.get(of(booking)).text


def test_the_page_of_a_booking_says_all(browser, service):
    customer = Customer(
        name="Dana <b>",
        email="dana+1@example.com",
        phone="+1 202 555 0101",
        time_zone="Asia/Tokyo",
        message="Please call.",
        answers=({"question": "Which colour?", "answer": "Red"},),
    )
    page = browser.get(of(book_slot(service, at(9), customer))).text

    assert "Dana &lt;b&gt;" in page
    assert 'href="mailto:dana%2B1@example.com"' in page
    assert 'href="tel:+12025550101"' in page
    assert "For the customer in Tokyo: Tue 19 Jan 2027, 17:00" in page
    assert "Which colour?" in page
    assert "Booked by the customer" in page


def test_a_note_is_kept_for_the_host(browser, booking):
    browser.post(of(booking, "booking-note"), {"host_note": "Likes tea"})

    assert "Likes tea" in browser.get(of(booking)).text
    too_long = browser.post(of(booking, "booking-note"), {"host_note": "a" * 5001})
    assert too_long.status_code == 422
    assert Booking.objects.get().host_note == "Likes tea"


def test_who_came_is_noted_once_it_has_begun(browser, booking, clock, alice):
    assert "Did not come" not in browser.get(of(booking)).text
    clock.shift(timedelta(days=2))
    browser.force_login(alice)
    browser.post(of(booking, "booking-mark"), {"came": "0"})

    assert Booking.objects.get().state == "no_show"


def export(browser, kind, **more):
    asked = {"format": kind, "first_on": "2027-01-01", "last_on": "2027-01-31"} | more
    return browser.get(reverse("appointments:export"), asked)


def test_bookings_are_exported_as_a_table_without_formulas(browser, service):
    book_slot(service, at(9), Customer(name='=HYPERLINK("x")', phone="+1 202 555 0101"))
    rows = export(browser, "csv").content.decode("utf-8-sig").splitlines()

    assert rows[1].startswith("2027-01-19 09:00,2027-01-19 09:30,Europe/Berlin,Haircut")
    assert '"\'=HYPERLINK(""x"")"' in rows[1]
    assert "'+1 202 555 0101" in rows[1]


def test_bookings_are_exported_for_calendars(browser, booking):
    response = export(browser, "ics")
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")

    assert event["uid"] == booking.uid
    assert event.decoded("dtstart") == at(9)
    assert event["status"] == "CONFIRMED"
    assert "METHOD" not in response.text


def test_an_export_keeps_to_its_range(browser, booking):
    assert "Bob" not in export(browser, "csv", last_on="2027-01-18").text
    assert export(browser, "csv", last_on="2026-01-18").status_code == 422
    assert export(browser, "exe").status_code == 422


def test_who_may_only_look_sees_no_button(bobs_browser, pending):
    assert ">Bob<" in shown(bobs_browser)
    for page in (shown(bobs_browser), bobs_browser.get(of(pending)).text):
        assert of(pending, "booking-confirm") not in page
        assert of(pending, "booking-note") not in page


@pytest.mark.parametrize(
    "name", ["confirm", "decline", "cancel", "move", "drop", "mark", "note"]
)
def test_who_may_only_look_changes_nothing(bobs_browser, pending, name):
    assert bobs_browser.post(of(pending, f"booking-{name}")).status_code == 404


def test_who_has_nothing_to_do_with_it_sees_nothing(client, booking):
    stranger = Client()
    stranger.force_login(User.objects.create_user("charlie@example.com"))

    for visitor in (client, stranger):
        assert visitor.get(of(booking)).status_code == 404
        assert "Bob" not in shown(visitor, view="week", date="2027-01-19")
        assert booking.name not in export(visitor, "csv").text
