"""When a booking is, in words, for both sides, and for calendars on the web."""

from dataclasses import dataclass
from urllib.parse import urlencode

from meishi.appointments.models import Booking
from meishi.appointments.rules import labels
from meishi.appointments.services.meeting import for_customer


@dataclass(frozen=True)
class Times:
    """Date, times and zone of one side."""

    date: str
    start: str
    end: str
    zone: str


def times_of(booking: Booking, language: str) -> dict[str, Times]:
    """Return the times of the customer as `here`, and the host's as `there`.

    Only one where their clocks agree.
    """
    here = _times(booking, booking.customer_time_zone, language)
    there = _times(booking, booking.time_zone, language)
    is_same = (here.date, here.start) == (there.date, there.start)
    return {"here": here} if is_same else {"here": here, "there": there}


def _times(booking: Booking, zone: str, language: str) -> Times:
    return Times(
        date=labels.date_label(booking.start_at, zone, language),
        start=labels.time_label(booking.start_at, zone, language),
        end=labels.time_label(booking.end_at, zone, language),
        zone=labels.zone_label(zone, booking.start_at, language),
    )


def calendar_links(booking: Booking) -> dict[str, str]:
    """Return the addresses that put the booking into calendars on the web."""
    event = for_customer(booking)
    span = f"{event.start:%Y%m%dT%H%M%SZ}/{event.end:%Y%m%dT%H%M%SZ}"
    google = {
        "action": "TEMPLATE",
        "text": event.summary,
        "dates": span,
        "location": event.location,
    }
    outlook = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": event.summary,
        "startdt": f"{event.start:%Y-%m-%dT%H:%M:%SZ}",
        "enddt": f"{event.end:%Y-%m-%dT%H:%M:%SZ}",
        "location": event.location,
    }
    return {
        "Google": f"https://calendar.google.com/calendar/render?{urlencode(google)}",
        "Outlook": f"https://outlook.live.com/calendar/0/action/compose?{urlencode(outlook)}",
    }
