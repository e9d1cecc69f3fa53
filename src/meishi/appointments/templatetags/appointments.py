"""What the templates of appointments ask for."""

import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meishi.appointments.forms.fields import hours_text, length
from meishi.appointments.models import Booking, BookingEvent, Schedule
from meishi.appointments.queries.agenda import waiting
from meishi.appointments.rules.agenda import Day
from meishi.appointments.rules.states import EventKind
from meishi.appointments.rules.week import grouped_week
from meishi.formats.zone_names import city
from meishi.workspaces.access import editable_workspaces

register = template.Library()
DAYS = tuple(
    gettext_lazy(day) for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
)
SENTENCES = {
    (EventKind.HELD, "customer"): gettext_lazy("Time held while the form was filled"),
    (EventKind.REQUESTED, "customer"): gettext_lazy("Asked for by the customer"),
    (EventKind.CONFIRMED, "customer"): gettext_lazy("Booked by the customer"),
    (EventKind.CONFIRMED, "host"): gettext_lazy("Confirmed by %(who)s"),
    (EventKind.DECLINED, "host"): gettext_lazy("Declined by %(who)s"),
    (EventKind.MOVED, "customer"): gettext_lazy("Moved by the customer, from %(from)s"),
    (EventKind.MOVED, "host"): gettext_lazy("Moved by %(who)s, from %(from)s"),
    (EventKind.CANCELLED, "customer"): gettext_lazy("Cancelled by the customer"),
    (EventKind.CANCELLED, "host"): gettext_lazy("Cancelled by %(who)s"),
    (EventKind.EXPIRED, "clock"): gettext_lazy("Nobody answered in time"),
    (EventKind.COMPLETED, "clock"): gettext_lazy("Over"),
    (EventKind.COMPLETED, "host"): gettext_lazy("Marked as done by %(who)s"),
    (EventKind.NO_SHOW, "host"): gettext_lazy("Did not come, says %(who)s"),
    (EventKind.REMINDED, "clock"): gettext_lazy("Reminded"),
}

register.filter(city)


@register.filter
def in_words(minutes: int) -> str:
    """Return a length of time in words."""
    return length(minutes)


@register.filter
def hours_in_words(spans: list[list[int]], nothing: str | None = None) -> str:
    """Return the hours of a day as a line, or `nothing` for a day that is closed."""
    closed = _("closed") if nothing is None else nothing
    return hours_text(spans) or closed


@register.filter
def week_in_words(schedule: Schedule) -> str:
    """Return the week in short: "Mon–Fri 09:00–17:00, Sat 10:00–14:00"."""
    parts = []
    for first, last, spans in grouped_week(schedule.weekly):
        days = DAYS[first] if first == last else f"{DAYS[first]}–{DAYS[last]}"
        parts.append(f"{days} {hours_text(spans)}")
    return ", ".join(parts) or _("always closed")


@register.filter
def iso(instant: datetime) -> str:
    """Return an instant as scripts read and send it: in UTC, without fractions."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@register.filter
def in_zone(instant: datetime, zone: str) -> str:
    """Return the date and time in that zone, in words."""
    local = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return formats.date_format(local, "D j M Y, H:i")


@register.filter
def labels(day: Day[Any], zone: str) -> list[tuple[int, str]]:
    """Return what clocks say at each whole hour of the day."""
    return day.labels(zone)


@register.filter
def tel(number: str) -> str:
    """Return the link that calls a number, as it was written by somebody."""
    return "tel:" + re.sub(r"[^+0-9*#]", "", number)


@register.filter
def sentence(event: BookingEvent, booking: Booking) -> str:
    """Return what happened, and who did it, in words."""
    words = SENTENCES.get((EventKind(event.kind), event.by))
    if words is None:
        return event.get_kind_display()
    return str(words) % {
        "who": event.user or _("the host"),
        "from": _before(event, booking),
    }


@register.simple_tag(takes_context=True)
def waiting_count(context: template.Context) -> int:
    """Return how many bookings wait for an answer of whoever looks at the page."""
    request = context.get("request")
    return waiting(editable_workspaces(request)).count() if request else 0


def _before(event: BookingEvent, booking: Booking) -> str:
    try:
        before = datetime.fromisoformat(event.detail.get("start_at", ""))
    except ValueError:  # an event that says nothing of it
        return "?"
    return in_zone(before, booking.time_zone)
