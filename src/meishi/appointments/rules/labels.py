"""Times in words: in a language, in a zone, and never two that read the same."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import (
    format_date,
    format_skeleton,
    format_time,
    get_timezone_location,
)

from meishi.formats.locales import locale_of


def date_label(instant: datetime, zone: str, language: str) -> str:
    """Return the date there: "Tuesday, January 19, 2027"."""
    local = instant.astimezone(ZoneInfo(zone))
    return format_date(local, "full", locale=locale_of(language))


def short_date_label(instant: datetime, zone: str, language: str) -> str:
    """Return the date there without its year: "Tue, Jan 19"."""
    local = instant.astimezone(ZoneInfo(zone))
    return format_skeleton("MMMEd", local, locale=locale_of(language))


def time_label(instant: datetime, zone: str, language: str) -> str:
    """Return the time on the wall there; in an hour that comes twice, with the name of
    its half ("02:00 CEST")."""
    local = instant.astimezone(ZoneInfo(zone))
    text = format_time(local, "short", locale=locale_of(language))
    return f"{text} {local:%Z}" if _comes_twice(local) else text


def time_labels(instants: Sequence[datetime], zone: str, language: str) -> list[str]:
    """Return the times on the wall there, each different from the others of its date."""
    labels = [time_label(instant, zone, language) for instant in instants]
    locals_ = [instant.astimezone(ZoneInfo(zone)) for instant in instants]
    count = Counter(
        (local.date(), label) for local, label in zip(locals_, labels, strict=True)
    )
    return [
        f"{label} {local:%Z}" if count[local.date(), label] > 1 else label
        for local, label in zip(locals_, labels, strict=True)
    ]


def zone_label(zone: str, instant: datetime, language: str) -> str:
    """Return the zone by its place and offset at that instant: "Berlin (UTC+1)"."""
    offset = instant.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    minutes = round(offset.total_seconds() / 60)
    sign = "−" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    shown = f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
    if zone == "UTC":
        return "UTC"
    place = get_timezone_location(zone, locale=locale_of(language), return_city=True)
    return f"{place} ({shown})"


def _comes_twice(local: datetime) -> bool:
    other = local.replace(fold=1 - local.fold)
    return (
        other.utcoffset() != local.utcoffset() and _is_real(local) and _is_real(other)
    )


def _is_real(local: datetime) -> bool:
    """Whether the wall clock ever showed that (it does not in a gap)."""
    utc = local.astimezone(ZoneInfo("UTC"))
    return utc.astimezone(local.tzinfo).replace(fold=0) == local.replace(fold=0)
