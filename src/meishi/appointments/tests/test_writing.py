"""Bookings in a calendar elsewhere, on a real CalDAV server on loopback."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
import vobject
from django.db import connections
from django.urls import reverse

from meishi.appointments.errors import NotWritable, NotWritten, PasswordNeeded
from meishi.appointments.models import (
    Booking,
    BookingEvent,
    ExternalBusy,
    ExternalCalendar,
    Resource,
    ServiceResource,
)
from meishi.appointments.services import writing
from meishi.appointments.services.booking import book_slot
from meishi.appointments.services.changing import (
    cancel_booking,
    confirm_booking,
    move_booking,
)
from meishi.appointments.services.external import (
    add_calendar,
    change_calendar,
    read_calendar,
)
from meishi.appointments.services.writing import write_booking, write_calendar
from meishi.appointments.tests.conftest import NAMED
from meishi.appointments.tests.test_availability import BOB, at, starts
from meishi.lib.outbox.models import Job
from meishi.lib.outbox.worker import run_waiting_jobs
from meishi.lib.outgoing.client import send
from meishi.lib.outgoing.tests.server import running

HOST = BookingEvent.By.HOST
PASSWORD = {"username": "alice", "password": "hunter2"}


@pytest.fixture
def written(resource, home):
    """Alice's calendar, into which her bookings are written."""
    calendar = add_calendar(resource, home, **PASSWORD, is_written=True)
    run_waiting_jobs()
    return calendar


@pytest.fixture
def colleague(service, resource):
    """Carol, who cuts hair in the same hours as Alice."""
    schedule = service.offers.get(resource=resource).schedule
    carol = Resource.objects.create(workspace=resource.workspace, name="Carol")
    ServiceResource.objects.create(service=service, resource=carol, schedule=schedule)
    return carol


def entries(address):
    """Return what is in the calendar, read by a library that is not ours."""
    text = send("GET", address, headers=NAMED).expected(200).body.decode()
    return list(vobject.readOne(text).contents.get("vevent", []))


def booked(service, start):
    """Book the time for Bob with Alice, and let the worker run."""
    booking = book_slot(service, start, BOB)
    run_waiting_jobs()
    return booking


def name_of(booking):
    return f"{booking.uid.replace('@', '%40')}.ics"


def test_what_is_booked_stands_in_the_calendar(service, written, home):
    booking = booked(service, at(10))

    (entry,) = entries(home)
    assert entry.uid.value == booking.uid
    assert (entry.dtstart.value, entry.dtend.value) == (at(10), at(10, 30))
    assert entry.summary.value == "Bob · Haircut"
    assert entry.status.value == "CONFIRMED"
    kept = send("GET", home + name_of(booking), headers=NAMED).expected(200)
    assert b"METHOD" not in kept.body


def test_what_is_moved_moves_there_and_is_one_entry(service, written, home):
    booking = booked(service, at(10))
    move_booking(booking, at(14), by=HOST)
    run_waiting_jobs()

    (entry,) = entries(home)
    assert (entry.uid.value, entry.dtstart.value) == (booking.uid, at(14))
    assert entry.sequence.value == "1"


def test_what_is_cancelled_is_gone_from_there(service, written, home):
    booking = booked(service, at(10))
    booked(service, at(12))
    cancel_booking(booking, by=HOST)
    run_waiting_jobs()

    assert [entry.dtstart.value for entry in entries(home)] == [at(12)]


def test_a_request_is_written_once_it_is_confirmed(service, change, written, home):
    change(is_confirmation_needed=True)
    booking = booked(service, at(10))
    assert entries(home) == []

    confirm_booking(booking)
    run_waiting_jobs()
    assert len(entries(home)) == 1


def test_a_job_that_comes_late_or_twice_changes_nothing(service, written, home):
    booking = booked(service, at(10))
    cancel_booking(booking, by=HOST)
    run_waiting_jobs()
    write_booking.func(booking.pk)
    write_booking.func(booking.pk)

    assert entries(home) == []


def test_a_booking_that_moves_while_it_is_written_ends_where_it_is(
    service, written, home, monkeypatch
):
    """A slower worker, which saw it before the move, writes after the quicker one."""
    booking = booked(service, at(10))
    real, moves = writing._write_all, [at(15)]

    def slowly(pk, wanted):
        if moves:
            move_booking(booking, moves.pop(), by=HOST)
            write_booking.func(pk)  # the quicker one
        real(pk, wanted)

    monkeypatch.setattr(writing, "_write_all", slowly)
    write_booking.func(booking.pk)

    assert [entry.dtstart.value for entry in entries(home)] == [at(15)]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_leave_one_entry(service, written, home):
    booking = book_slot(service, at(10), BOB)
    together = Barrier(2)

    def work():
        together.wait()
        try:
            write_booking.func(booking.pk)
        except NotWritten:
            pass  # the outbox would try again
        finally:
            connections.close_all()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    run_waiting_jobs()

    assert [entry.uid.value for entry in entries(home)] == [booking.uid]


def test_what_was_deleted_or_changed_there_is_written_anew(service, written, home):
    booking = booked(service, at(10))
    address = home + name_of(booking)
    kept = send("GET", address, headers=NAMED).expected(200)
    theirs = kept.body.replace(b"Bob", b"Rob")
    send("PUT", address, headers=NAMED, body=theirs).expected(201, 204)
    write_booking.func(booking.pk)
    assert entries(home)[0].summary.value == "Bob · Haircut"

    send("DELETE", address, headers=NAMED).expected(200, 204)
    write_booking.func(booking.pk)
    assert len(entries(home)) == 1


def test_what_was_deleted_there_can_be_cancelled(service, written, home):
    booking = booked(service, at(10))
    send("DELETE", home + name_of(booking), headers=NAMED).expected(200, 204)
    cancel_booking(booking, by=HOST)
    run_waiting_jobs()

    written.refresh_from_db()
    assert written.write_error == ""
    assert not Job.objects.exclude(error="").exists()


def test_what_goes_to_a_colleague_leaves_the_calendar_for_hers(
    service, colleague, written, radicale, home
):
    hers = f"{radicale}/alice/carol/"
    send("DELETE", hers, headers=NAMED)
    send("MKCALENDAR", hers, headers=NAMED).expected(201)
    add_calendar(colleague, hers, **PASSWORD, is_written=True)
    run_waiting_jobs()
    booking = book_slot(service, at(10), BOB, resource=written.resource)
    run_waiting_jobs()
    move_booking(booking, at(10), resource=colleague, by=HOST)
    run_waiting_jobs()

    assert entries(home) == []
    assert [entry.uid.value for entry in entries(hers)] == [booking.uid]


def test_a_wrong_password_is_said_and_tried_again(
    service, resource, home, browser, clock
):
    calendar = add_calendar(resource, home, username="alice", password="hunter3")
    ExternalCalendar.objects.update(is_written=True, read_at=at(8, day=18))
    calendar.refresh_from_db()
    booked(service, at(10))

    job = Job.objects.get(key__startswith="calendar-event-")
    assert (job.state, job.attempts) == (Job.State.READY, 1)
    assert "hunter3" not in job.error
    page = browser.get(reverse("appointments:calendars")).content.decode()
    assert "is tried again: 127.0.0.1 refuses access (401)." in page

    change_calendar(
        calendar, password="hunter2", tentative_is_busy=True, is_written=True
    )
    clock.shift(timedelta(minutes=2))
    run_waiting_jobs()
    calendar.refresh_from_db()
    assert len(entries(home)) == 1
    assert calendar.write_error == ""
    job.refresh_from_db()
    assert job.state == Job.State.DONE


@pytest.mark.parametrize("is_read_first", [True, False])
def test_what_the_outbox_gave_up_is_written_once_the_server_is_back(
    service, written, home, is_read_first
):
    kept, gone = book_slot(service, at(10), BOB), booked(service, at(12))
    ExternalCalendar.objects.update(write_error="127.0.0.1 cannot be reached.")
    cancel_booking(gone, by=HOST)
    move_booking(kept, at(14), by=HOST)
    Job.objects.filter(state=Job.State.READY).update(state=Job.State.DEAD)
    if is_read_first:
        read_calendar.func(written.pk)
    else:
        booked(service, at(16))
    run_waiting_jobs()

    later = [at(14)] if is_read_first else [at(14), at(16)]
    assert sorted(entry.dtstart.value for entry in entries(home)) == later
    assert Job.objects.filter(key__contains=" again ").count() == 1


def test_a_private_address_is_not_written_to(service, resource, settings):
    settings.OUTGOING_ALLOWED_NETWORKS = []
    address = "http://10.0.0.1/alice/"
    calendar = add_calendar(resource, address, **PASSWORD, is_written=True)
    ExternalCalendar.objects.update(read_at=at(8, day=18))
    booked(service, at(10))

    calendar.refresh_from_db()
    assert "not an address on the public internet" in calendar.write_error


def test_what_was_booked_before_is_written_when_it_is_switched_on(
    service, resource, home
):
    calendar = add_calendar(resource, home, **PASSWORD)
    run_waiting_jobs()
    booked(service, at(10))
    cancelled = booked(service, at(12))
    cancel_booking(cancelled, by=HOST)
    run_waiting_jobs()
    assert entries(home) == []

    change_calendar(calendar, tentative_is_busy=True, is_written=True)
    run_waiting_jobs()
    assert [entry.dtstart.value for entry in entries(home)] == [at(10)]


def test_once_it_is_switched_off_nothing_more_is_written(service, written, home):
    booking = booked(service, at(10))
    change_calendar(written, tentative_is_busy=True, is_written=False)
    move_booking(booking, at(14), by=HOST)
    booked(service, at(12))
    write_calendar.func(written.pk)
    write_booking.func(booking.pk)

    assert [entry.dtstart.value for entry in entries(home)] == [at(10)]


def test_what_we_wrote_does_not_come_back_as_busy(service, written, home):
    booking = booked(service, at(10))
    assert "10:00" not in starts(service)
    read_calendar.func(written.pk)
    assert ExternalBusy.objects.count() == 0

    cancel_booking(booking, by=HOST)
    assert "10:00" in starts(service)


def test_one_calendar_of_a_resource_is_written(resource, written, home):
    with pytest.raises(NotWritable, match="already"):
        add_calendar(resource, home, **PASSWORD, is_written=True)
    with pytest.raises(NotWritable, match="CalDAV"):
        add_calendar(resource, "https://example.com/a.ics", is_written=True)


def test_the_password_goes_to_no_other_server(written):
    with pytest.raises(PasswordNeeded):
        change_calendar(
            written,
            address="https://example.com/alice/",
            tentative_is_busy=True,
            is_written=True,
        )


def test_a_server_that_tells_no_versions_is_written_all_the_same(
    service, resource, settings
):
    settings.OUTGOING_ALLOWED_NETWORKS = ["127.0.0.0/8"]

    def answer(handler):
        handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        is_there = handler.headers.get("If-None-Match")
        handler.send_response(412 if is_there else 204)
        handler.end_headers()

    with running() as site:
        add_calendar(resource, f"{site.url}/office", **PASSWORD, is_written=True)
        ExternalCalendar.objects.update(read_at=at(8, day=18))
        booking = book_slot(service, at(10), BOB)
        address = f"/office/{name_of(booking)}"
        site.answers[address] = answer
        write_booking.func(booking.pk)

    assert site.asked == [f"PUT {address}", f"HEAD {address}", f"PUT {address}"]


def test_an_owner_changes_a_calendar_and_what_is_left_empty_stays(
    browser, written, home
):
    change = reverse("appointments:calendar-change", args=[written.public_id])
    page = browser.get(change).content.decode()
    assert "hunter2" not in page + home
    assert written.address not in page
    answer = browser.post(change, {"tentative_is_busy": "on"})

    assert answer.status_code == 302
    before = (written.address, written.username, written.password)
    written.refresh_from_db()
    assert (written.address, written.username, written.password) == before
    assert not written.is_written


def test_what_cannot_be_written_is_said_beside_the_switch(browser, resource, written):
    other = add_calendar(resource, "https://example.com/a.ics")
    change = reverse("appointments:calendar-change", args=[other.public_id])
    answer = browser.post(change, {"is_written": "on"})

    assert answer.status_code == 422
    assert answer.context["form"].errors["is_written"]
    elsewhere = {"address": "https://example.org/", "is_written": "on"}
    change = reverse("appointments:calendar-change", args=[written.public_id])
    answer = browser.post(change, elsewhere)
    assert answer.context["form"].errors["password"]
    assert Booking.objects.count() == 0
