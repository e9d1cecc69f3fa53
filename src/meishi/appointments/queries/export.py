"""Bookings as a table, and as a calendar file."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from meishi.appointments.models import Booking
from meishi.appointments.rules.states import State

HEAD = (
    "start",
    "end",
    "time zone",
    "service",
    "with",
    "state",
    "name",
    "e-mail",
    "telephone",
    "place",
    "message",
    "answers",
    "note",
)
STATUS = {State.PENDING: "TENTATIVE", State.CANCELLED: "CANCELLED"}


def table(bookings: Iterable[Booking]) -> list[tuple[str, ...]]:
    """Return a head and a row for each booking, times in the host's zone."""
    return [HEAD, *map(_row, bookings)]


def calendar(bookings: Iterable[Booking]) -> bytes:
    """Return the bookings as iCalendar (RFC 5545), without a method: for keeping."""
    made = Calendar()
    made.add("prodid", "-//Meishi//Bookings//EN")
    made.add("version", "2.0")
    for booking in bookings:
        made.add_component(_event(booking))
    written: bytes = made.to_ical()
    return written


def _row(booking: Booking) -> tuple[str, ...]:
    zone = ZoneInfo(booking.time_zone)
    answers = "; ".join(
        f"{given.get('question', '')}: {given.get('answer', '')}"
        for given in booking.answers
    )
    return (
        booking.start_at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
        booking.end_at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
        booking.time_zone,
        booking.service_name,
        booking.resource.name,
        booking.state,
        booking.name,
        booking.email,
        booking.phone,
        booking.place_detail,
        booking.message,
        answers,
        booking.host_note,
    )


def _event(booking: Booking) -> Event:
    event = Event()
    event.add("uid", booking.uid)
    event.add("sequence", booking.sequence)
    event.add("dtstamp", booking.updated_at)
    event.add("dtstart", booking.start_at)
    event.add("dtend", booking.end_at)
    event.add("summary", f"{booking.name} · {booking.service_name}")
    event.add("status", STATUS.get(State(booking.state), "CONFIRMED"))
    if booking.place_detail:
        event.add("location", booking.place_detail)
    contact = "\n".join(filter(None, (booking.email, booking.phone, booking.message)))
    if contact:
        event.add("description", contact)
    return event
