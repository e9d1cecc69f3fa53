"""Which starts are free: hours, terms and what is taken, in; instants, out.

The one place that decides. Nothing here knows who asks, or from where: every
visitor sees the same instants.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

from meishi.appointments.rules.hours import Hours, openings, zone_info
from meishi.appointments.rules.zones import local_date, moment, seconds

NOTHING: Mapping[Any, int] = MappingProxyType({})
MINUTE = 60  # seconds

type BufferMode = Literal["share", "stack"]


@dataclass(frozen=True)
class Terms:
    """How something can be booked. Lengths are elapsed minutes.

    `before` and `after` are buffers, which may lie outside of the hours. Of two
    neighbours `share` keeps the larger buffer, `stack` the sum. A start is at least
    `notice` away, on a date of the host that is at most `horizon_days` from today and
    within `first_on` and `last_on`, of which either may be open. A date of the host has
    at most `daily_limit` meetings, a meeting at most `capacity` seats.
    """

    duration: int
    step: int
    before: int = 0
    after: int = 0
    notice: int = 0
    horizon_days: int | None = None
    first_on: date | None = None
    last_on: date | None = None
    daily_limit: int | None = None
    capacity: int = 1
    buffer_mode: BufferMode = "share"

    def __post_init__(self) -> None:
        if self.duration < 1 or self.step < 1:
            raise ValueError("duration and step are at least a minute")
        if min(self.before, self.after, self.notice) < 0:
            raise ValueError("buffers and notice are not negative")


class Busy(NamedTuple):
    """Time that is taken, with the buffers around it in minutes.

    What comes from outside has none. Seconds count; of no length at all, it is in
    the way of what contains it, not of what touches it.
    """

    start: datetime
    end: datetime
    before: int = 0
    after: int = 0


def slots_between(
    hours: Hours,
    terms: Terms,
    busy: Iterable[Busy],
    *,
    since: datetime,
    until: datetime,
    now: datetime,
    sessions: Mapping[datetime, int] = NOTHING,
    booked_on: Mapping[date, int] = NOTHING,
) -> list[datetime]:
    """Return every start (UTC) from since to before until that is free, in order.

    `sessions` are meetings of the same kind, by start, with the seats that are taken:
    they stay open until they are full, and are in the way of other starts. `booked_on`
    counts meetings by the host's date; a seat in one that is counted adds none.
    """
    zone = zone_info(hours.zone)
    blocks = list(busy)
    own = [_own_block(terms, start) for start in sessions]
    free, beside_own = _Free(terms, [*blocks, *own]), _Free(terms, blocks)
    joinable = {
        seconds(start): _Others(terms, beside_own, own, start)
        for start, taken in sessions.items()
        if taken < terms.capacity
    }
    dates = _Dates(terms, zone, now, booked_on)
    earliest = now + timedelta(minutes=terms.notice)
    found = []
    for start in _grid(hours, terms, seconds(since), _ceiling(until)):
        at = moment(start)
        if not since <= at < until or at < earliest:
            continue
        is_joined = start in joinable
        others = joinable.get(start, free)
        if others.has(start) and dates.allow(start, is_joined=is_joined):
            found.append(at)
    return found


def _grid(hours: Hours, terms: Terms, since: int, until: int) -> Iterator[int]:
    """Yield the starts that hours, duration and step allow, in order."""
    step, duration = terms.step * MINUTE, terms.duration * MINUTE
    for opening in openings(hours, since, until):
        skipped = max(0, -(-(since - opening.anchor) // step))
        start = opening.anchor + skipped * step
        while start < min(until, opening.turn) and start + duration <= opening.end:
            yield start
            start += step


class _Free:
    """Says whether a start keeps its distance from what is taken."""

    def __init__(self, terms: Terms, blocks: Iterable[Busy]) -> None:
        spans = sorted(_forbidden(terms, block) for block in blocks)
        merged: list[tuple[int, int]] = []
        for first, last in spans:
            # Not where they touch: the point between them is in neither.
            if merged and first < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(merged[-1][1], last))
            else:
                merged.append((first, last))
        self.firsts = [first for first, _ in merged]
        self.lasts = [last for _, last in merged]

    def has(self, start: int) -> bool:
        """Whether the start lies in none of the spans, whose ends are outside."""
        before = bisect_left(self.firsts, start) - 1
        return before < 0 or start >= self.lasts[before]


class _Others:
    """Says whether a session keeps its distance from all but itself."""

    def __init__(
        self, terms: Terms, beside_own: _Free, own: Iterable[Busy], start: datetime
    ) -> None:
        self.beside_own = beside_own
        self.spans = [_forbidden(terms, o) for o in own if o.start != start]

    def has(self, start: int) -> bool:
        """Whether nothing else is too near."""
        near = any(first < start < last for first, last in self.spans)
        return not near and self.beside_own.has(start)


class _Dates:
    """Says whether the host's date of a start is one to book on."""

    def __init__(
        self, terms: Terms, zone: ZoneInfo, now: datetime, booked_on: Mapping[date, int]
    ) -> None:
        self.terms, self.zone, self.booked_on = terms, zone, booked_on
        self.last_on = terms.last_on or date.max
        if terms.horizon_days is not None:
            today = now.astimezone(zone).date()
            ahead = min(terms.horizon_days, (date.max - today).days)
            self.last_on = min(self.last_on, today + timedelta(days=ahead))
        self.first_on = terms.first_on or date.min

    def allow(self, start: int, *, is_joined: bool) -> bool:
        """Whether that start may be booked, as a meeting of its own or a seat in one."""
        on = local_date(self.zone, start)
        if not self.first_on <= on <= self.last_on:
            return False
        limit = self.terms.daily_limit
        return is_joined or limit is None or self.booked_on.get(on, 0) < limit


def _forbidden(terms: Terms, block: Busy) -> tuple[int, int]:
    """Return the span between whose ends no meeting may start."""
    start, end = seconds(block.start), _ceiling(block.end)
    gap_before = _gap(terms, terms.after, block.before)
    gap_after = _gap(terms, terms.before, block.after)
    return start - gap_before - terms.duration * MINUTE, end + gap_after


def _gap(terms: Terms, one: int, other: int) -> int:
    minutes = one + other if terms.buffer_mode == "stack" else max(one, other)
    return minutes * MINUTE


def _own_block(terms: Terms, start: datetime) -> Busy:
    end = start + timedelta(minutes=terms.duration)
    return Busy(start, end, terms.before, terms.after)


def _ceiling(instant: datetime) -> int:
    """Return a time as whole seconds since the epoch, rounded up."""
    whole = seconds(instant)
    return whole if moment(whole) == instant else whole + 1
