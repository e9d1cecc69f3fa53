"""Where things stand in a calendar: dates of a view, places in a day.

A day is as long as it is: 23 or 25 hours where clocks change. Places in it are
elapsed minutes from its beginning, so what is an hour long looks an hour long.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from meishi.appointments.rules.wall import ONE_DAY, bounds

HOUR = 60
STEP = 5  # minutes; nothing is drawn finer
MOST_LANES = 6
HALF_A_DAY = 12 * HOUR


class View(StrEnum):
    """How much of the calendar is looked at, and how."""

    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    LIST = "list"


@dataclass(frozen=True)
class Placed[T]:
    """Something in a day: where it begins, how long it is, in minutes.

    `lane` of `lanes` says where it stands beside what is on at the same time.
    """

    thing: T
    begins: int
    lasts: int
    lane: int = 0
    lanes: int = 1

    @property
    def begins_at(self) -> tuple[int, int]:
        """The hours and minutes from the beginning of the day, to draw it."""
        return divmod(self.begins // STEP * STEP, HOUR)

    @property
    def lasts_for(self) -> tuple[int, int]:
        """The hours and minutes that it lasts, to draw it."""
        return divmod(-(-self.lasts // STEP) * STEP, HOUR)


@dataclass(frozen=True)
class Day[T]:
    """A date in a zone, what is on, what is kept free, and when it is open."""

    on: date
    start: datetime
    length: int
    entries: Sequence[Placed[T]] = ()
    kept: Sequence[Placed[T]] = ()
    openings: Sequence[Placed[None]] = ()

    @property
    def everything(self) -> list[Placed[T]]:
        """What is on and what is kept free, in order."""
        return sorted([*self.kept, *self.entries], key=lambda each: each.begins)

    @property
    def is_changing(self) -> bool:
        """Whether clocks change on that day."""
        return self.length != 24 * HOUR

    @property
    def hours_long(self) -> int:
        """How many hours it has, begun ones included."""
        return -(-self.length // HOUR)

    def labels(self, zone: str) -> list[tuple[int, str]]:
        """Return what clocks say at each whole hour from its beginning.

        Where clocks change, the name of the time is said too.
        """
        written = "%H:%M %Z" if self.is_changing else "%H:%M"
        place = ZoneInfo(zone)
        return [
            (n, (self.start + timedelta(hours=n)).astimezone(place).strftime(written))
            for n in range(self.hours_long)
        ]


def dates_of(view: View, on: date) -> tuple[date, date]:
    """Return the first and the last date that a view around `on` shows."""
    if view == View.WEEK:
        monday = on - timedelta(days=on.weekday())
        return monday, monday + timedelta(days=6)
    if view == View.MONTH:
        first = on.replace(day=1)
        last = _month_later(first, 1) - ONE_DAY
        return (
            first - timedelta(days=first.weekday()),
            last + timedelta(days=6 - last.weekday()),
        )
    return on, on


def beside(view: View, on: date, step: int) -> date:
    """Return the date to look at one view before (-1) or after (1)."""
    if view == View.MONTH:
        return _month_later(on.replace(day=1), step)
    return on + timedelta(days=step * (7 if view == View.WEEK else 1))


def days[T](
    zone: str,
    first_on: date,
    last_on: date,
    things: Sequence[tuple[datetime, datetime, T]],
    kept: Sequence[tuple[datetime, datetime, T]] = (),
    openings: Sequence[tuple[datetime, datetime]] = (),
) -> list[Day[T]]:
    """Return each date with what is on, things that cross midnight in both."""
    found = []
    for offset in range((last_on - first_on).days + 1):
        on = first_on + timedelta(days=offset)
        start, end = bounds(zone, on, on)
        entries = lanes([e for t in things if (e := _placed(t, start, end))])
        away = [e for t in kept if (e := _placed(t, start, end))]
        opened = [o for each in openings if (o := _placed((*each, None), start, end))]
        length = _minutes(end - start)
        found.append(Day(on, start, length, entries, away, opened))
    return found


def lanes[T](entries: Iterable[Placed[T]]) -> list[Placed[T]]:
    """Return the entries in order, those that overlap side by side."""
    found: list[Placed[T]] = []
    group: list[Placed[T]] = []
    reaches = -1
    for entry in sorted(entries, key=lambda entry: (entry.begins, -entry.lasts)):
        if group and entry.begins >= reaches:
            found += _side_by_side(group)
            group = []
        group.append(entry)
        reaches = max(reaches, entry.begins + entry.lasts)
    return found + _side_by_side(group)


def hours_shown[T](days: Iterable[Day[T]], usual: tuple[int, int]) -> tuple[int, int]:
    """Return the hours of the day from which and to which there is something."""
    first, last = usual
    for day in days:
        for entry in (*day.entries, *day.kept, *day.openings):
            if entry.lasts > HALF_A_DAY:  # a whole day off would show every hour
                continue
            first = min(first, entry.begins // HOUR)
            last = max(last, -(-(entry.begins + entry.lasts) // HOUR))
    return first, last


def _side_by_side[T](group: list[Placed[T]]) -> list[Placed[T]]:
    ends: list[int] = []
    placed = []
    for entry in group:
        free = next((n for n, end in enumerate(ends) if end <= entry.begins), len(ends))
        lane = min(free, MOST_LANES - 1)
        if lane == len(ends):
            ends.append(0)
        ends[lane] = max(ends[lane], entry.begins + entry.lasts)
        placed.append((entry, lane))
    return [
        Placed(entry.thing, entry.begins, entry.lasts, lane, len(ends))
        for entry, lane in placed
    ]


def _placed[P](
    thing: tuple[datetime, datetime, P], start: datetime, end: datetime
) -> Placed[P] | None:
    since, until = max(thing[0], start), min(thing[1], end)
    if since >= until:
        return None
    return Placed(thing[2], _minutes(since - start), max(_minutes(until - since), 1))


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds() // 60)


def _month_later(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)
