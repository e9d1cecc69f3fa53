"""Hits added up by card and local date."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from meishi.formats.hit import Hit

type Key = tuple[str, date, str, str, str, bool]


def zone_of(name: str) -> tzinfo:
    """Return the IANA zone of that name, or UTC where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def counted(hits: Iterable[Hit], zone: Callable[[str], tzinfo]) -> Counter[Key]:
    """Count hits by card, its local date, kind, target, device and bot or not."""
    return Counter(
        (
            hit.card,
            datetime.fromtimestamp(hit.second, zone(hit.card)).date(),
            hit.kind,
            hit.target,
            hit.device,
            hit.visitor == "bot",
        )
        for hit in hits
    )


@dataclass(frozen=True, slots=True)
class Day:
    """One column of the chart: what people did, and how many bots came."""

    on: date
    view: int = 0
    save: int = 0
    tap: int = 0
    scan: int = 0
    bots: int = 0


def days_until(last: date, length: int) -> list[date]:
    """Return the `length` dates that end with `last`, the earliest first."""
    return [last - timedelta(days=back) for back in reversed(range(length))]
