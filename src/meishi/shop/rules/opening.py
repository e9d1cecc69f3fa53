"""When a shop takes orders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from meishi.formats.opening_hours import OpeningHours, parse_day


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether it is open, and when it opens next: None where it is open, or where
    nobody knows."""

    is_open: bool
    opens_at: datetime | None = None


def opening(
    week: Sequence[str], days: Mapping[str, str], zone: str, at: datetime
) -> Opening:
    """Return whether a shop is open at that instant (aware).

    `week` has a text for each day, Monday first, and is empty for a shop that is
    always open; `days` those that differ, by ISO date; `zone` is an IANA name.
    """
    if not week:
        return Opening(is_open=True)
    hours = OpeningHours(
        tuple(parse_day(text) for text in week),
        ZoneInfo(zone),
        {date.fromisoformat(day): parse_day(text) for day, text in days.items()},
    )
    if hours.is_open(at):
        return Opening(is_open=True)
    return Opening(is_open=False, opens_at=hours.next_change(at))
