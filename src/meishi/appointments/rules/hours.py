"""When a host is open: weekly rules and exceptions, in local time.

A minute is open if and only if the host's wall clock at that minute lies in a rule
that starts on that local date, or in the spill-over of the day before. So minutes
that do not exist give nothing, and those that occur twice count twice.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from meishi.appointments.rules.zones import (
    DAY,
    local_date,
    local_seconds,
    midnight,
    moment,
    pieces,
    seconds,
)

MINUTES = 24 * 60
WEEK = 7 * MINUTES
ONE_DAY = timedelta(days=1)
FIRST_LOOK = 9  # days back; a week has a gap unless it is open throughout


class WeeklyRule(NamedTuple):
    """Open on a weekday (0 is Monday) between two minutes after its midnight.

    0 <= start_min < 1440 and start_min < end_min <= 2880, so that a rule may end on
    the next day. 24:00 is 1440.
    """

    weekday: int
    start_min: int
    end_min: int


class Interval(NamedTuple):
    """From `start` to before `end`, in UTC."""

    start: datetime
    end: datetime


class Opening(NamedTuple):
    """Open until before `end`; starts hang on `anchor` and lie before `turn`.

    In seconds since the epoch. `turn` is `end`, but for hours without end: those
    have no start to hang on, and begin anew with every week.
    """

    anchor: int
    turn: int
    end: int


@dataclass(frozen=True)
class Hours:
    """A week and its exceptions, in the local time of `zone` (IANA).

    An override of a date replaces the rules that start on it and governs every
    minute of it; an empty one closes the day. Raises ValueError where a rule or
    the zone is wrong.
    """

    zone: str
    weekly: tuple[WeeklyRule, ...]
    overrides: Mapping[date, tuple[tuple[int, int], ...]]

    def __post_init__(self) -> None:
        zone_info(self.zone)
        for rule in self.weekly:
            if not 0 <= rule.weekday <= 6:
                raise ValueError(f"{rule.weekday} is no day of the week (0 to 6)")
            _check(rule.start_min, rule.end_min)
        for hours in self.overrides.values():
            for start, end in hours:
                _check(start, end)

    @property
    def is_without_end(self) -> bool:
        """Whether the week is open throughout."""
        minutes = [
            (rule.weekday * MINUTES + rule.start_min + shift, rule.end_min)
            for rule in self.weekly
            for shift in (-WEEK, 0, WEEK)
        ]
        spans = [(at, at + end - (at % MINUTES)) for at, end in minutes]
        merged = _merged(spans)
        return any(start <= 0 and end >= WEEK for start, end in merged)


def zone_info(name: str) -> ZoneInfo:
    """Return the zone of that IANA name; raises ValueError for an unknown one."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is no time zone") from error


def open_intervals(hours: Hours, since: datetime, until: datetime) -> list[Interval]:
    """Return when it is open between the two, clipped to them, in order."""
    first, last = seconds(since), seconds(until)
    found = _open(hours, first - DAY, last + DAY)
    return [
        Interval(moment(max(start, first)), moment(min(end, last)))
        for start, end in found
        if start < last and end > first
    ]


def openings(hours: Hours, since: int, until: int) -> list[Opening]:
    """Return the openings in which something may start from since to before until.

    Their anchors and ends are true ones, however far outside of the range.
    """
    if hours.is_without_end:
        return list(_week_by_week(hours, since, until))
    found = _open_around(hours, since, until)
    return [
        Opening(start, end, end)
        for start, end in found
        if start < until and end > since
    ]


def _week_by_week(hours: Hours, since: int, until: int) -> Iterator[Opening]:
    zone = zone_info(hours.zone)
    first, last = since - 8 * DAY, until + 3 * DAY
    turns = _mondays(zone, first, last)
    for start, end in _open(hours, first, last):
        inner = [turn for turn in turns if start < turn < end]
        # Hours that were open before we looked hang on the first Monday seen.
        cuts = [start, *inner, end] if start > first else [*inner, end]
        for anchor, turn in pairwise(cuts):
            if anchor < until and turn > since:
                yield Opening(anchor, turn, end)


def _mondays(zone: ZoneInfo, since: int, until: int) -> list[int]:
    day = local_date(zone, since)
    day -= timedelta(days=day.weekday())
    weeks = (until - since) // (7 * DAY) + 3
    return [midnight(zone, day + timedelta(weeks=week)) for week in range(weeks)]


def _open_around(hours: Hours, since: int, until: int) -> list[tuple[int, int]]:
    """Return what is open, looking as far back as something open at `since` began."""
    reach = FIRST_LOOK * DAY
    last = until + 3 * DAY
    while True:
        first = since - reach
        found = _open(hours, first, last)
        is_cut = any(start <= first < since < end for start, end in found)
        if not is_cut or not any(_seconds_of(on) < first for on in hours.overrides):
            return found
        reach *= 2


def _seconds_of(on: date) -> int:
    return local_seconds(on)


def _open(hours: Hours, first: int, last: int) -> list[tuple[int, int]]:
    """Return what is open from first to last, merged where it touches."""
    zone = zone_info(hours.zone)
    spans = []
    for piece in pieces(zone, first, last):
        day = local_date(zone, piece.start) - ONE_DAY
        until = local_date(zone, piece.end) + ONE_DAY
        while day <= until:
            for start, end in _local_spans(hours, day):
                spans.append(
                    (
                        max(start - piece.offset, piece.start),
                        min(end - piece.offset, piece.end),
                    )
                )
            day += ONE_DAY
    return _merged(spans)


def _local_spans(hours: Hours, day: date) -> Iterator[tuple[int, int]]:
    """Yield what starts on a date, in seconds on its wall clock since the epoch."""
    base = local_seconds(day)
    most = MINUTES if day + ONE_DAY in hours.overrides else 2 * MINUTES
    for start, end in _hours_on(hours, day):
        yield base + start * 60, base + min(end, most) * 60


def _hours_on(hours: Hours, day: date) -> Iterable[tuple[int, int]]:
    if day in hours.overrides:
        return hours.overrides[day]
    return (
        (rule.start_min, rule.end_min)
        for rule in hours.weekly
        if rule.weekday == day.weekday()
    )


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, as one where they touch; empty ones are gone."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _check(start: int, end: int) -> None:
    if not (0 <= start < MINUTES and start < end <= 2 * MINUTES):
        raise ValueError(
            f"{start} to {end} are no minutes of a day and the next (0 to 2880)"
        )
