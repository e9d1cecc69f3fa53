"""Weekly opening hours with exceptions, in the wall time of one place.

A day is a tuple of spans in minutes since its midnight; a span that ends after
1440 goes on into the next day. What is open is decided by what the clock on the
wall says: in the hour that a change to winter time repeats, it is open twice.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise
from typing import NamedTuple

DAY = 24 * 60
MAX_SPANS = 8
HORIZON = 60  # days that next_change looks ahead

_CLOSED = re.compile(
    r"[-–—]?|x|closed|geschlossen|ruhetag|fermé|chiuso|cerrado|fechado|gesloten|stängt"
    r"|lukket|zamknięte|zavřeno|zatvoreno|затворено|закрыто|зачинено|kapalı|مغلق|بسته"
    r"|休み?|定休日|休業|휴무|ปิด",
    re.IGNORECASE,
)
_ALWAYS = re.compile(r"24\s*(h|hours|時間|/\s*7)", re.IGNORECASE)
_SPLIT = re.compile(r"[,;+&/、]|(?<=[\d時])\s+(?=\d)|\band\b|\n", re.IGNORECASE)
_TO = re.compile(r"\s*(?:[-–—−~〜]|\bto\b|\buntil\b|\bbis\b)\s*", re.IGNORECASE)
_TIME = re.compile(
    r"(\d{1,2})(?:\s*[:.h時]\s*(\d{2})|(\d{2}))?\s*(?:h|uhr|時|分|([ap])\.?m?\.?)?",
    re.IGNORECASE,
)


class BadHours(ValueError):
    """The text says no opening hours. `part` is what could not be read, `reason`
    is "time", "span" (no from and to), "order", "overlap" or "many"."""

    def __init__(self, reason: str, part: str = "") -> None:
        super().__init__(f"{reason}: {part}")
        self.reason = reason
        self.part = part


class Span(NamedTuple):
    """From and to, in minutes since midnight; `closes` may go beyond 1440."""

    opens: int
    closes: int


type Spans = tuple[Span, ...]


def parse_day(text: str) -> Spans:
    """Read `9:00–12:30, 14–18`, `9am to 5pm`, `22-2`, `closed` or `24h`.

    Raises BadHours.
    """
    # Full-width digits and signs, as Japanese keyboards write them, become plain.
    text = unicodedata.normalize("NFKC", text).strip()
    if _CLOSED.fullmatch(text):
        return ()
    if _ALWAYS.fullmatch(text):
        return (Span(0, DAY),)
    parts = [part.strip() for part in _SPLIT.split(text) if part.strip()]
    if len(parts) > MAX_SPANS:
        raise BadHours("many", text)
    spans = tuple(sorted(_span(part) for part in parts))
    for earlier, later in pairwise(spans):
        if later.opens < earlier.closes:
            raise BadHours("overlap", text)
    if spans and spans[-1].closes > spans[0].opens + DAY:
        raise BadHours("overlap", text)
    return spans


def write_day(spans: Spans) -> str:
    """Return the text that `parse_day` reads as exactly those spans."""
    return ", ".join(f"{clock(s.opens)}-{_end_clock(s.closes)}" for s in spans)


def clock(minute: int) -> str:
    """Return a minute of the day as `HH:MM`; beyond midnight it starts anew."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """A week (Monday first), days that differ, and the place's time zone."""

    week: tuple[Spans, ...]
    zone: tzinfo
    exceptions: Mapping[date, Spans] = field(default_factory=dict)

    def on(self, day: date) -> Spans:
        """Return the spans that begin on that day."""
        return self.exceptions.get(day, self.week[day.weekday()])

    def is_open(self, at: datetime) -> bool:
        """Tell whether it is open at that instant (aware)."""
        local = at.astimezone(self.zone)
        minute = local.hour * 60 + local.minute
        return _covers(self.on(local.date()), minute) or _covers(
            self.on(local.date() - timedelta(days=1)), minute + DAY
        )

    def next_change(self, at: datetime) -> datetime | None:
        """Return the first instant after `at` at which it opens or closes, in UTC.

        None where that is more than HORIZON days away.
        """
        now = self.is_open(at)
        for moment in self._moments(at):
            if moment > at and self.is_open(moment) != now:
                return moment
        return None

    def _moments(self, at: datetime) -> Iterator[datetime]:
        """Yield, in order, every instant at which something could change."""
        first = at.astimezone(self.zone).date() - timedelta(days=1)
        for offset in range(HORIZON + 2):
            yield from sorted(self._moments_on(first + timedelta(days=offset)))

    def _moments_on(self, day: date) -> set[datetime]:
        yesterday = self.on(day - timedelta(days=1))
        minutes = {minute for span in self.on(day) for minute in span if minute < DAY}
        minutes |= {span.closes - DAY for span in yesterday if span.closes >= DAY}
        moments = {self._at(day, m, fold) for m in minutes for fold in (0, 1)}
        return moments | self._clock_changes(day)

    def _at(self, day: date, minute: int, fold: int) -> datetime:
        hour, minute = divmod(minute, 60)
        local = datetime(
            day.year, day.month, day.day, hour, minute, tzinfo=self.zone, fold=fold
        )
        return local.astimezone(UTC)

    def _clock_changes(self, day: date) -> set[datetime]:
        """Find the instant on that day at which its clocks are changed."""
        low, high = self._at(day, 0, 0), self._at(day + timedelta(days=1), 0, 0)
        before = low.astimezone(self.zone).utcoffset()
        if before == high.astimezone(self.zone).utcoffset():
            return set()
        while high - low > timedelta(minutes=1):
            middle = low + (high - low) / 2
            middle = middle.replace(second=0, microsecond=0)
            if middle.astimezone(self.zone).utcoffset() == before:
                low = middle
            else:
                high = middle
        return {high}


def _covers(spans: Spans, minute: int) -> bool:
    return any(span.opens <= minute < span.closes for span in spans)


def _span(part: str) -> Span:
    ends = _TO.split(part)
    if len(ends) != 2:
        raise BadHours("span", part)
    opens, closes = _minute(ends[0], ends[1]), _minute(ends[1])
    if opens == DAY:
        opens = 0
    if closes == opens:
        raise BadHours("order", part)
    return Span(opens, closes if closes > opens else closes + DAY)


def _minute(text: str, following: str = "") -> int:
    found = _TIME.fullmatch(text.strip())
    if not found:
        raise BadHours("time", text)
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    half = found[4] or _half(following, hour)
    if half:
        if not 1 <= hour <= 12:
            raise BadHours("time", text)
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    if minute > 59 or hour * 60 + minute > DAY:
        raise BadHours("time", text)
    return hour * 60 + minute


def _half(following: str, hour: int) -> str:
    """Guess the half of the day in `9-12am`, `1-5pm`: that of the end if it fits."""
    found = _TIME.fullmatch(following.strip()) if following else None
    if not found or not found[4] or hour > 12:
        return ""
    end = int(found[1])
    is_before = hour % 12 < end % 12
    same, other = found[4].lower(), "a" if found[4].lower() == "p" else "p"
    return same if is_before else other


def _end_clock(minute: int) -> str:
    return "24:00" if minute == DAY else clock(minute)
