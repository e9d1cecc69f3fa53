"""From what a clock on the wall says to instants, and back."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)


def instants(zone: str, on: date, at: time) -> list[datetime]:
    """Return when (UTC) the clocks of that zone say so: mostly once.

    Not at all in an hour that is left out, twice in one that is repeated.
    """
    local = datetime.combine(on, at)
    found = []
    for fold in (0, 1):
        instant = local.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)
        says_so = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local
        if says_so and instant not in found:
            found.append(instant)
    return found


def midnight(zone: str, on: date) -> datetime:
    """Return the instant (UTC) at which that date begins, be it by a leap."""
    return datetime.combine(on, time(), ZoneInfo(zone)).astimezone(UTC)


def bounds(zone: str, first_on: date, last_on: date) -> tuple[datetime, datetime]:
    """Return the instants from which and before which it is one of these dates."""
    return midnight(zone, first_on), midnight(zone, last_on + ONE_DAY)
