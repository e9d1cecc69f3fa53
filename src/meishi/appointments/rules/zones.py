"""Stretches of time in which a zone's offset from UTC does not change.

Inside one, local time is UTC plus a constant, so that nothing has to know of hours
that do not exist or occur twice. Times are whole seconds since the epoch, UTC.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

STRIDE = 6 * 3600  # no two changes of a zone in use lie closer together
DAY = 86400
EPOCH_DAY = date(1970, 1, 1).toordinal()


class Piece(NamedTuple):
    """From `start` to before `end`, local time is UTC plus `offset` seconds."""

    start: int
    end: int
    offset: int


def pieces(zone: ZoneInfo, start: int, end: int) -> list[Piece]:
    """Return the stretches that make up the time from start to end, in order."""
    first, last = start // DAY, -(-end // DAY)
    found: list[Piece] = []
    for piece in (part for day in range(first, last) for part in _day(zone, day)):
        if found and found[-1].offset == piece.offset:
            found[-1] = found[-1]._replace(end=piece.end)
        else:
            found.append(piece)
    return found


def offset_at(zone: ZoneInfo, instant: int) -> int:
    """Return the zone's offset at that instant in seconds."""
    offset = datetime.fromtimestamp(instant, zone).utcoffset() or timedelta()
    return int(offset.total_seconds())


def midnight(zone: ZoneInfo, day: date) -> int:
    """Return the instant at which that date begins in the zone.

    Where the clock leaps over midnight it is that of the leap.
    """
    return int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp())


def local_date(zone: ZoneInfo, instant: int) -> date:
    """Return the date in the zone at that instant."""
    return datetime.fromtimestamp(instant, zone).date()


def local_seconds(day: date) -> int:
    """Return the seconds from the epoch to that date on a clock that never changes."""
    return (day.toordinal() - EPOCH_DAY) * DAY


def seconds(instant: datetime) -> int:
    """Return a time as whole seconds since the epoch, rounded down."""
    return (instant - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)


def moment(seconds: int) -> datetime:
    """Return the time (UTC) that many seconds after the epoch."""
    return datetime.fromtimestamp(seconds, UTC)


@lru_cache(maxsize=20_000)
def _day(zone: ZoneInfo, day: int) -> tuple[Piece, ...]:
    """Return the stretches of one day of UTC, counted from the epoch."""
    found = []
    start, end = day * DAY, (day + 1) * DAY
    for lower in range(start, end, STRIDE):
        upper = lower + STRIDE
        before, after = offset_at(zone, lower), offset_at(zone, upper)
        if before != after:
            change = _change(zone, lower, upper, before)
            found.append(Piece(start, change, before))
            start = change
    if start < end:
        found.append(Piece(start, end, offset_at(zone, start)))
    return tuple(found)


def _change(zone: ZoneInfo, lower: int, upper: int, before: int) -> int:
    """Return the first second with another offset than `before`, by halving."""
    while upper - lower > 1:
        middle = (lower + upper) // 2
        if offset_at(zone, middle) == before:
            lower = middle
        else:
            upper = middle
    return upper
