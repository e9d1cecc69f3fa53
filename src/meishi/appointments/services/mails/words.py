"""What both sides are told in the same words, each in their own language."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from meishi.appointments.models import Booking
from meishi.appointments.rules.labels import date_label, time_label, zone_label
from meishi.cards.services.letter import Row


def times(
    start: datetime, end: datetime, zone: str, language: str
) -> tuple[str, str, str]:
    """Return a span of time as lines: the date there, from when to when, the zone."""
    until = time_label(end, zone, language)
    there = ZoneInfo(zone)
    if start.astimezone(there).date() != end.astimezone(there).date():
        until = f"{date_label(end, zone, language)}, {until}"
    return (
        date_label(start, zone, language),
        f"{time_label(start, zone, language)} – {until}",
        zone_label(zone, start, language),
    )


def service_row(booking: Booking) -> Row:
    """Return what was booked."""
    return Row(_("Service"), (booking.service_name,))


def old_time_row(booking: Booking, before: datetime, zone: str, language: str) -> Row:
    """Return the time that a move gave up, in the zone of whoever reads."""
    until = before + (booking.end_at - booking.start_at)
    return Row(_("Old time"), times(before, until, zone, language), is_over=True)


def reason_rows(reason: str) -> list[Row]:
    """Return why, where somebody said so."""
    return [Row(_("Reason"), (reason,))] if reason else []


def place_rows(how: str, booking: Booking) -> list[Row]:
    """Return where, from the words for it and what the booking says."""
    lines = tuple(line for line in (how, booking.place_detail) if line)
    return [Row(_("Where"), lines)] if lines else []
