"""When somebody is busy, read from an iCalendar file (RFC 5545).

    >>> from datetime import UTC, datetime
    >>> day = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 3, tzinfo=UTC)
    >>> busy_times(ics, zone="Europe/Zurich", since=day[0], until=day[1])  # doctest: +SKIP
    [Interval(start=datetime(2026, 3, 2, 8, 0, tzinfo=UTC), end=...)]

What cannot be read is an error and never means "free". Nothing that a stranger's file
says can keep us busy for long: bytes, events, repetitions and time are limited.
"""

import re
from collections.abc import Collection, Iterator
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from itertools import groupby
from time import monotonic
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from recurring_ical_events import of as occurrences_of

MAX_BYTES: Final = 5 * 1024 * 1024
MAX_EVENTS: Final = 20_000
MAX_INTERVALS: Final = 20_000
MAX_SECONDS: Final = 20.0  # of expanding all that repeats
MAX_TIMES_A_DAY: Final = 24
OLDEST: Final = 1900  # years of daily meetings that are counted through

_LINE: Final = re.compile(r"[A-Za-z0-9-]+[;:]")
_OFTEN: Final = ("", "SECONDLY", "MINUTELY", "HOURLY")
_ONE_DAY: Final = timedelta(days=1)


class Interval(NamedTuple):
    """A stretch of time in UTC, its end excluded."""

    start: datetime
    end: datetime


class UnreadableCalendar(ValueError):
    """The file is no calendar that we can read; `line` counts from 1, 0 for all."""

    def __init__(self, reason: str, line: int = 0) -> None:
        self.line = line
        self.reason = reason
        super().__init__(f"Line {line}: {reason}" if line else reason)


class _Asked(NamedTuple):
    zone: ZoneInfo
    since: datetime
    until: datetime
    own_uids: Collection[str]
    addresses: frozenset[str]
    tentative_is_busy: bool


def busy_times(
    ics: bytes,
    *,
    zone: str,
    since: datetime,
    until: datetime,
    own_uids: Collection[str] = (),
    owner_addresses: Collection[str] = (),
    tentative_is_busy: bool = True,
) -> list[Interval]:
    """Return when the owner of the calendar is busy, in order, joined where they touch.

    `zone` (IANA) is where days and floating times are meant. Events in `own_uids` are
    left out; `owner_addresses` are the mail addresses by which the owner declines.
    Raises UnreadableCalendar.
    """
    asked = _Asked(
        ZoneInfo(zone),
        since,
        until,
        own_uids,
        frozenset(address.lower() for address in owner_addresses),
        tentative_is_busy,
    )
    found: list[Interval] = []
    for event in _events(ics, asked):
        if _is_busy(event, asked):
            found += _within(event, asked)
        if len(found) > MAX_INTERVALS:
            raise UnreadableCalendar("There are too many events in this calendar.")
    return joined(found)


def joined(intervals: list[Interval]) -> list[Interval]:
    """Return the same time in order, as few intervals as can be."""
    result: list[Interval] = []
    for interval in sorted(intervals):
        if result and interval.start <= result[-1].end:
            end = max(result[-1].end, interval.end)
            result[-1] = Interval(result[-1].start, end)
        else:
            result.append(interval)
    return result


def _events(ics: bytes, asked: _Asked) -> Iterator[Event]:
    """Yield each event that may lie in the range, each time that it repeats."""
    events, zones = _read(ics)
    others = [event for event in events if str(event.get("UID")) not in asked.own_uids]
    by_uid = sorted(others, key=lambda event: str(event.get("UID", id(event))))
    end = monotonic() + MAX_SECONDS
    for _, group in groupby(by_uid, key=lambda event: str(event.get("UID", id(event)))):
        same = list(group)
        if not any(map(_repeats, same)):
            yield from same
            continue
        if monotonic() > end:
            raise UnreadableCalendar("It takes too long to count through what repeats.")
        yield from _repeated(same, zones, asked)


def _repeated(events: list[Event], zones: list[Any], asked: _Asked) -> Iterator[Event]:
    calendar = Calendar()
    for component in [*zones, *events]:
        calendar.add_component(component)
    try:
        # A day more at both ends, since days and floating times are not in our zone.
        found = occurrences_of(calendar).between(
            asked.since - _ONE_DAY, asked.until + _ONE_DAY
        )
    except Exception as error:
        name = str(events[0].get("SUMMARY", ""))[:60]
        raise UnreadableCalendar(f"An event repeats in no known way: {name}") from error
    yield from found


def _read(ics: bytes) -> tuple[list[Event], list[Any]]:
    """Return events and time zones, once every line was looked at."""
    begins = _looked_at(ics)
    try:
        calendars = Calendar.from_ical(ics, multiple=True)
    except (ValueError, KeyError, IndexError, RecursionError) as error:
        raise UnreadableCalendar("This is not an iCalendar file.") from error
    events = [event for calendar in calendars for event in calendar.events]
    zones: list[Any] = [
        zone for calendar in calendars for zone in calendar.walk("VTIMEZONE")
    ]
    for event, line in zip(events, begins, strict=True):
        _check(event, line)
    return events, zones


def _looked_at(ics: bytes) -> list[int]:
    """Return on which lines events begin. Raises UnreadableCalendar, with the line."""
    if len(ics) > MAX_BYTES:
        raise UnreadableCalendar("This calendar is too large.")
    try:
        lines = ics.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        place = ics.count(b"\n", 0, error.start) + 1
        raise UnreadableCalendar("This is not text in UTF-8.", place) from error
    begins: list[int] = []
    open_parts: list[str] = []
    for number, line in enumerate(lines, 1):
        name, _, value = line.strip().upper().partition(":")
        if line[:1] in ("", " ", "\t"):
            continue
        if not _LINE.match(line) or (number == 1 and line.strip().upper() != _FIRST):
            raise UnreadableCalendar("This is not a line of a calendar.", number)
        if name == "BEGIN":
            open_parts.append(value)
            begins += [number] if value == "VEVENT" else []
        elif name == "END" and (not open_parts or open_parts.pop() != value):
            raise UnreadableCalendar(f"{value[:30]} ends that did not begin.", number)
    if open_parts or not lines:
        raise UnreadableCalendar("The calendar breaks off.", len(lines))
    if len(begins) > MAX_EVENTS:
        raise UnreadableCalendar("There are too many events in this calendar.")
    return begins


_FIRST: Final = "BEGIN:VCALENDAR"


def _check(event: Event, line: int) -> None:
    """Refuse an event that cannot be placed in time."""
    for name, _ in event.errors:
        if name in _PLACING:
            raise UnreadableCalendar(f"This event has an unreadable {name}.", line)
    try:
        start, end = event.start, event.end
    except (ValueError, KeyError, AttributeError, TypeError, OverflowError) as error:
        raise UnreadableCalendar("This event has no readable time.", line) from error
    if end.year < start.year:
        raise UnreadableCalendar("This event ends before it begins.", line)
    if not OLDEST <= start.year <= end.year < MAXYEAR:
        raise UnreadableCalendar("This event is in no year of our time.", line)
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        if _times_a_day(rule) > MAX_TIMES_A_DAY:
            raise UnreadableCalendar("This event repeats all day long.", line)


_PLACING: Final = {
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
}


def _times_a_day(rule: Any) -> int:
    if rule.get("FREQ", [""])[0] in _OFTEN:
        return MAX_TIMES_A_DAY + 1
    if any(interval < 1 for interval in rule.get("INTERVAL", [1])):
        return MAX_TIMES_A_DAY + 1  # it would never move on
    times = 1
    for part in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        times *= len(rule.get(part, [0]))
    return times


def _repeats(event: Event) -> bool:
    return any(name in event for name in ("RRULE", "RDATE", "RECURRENCE-ID"))


def _is_busy(event: Event, asked: _Asked) -> bool:
    status = str(event.get("STATUS", "")).upper()
    answer = _answer(event, asked.addresses)
    if str(event.get("TRANSP", "")).upper() == "TRANSPARENT":
        return False
    if "CANCELLED" in status or answer == "DECLINED":
        return False
    is_open = status == "TENTATIVE" or answer in ("TENTATIVE", "NEEDS-ACTION")
    return asked.tentative_is_busy or not is_open


def _answer(event: Event, addresses: frozenset[str]) -> str:
    """Return what the owner said to the invitation, "" where there was none."""
    attendees = event.get("ATTENDEE", [])
    for attendee in attendees if isinstance(attendees, list) else [attendees]:
        if str(attendee).lower().removeprefix("mailto:") in addresses:
            return str(attendee.params.get("PARTSTAT", "NEEDS-ACTION")).upper()
    return ""


def _within(event: Event, asked: _Asked) -> list[Interval]:
    """Return the part of the event in the range that was asked for, if any."""
    start = max(_instant(event.start, asked.zone), asked.since)
    end = min(_instant(event.end, asked.zone), asked.until)
    return [Interval(start, end)] if start < end else []


def _instant(moment: date | datetime, zone: ZoneInfo) -> datetime:
    """Return the moment in UTC; days begin, and floating times are, in the zone."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    local = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return local.astimezone(UTC)
