"""Against a real CalDAV server, on loopback."""

import pytest
from django.urls import reverse

from meishi.appointments.services.external import add_calendar, read_calendar
from meishi.appointments.services.remote import PURPOSE, Remote
from meishi.appointments.tests.conftest import NAMED
from meishi.appointments.tests.test_availability import starts
from meishi.appointments.tests.test_external import ALL_DAY, BUSY_AT_TEN
from meishi.lib.outgoing.client import send
from meishi.lib.sealing import unsealed


def put(address, ics):
    send("PUT", f"{address}a.ics", headers=NAMED, body=ics).expected(201, 204)


def read(calendar):
    read_calendar.func(calendar.pk)
    calendar.refresh_from_db()


def test_an_empty_calendar_is_free(service, resource, home):
    calendar = add_calendar(resource, home, username="alice", password="hunter2")
    read(calendar)

    assert calendar.error == ""
    assert len(starts(service)) == ALL_DAY


def test_what_is_taken_there_cannot_be_booked_until_it_is_gone(service, resource, home):
    put(home, BUSY_AT_TEN)
    calendar = add_calendar(resource, home, username="alice", password="hunter2")
    read(calendar)
    assert "10:00" not in starts(service)

    send("DELETE", f"{home}a.ics", headers=NAMED).expected(200, 204)
    read(calendar)
    assert len(starts(service)) == ALL_DAY


def test_a_wrong_password_is_said_and_nothing_is_free(service, resource, home, caplog):
    calendar = add_calendar(resource, home, username="alice", password="wrong-secret")
    read(calendar)

    assert calendar.error == "127.0.0.1 refuses access (401)."
    assert starts(service) == []
    assert "wrong-secret" not in calendar.password + caplog.text


def test_what_is_no_calendar_is_said(resource, radicale, home):
    calendar = add_calendar(resource, radicale, username="alice", password="hunter2")
    read(calendar)

    assert calendar.error == "This is not the address of a CalDAV calendar."
    assert calendar.is_stale


def test_from_the_address_of_the_server_its_calendars_can_be_chosen(
    service, resource, radicale, home, browser
):
    calendar = add_calendar(resource, radicale, username="alice", password="hunter2")
    read(calendar)
    chosen = [one["name"] for one in calendar.found].index("alice/office")
    page = browser.get(reverse("appointments:calendars")).content.decode()
    assert "These calendars are there." in page
    assert all(one["address"] not in page for one in calendar.found)

    choose = reverse("appointments:calendar-choose", args=[calendar.public_id])
    browser.post(choose, {"number": chosen})
    calendar.refresh_from_db()
    read(calendar)
    assert (calendar.error, calendar.found) == ("", [])
    assert unsealed(calendar.address, purpose=PURPOSE) == home
    assert len(starts(service)) == ALL_DAY


@pytest.mark.parametrize("number", ["", "x", "-1", "0", "99999"])
def test_what_was_not_found_cannot_be_chosen(resource, radicale, browser, number):
    calendar = add_calendar(resource, radicale, username="alice", password="hunter2")
    choose = reverse("appointments:calendar-choose", args=[calendar.public_id])

    assert browser.post(choose, {"number": number}).status_code == 302
    assert unsealed(calendar.address, purpose=PURPOSE) == radicale


def test_the_server_cannot_lead_to_another_with_the_password():
    remote = Remote("https://example.com/dav/", "Basic secret")

    assert remote.led_to("/alice/").address == "https://example.com/alice/"
    for link in ("https://example.org/", "//example.org/", "http://example.com/"):
        assert remote.led_to(link) is None
