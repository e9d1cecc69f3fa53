"""What a page for choosing a time shows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, get_day_names

from meishi.appointments.models import Resource, Service
from meishi.appointments.queries.availability import Asked
from meishi.appointments.queries.openings import Openings, next_opening, openings_in
from meishi.appointments.rules import labels
from meishi.appointments.rules.month import Month
from meishi.formats.locales import locale_of


@dataclass(frozen=True)
class Choice:
    """What the visitor chose so far: zone, month, day, and with whom."""

    zone: str
    language: str
    month: Month | None = None
    day: date | None = None
    resource: Resource | None = None

    def query(self, **changes: Any) -> str:
        """Return the address that keeps these choices but for the changes."""
        chosen = {
            "zone": self.zone,
            "month": self.month,
            "day": self.day,
            "with": self.resource.public_id if self.resource else None,
        }
        kept = {name: value for name, value in (chosen | changes).items() if value}
        return f"?{urlencode(kept)}"


@dataclass(frozen=True)
class Day:
    """A day in the grid; `query` leads to it where something is free."""

    on: date
    label: str
    query: str
    is_chosen: bool


@dataclass(frozen=True)
class Slot:
    """A free start: what to send, and what it is called here and at the host's."""

    value: str
    label: str
    host_label: str


def picker(asked: Asked, choice: Choice) -> dict[str, Any]:
    """Return what the template of the picker shows."""
    month = choice.month or _first_month(asked, choice.zone)
    openings = openings_in(asked, month, choice.zone)
    day = choice.day if choice.day in openings.days else openings.next_day(None)
    chosen = Choice(choice.zone, choice.language, month, day, choice.resource)
    starts = openings.days.get(day, []) if day else []
    host_zone = _host_zone(asked.service, choice.resource)
    at = starts[0] if starts else openings.following or asked.now
    return {
        "choice": chosen,
        "month_label": _month_label(month, choice.language),
        "weekdays": _weekdays(choice.language),
        "weeks": _weeks(openings, chosen),
        "earlier": _earlier(asked, month, chosen),
        "later": chosen.query(month=month.shifted(1), day=None)
        if openings.following
        else "",
        "day_label": _day_label(day, choice.language) if day else "",
        "slots": _slots(starts, choice, host_zone),
        "next_day": _next(openings, day, chosen),
        "following": _following(openings, chosen),
        "zone_label": labels.zone_label(choice.zone, at, choice.language),
        "host_zone_label": labels.zone_label(host_zone, at, choice.language)
        if _differ(choice.zone, host_zone, at)
        else "",
    }


def _first_month(asked: Asked, zone: str) -> Month:
    first = next_opening(asked, asked.now) or asked.now
    return Month.of(first.astimezone(ZoneInfo(zone)).date())


def _host_zone(service: Service, resource: Resource | None) -> str:
    offers = service.offers.select_related("schedule")
    offer = (offers.filter(resource=resource) if resource else offers).first()
    return offer.schedule.time_zone if offer else "UTC"


def _month_label(month: Month, language: str) -> str:
    at = datetime(month.year, month.month, 15)  # noqa: DTZ001 (no zone: a name)
    return format_skeleton("yMMMM", at, locale=locale_of(language))


def _day_label(day: date, language: str) -> str:
    return format_date(day, "full", locale=locale_of(language))


def _short_label(day: date, language: str) -> str:
    return format_skeleton("MMMEd", day, locale=locale_of(language))


def _weekdays(language: str) -> list[tuple[str, str]]:
    """Return the short and the long name of each day, in the order of the language."""
    locale = locale_of(language)
    short = get_day_names("abbreviated", "stand-alone", locale)
    long = get_day_names("wide", "stand-alone", locale)
    first = locale.first_week_day
    return [(short[(first + n) % 7], long[(first + n) % 7]) for n in range(7)]


def _weeks(openings: Openings, choice: Choice) -> list[list[Day | None]]:
    first = locale_of(choice.language).first_week_day
    return [
        [_day(on, openings, choice) if on else None for on in week]
        for week in openings.month.weeks(first)
    ]


def _day(on: date, openings: Openings, choice: Choice) -> Day:
    query = choice.query(day=on) if on in openings.days else ""
    return Day(on, _day_label(on, choice.language), query, on == choice.day)


def _earlier(asked: Asked, month: Month, choice: Choice) -> str:
    this_month = Month.of(asked.now.astimezone(ZoneInfo(choice.zone)).date())
    if month <= this_month:
        return ""
    return choice.query(month=month.shifted(-1), day=None)


def _slots(starts: list[datetime], choice: Choice, host_zone: str) -> list[Slot]:
    here = labels.time_labels(starts, choice.zone, choice.language)
    there = labels.time_labels(starts, host_zone, choice.language)
    return [
        Slot(
            value=f"{start:%Y-%m-%dT%H:%M:%SZ}",
            label=label,
            host_label=_host_label(start, other, choice, host_zone),
        )
        for start, label, other in zip(starts, here, there, strict=True)
    ]


def _host_label(start: datetime, label: str, choice: Choice, host_zone: str) -> str:
    if not _differ(choice.zone, host_zone, start):
        return ""
    here = start.astimezone(ZoneInfo(choice.zone)).date()
    there = start.astimezone(ZoneInfo(host_zone)).date()
    if here == there:
        return label
    date_there = labels.short_date_label(start, host_zone, choice.language)
    return f"{date_there} {label}"


def _next(openings: Openings, day: date | None, choice: Choice) -> dict[str, str]:
    """The next free day after the chosen one: where it is, and what it is called."""
    following = openings.next_day(day)
    if following:
        query = choice.query(day=following)
        return {"query": query, "label": _short_label(following, choice.language)}
    return _following(openings, choice)


def _following(openings: Openings, choice: Choice) -> dict[str, str]:
    if openings.following is None:
        return {}
    on = openings.following.astimezone(ZoneInfo(choice.zone)).date()
    query = choice.query(month=Month.of(on), day=on)
    return {"query": query, "label": _short_label(on, choice.language)}


def _differ(zone: str, other: str, at: datetime) -> bool:
    return (
        at.astimezone(ZoneInfo(zone)).utcoffset()
        != at.astimezone(ZoneInfo(other)).utcoffset()
    )
