"""Against a real CalDAV server, on loopback."""

from meishi.appointments.services.external import add_calendar, read_calendar
from meishi.appointments.tests.conftest import NAMED
from meishi.appointments.tests.test_availability import starts
from meishi.appointments.tests.test_external import ALL_DAY, BUSY_AT_TEN
from meishi.lib.outgoing.client import send


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
