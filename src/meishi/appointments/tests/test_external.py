from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from meishi.appointments.errors import SlotTaken
from meishi.appointments.models import ExternalBusy, ExternalCalendar
from meishi.appointments.services.booking import book_slot
from meishi.appointments.services.external import (
    add_calendar,
    read_calendar,
    remove_calendar,
)
from meishi.appointments.tasks import read_calendars
from meishi.appointments.tests.conftest import MONDAY
from meishi.appointments.tests.test_availability import BOB, at, starts
from meishi.lib.outbox.models import Job
from meishi.lib.outgoing.tests.server import running

ALL_DAY = 16  # starts on a day that is free


def calendar_of(*events):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for uid, times in events:
        lines += ["BEGIN:VEVENT", f"UID:{uid}", times, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


AT_TEN = "DTSTART:20270119T090000Z\r\nDTEND:20270119T100000Z"  # 10 to 11 in Berlin
BUSY_AT_TEN = calendar_of(("a@example.com", AT_TEN))


@pytest.fixture
def site(settings):
    settings.OUTGOING_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    with running() as site:
        site.gives("/alice.ics", BUSY_AT_TEN)
        yield site


@pytest.fixture
def elsewhere(site, resource):
    return add_calendar(resource, f"{site.url}/alice.ics?secret=hunter2")


def read(calendar):
    read_calendar.func(calendar.pk)
    calendar.refresh_from_db()


def test_what_is_taken_elsewhere_cannot_be_booked(service, elsewhere):
    read(elsewhere)

    assert "10:00" not in starts(service)
    assert "10:30" not in starts(service)
    assert "11:00" in starts(service)
    with pytest.raises(SlotTaken):
        book_slot(service, at(10), BOB)


def test_until_a_calendar_is_read_nothing_is_free(service, elsewhere):
    assert starts(service) == []


def test_what_we_booked_ourselves_does_not_come_back_as_busy(service, site, elsewhere):
    read(elsewhere)
    booking = book_slot(service, at(14), BOB)
    times = "DTSTART:20270119T130000Z\r\nDTEND:20270119T133000Z"
    site.gives("/alice.ics", calendar_of((booking.uid, times)))
    read(elsewhere)

    assert ExternalBusy.objects.count() == 0


def test_a_calendar_that_is_gone_counts_for_a_while_and_then_nothing_is_free(
    service, site, elsewhere, clock
):
    read(elsewhere)
    site.gives("/alice.ics", status=503)
    clock.move_to(MONDAY + timedelta(hours=23))
    read(elsewhere)
    assert len(starts(service, day=20)) == ALL_DAY
    assert elsewhere.error == "localhost answered with the error 503."
    assert mail.outbox == []

    clock.move_to(MONDAY + timedelta(hours=25))
    read(elsewhere)
    read(elsewhere)
    assert starts(service, day=20) == []
    assert [letter.to for letter in mail.outbox] == [["alice@example.com"]]
    assert "localhost answered with the error 503." in mail.outbox[0].body


def test_once_it_is_back_times_are_free_again(service, site, elsewhere, clock):
    site.gives("/alice.ics", b"<html>")
    read(elsewhere)
    assert "Line 1: This is not a line of a calendar." in elsewhere.error

    site.gives("/alice.ics", BUSY_AT_TEN)
    read(elsewhere)
    assert elsewhere.error == ""
    assert len(starts(service, day=20)) == ALL_DAY


def test_a_broken_calendar_leaves_what_was_read(service, site, elsewhere):
    read(elsewhere)
    site.gives("/alice.ics", BUSY_AT_TEN[:-20])
    read(elsewhere)

    assert ExternalBusy.objects.count() == 1
    assert "10:00" not in starts(service)


def test_what_lies_beyond_the_time_that_was_read_is_not_free(
    service, change, elsewhere
):
    change(horizon_days=None)
    read(elsewhere)
    assert len(starts(service)) > 0
    ExternalCalendar.objects.update(read_until=at(12))

    assert starts(service)[-1] == "11:30"


def test_a_private_address_is_not_read(service, resource, settings):
    settings.OUTGOING_ALLOWED_NETWORKS = []
    calendar = add_calendar(resource, "http://10.0.0.1/alice.ics")
    read(calendar)

    assert "not an address on the public internet" in calendar.error


def test_without_its_calendar_a_resource_is_as_before(service, elsewhere):
    read(elsewhere)
    remove_calendar(elsewhere)

    assert len(starts(service)) == ALL_DAY


def test_each_calendar_is_read_once_in_ten_minutes(elsewhere, clock):
    Job.objects.all().delete()
    read_calendars.func()
    read_calendars.func()
    assert Job.objects.filter(task__endswith="read_calendar").count() == 1

    clock.shift(600)
    read_calendars.func()
    assert Job.objects.filter(task__endswith="read_calendar").count() == 2


def test_the_address_is_shown_and_stored_nowhere(browser, elsewhere, caplog):
    read(elsewhere)
    page = browser.get(reverse("appointments:calendars")).content.decode()

    assert "localhost" in page
    assert "hunter2" not in page + elsewhere.address + caplog.text
    assert all("hunter2" not in str(job.payload) for job in Job.objects.all())


def test_an_owner_adds_a_calendar(browser, service, resource):
    sent = {
        "resource": resource.public_id,
        "address": "webcal://calendar.example.com/alice.ics?secret=1",
        "idempotency_key": "k" * 32,
    }
    answer = browser.post(reverse("appointments:calendar-add"), sent)

    assert answer.status_code == 302
    calendar = ExternalCalendar.objects.get()
    assert (calendar.host, calendar.tentative_is_busy) == (
        "calendar.example.com",
        False,
    )


@pytest.mark.parametrize(
    "address", ["", "alice", "https://a:b@example.com/", "ftp://a"]
)
def test_what_is_no_address_is_said_beside_it(browser, resource, address):
    sent = {"resource": resource.public_id, "address": address}
    answer = browser.post(reverse("appointments:calendar-add"), sent)

    assert answer.status_code == 422
    assert answer.context["form"].errors["address"]
    assert ExternalCalendar.objects.count() == 0


def test_an_owner_takes_a_calendar_away(browser, elsewhere):
    browser.post(reverse("appointments:calendar-remove", args=[elsewhere.public_id]))
    assert ExternalCalendar.objects.count() == 0
