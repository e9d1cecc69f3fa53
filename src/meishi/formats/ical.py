"""Appointments as calendars are told of them (RFC 5545, 5546).

Times are written in UTC: a single meeting needs no time zone, and so no calendar has
to know when a clock changes. An invitation, its changes and its end have one UID, and
a SEQUENCE that grows. What stands in a message depends on nothing but the
appointment, so equal ones give equal bytes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal
from urllib.parse import quote

from icalendar import Calendar, Event
from icalendar.prop import vCalAddress, vText, vUri

from meishi.formats.vcard.text import clean

PRODID = "-//Meishi//Meishi//EN"
ASKED_AGAIN = timedelta(minutes=15)  # how often subscribers may look for changes
_IN_ADDRESSES = "%/:?#[]@!$&'()*+,;=~"
_IN_MAIL_ADDRESSES = "@!$'*+-./=^_`{|}~"

type Method = Literal["REQUEST", "CANCEL", "PUBLISH"]
type Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]


@dataclass(frozen=True)
class Person:
    """Who takes part. `address` is an e-mail address."""

    name: str
    address: str


@dataclass(frozen=True)
class Appointment:
    """A meeting of a host and one customer. Times are aware; `uid` never changes.

    `description` may have several lines. `url` is where people look at the booking.
    """

    uid: str
    start: datetime
    end: datetime
    summary: str
    created: datetime
    last_modified: datetime
    organizer: Person | None = None
    sequence: int = 0
    attendee: Person | None = None
    description: str = ""
    location: str = ""
    url: str = ""
    status: Status = "CONFIRMED"


def request(appointment: Appointment) -> bytes:
    """Return the message that puts the appointment into a calendar, or changes it."""
    return _message("REQUEST", replace(appointment, status="CONFIRMED"))


def cancel(appointment: Appointment) -> bytes:
    """Return the message that takes the appointment out of a calendar."""
    return _message("CANCEL", replace(appointment, status="CANCELLED"))


def stored(appointment: Appointment) -> bytes:
    """Return the appointment as a server keeps it (RFC 4791: without a METHOD).

    It names nobody as taking part, since some servers write to whoever does.
    """
    calendar = _calendar()
    calendar.add_component(_event(replace(appointment, organizer=None, attendee=None)))
    return bytes(calendar.to_ical())


def publish(appointments: Iterable[Appointment], *, name: str = "") -> Iterator[bytes]:
    """Yield a calendar to keep or to subscribe to, piece by piece.

    Nobody is invited by it, so it names no attendee.
    """
    head, end = _calendar("PUBLISH", name).to_ical().split(b"END:VCALENDAR")
    yield head
    for appointment in appointments:
        yield _event(replace(appointment, attendee=None)).to_ical()
    yield b"END:VCALENDAR" + end


def _message(method: Method, appointment: Appointment) -> bytes:
    calendar = _calendar(method)
    calendar.add_component(_event(appointment))
    return bytes(calendar.to_ical())


def _calendar(method: Method | None = None, name: str = "") -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODID)
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    if name:
        calendar.add("name", vText(_line(name)))
        calendar.add("x-wr-calname", vText(_line(name)))
        duration = {"VALUE": "DURATION"}
        calendar.add("refresh-interval", ASKED_AGAIN, parameters=duration)
        calendar.add("x-published-ttl", "PT15M")
    return calendar


def _event(appointment: Appointment) -> Event:
    event = Event()
    event.add("uid", vText(_line(appointment.uid)))
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", _utc(appointment.last_modified))
    event.add("created", _utc(appointment.created))
    event.add("last-modified", _utc(appointment.last_modified))
    event.add("dtstart", _utc(appointment.start))
    event.add("dtend", _utc(appointment.end))
    event.add("summary", vText(_line(appointment.summary)))
    event.add("status", appointment.status)
    event.add("transp", "OPAQUE")
    if appointment.organizer:
        event.add("organizer", _address(appointment.organizer))
    if appointment.attendee:
        # Who books has said yes; a calendar that asks again only confuses.
        here = {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
        event.add("attendee", _address(appointment.attendee, here))
    _add_details(event, appointment)
    return event


def _add_details(event: Event, appointment: Appointment) -> None:
    if appointment.location:
        event.add("location", vText(_line(appointment.location)))
    if appointment.description:
        event.add("description", vText(clean(appointment.description)))
    if appointment.url:
        event.add("url", vUri(quote(_line(appointment.url), _IN_ADDRESSES)))


def _address(person: Person, parameters: dict[str, str] | None = None) -> vCalAddress:
    address = vCalAddress("mailto:" + quote(_line(person.address), _IN_MAIL_ADDRESSES))
    # Many calendars do not know how a double quote is written here (RFC 6868).
    if name := _line(person.name).replace('"', "'"):
        address.params["CN"] = name
    address.params.update(parameters or {})
    return address


def _line(text: str) -> str:
    """Return text as one line with nothing invisible in it."""
    return " ".join(clean(text).split())


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(microsecond=0)
