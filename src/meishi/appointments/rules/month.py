"""A month as a page of a calendar shows it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

TEXT = re.compile(r"(\d{4})-(\d{2})\Z")
FIRST_YEAR, LAST_YEAR = 1970, 2200


@dataclass(frozen=True, order=True)
class Month:
    """A month of the calendar."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """Return the month of a date."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> "Month | None":
        """Return the month written as 2027-01, None for anything else."""
        found = TEXT.match(text)
        if not found or not text.isascii():
            return None
        year, month = int(found[1]), int(found[2])
        is_known = FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12
        return cls(year, month) if is_known else None

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    def shifted(self, months: int) -> "Month":
        """Return the month that many months later."""
        count = self.year * 12 + self.month - 1 + months
        return Month(count // 12, count % 12 + 1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    def span(self, zone: str) -> tuple[datetime, datetime]:
        """Return the instants at which the month begins and ends in that zone."""
        start, end = self.first, self.shifted(1).first
        info = ZoneInfo(zone)
        return (
            datetime(start.year, start.month, 1, tzinfo=info),
            datetime(end.year, end.month, 1, tzinfo=info),
        )

    def weeks(self, first_weekday: int) -> Iterator[list[date | None]]:
        """Yield its weeks, None for days of the neighbours; 0 is Monday."""
        day = self.first - timedelta(days=(self.first.weekday() - first_weekday) % 7)
        while day < self.shifted(1).first:
            week = [day + timedelta(days=n) for n in range(7)]
            yield [d if Month.of(d) == self else None for d in week]
            day += timedelta(days=7)


def by_date(instants: Iterable[datetime], zone: str) -> dict[date, list[datetime]]:
    """Group instants by their date in that zone, in order."""
    info = ZoneInfo(zone)
    found: dict[date, list[datetime]] = {}
    for instant in instants:
        found.setdefault(instant.astimezone(info).date(), []).append(instant)
    return found


def read_date(text: str) -> date | None:
    """Return the date written as 2027-01-19, None for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
