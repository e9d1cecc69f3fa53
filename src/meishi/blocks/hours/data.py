"""What opening hours hold."""

from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field

from meishi.cards.document.base import Data, Line
from meishi.formats import opening_hours
from meishi.formats.opening_hours import OpeningHours

_OTHERS = ("Etc/", "SystemV/", "posix/", "right/")
ZONES = tuple(
    sorted(z for z in available_timezones() if "/" in z and not z.startswith(_OTHERS))
)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _as_written(text: str) -> str:
    return opening_hours.write_day(opening_hours.parse_day(text))


def _known(zone: str) -> str:
    if zone and zone not in ZONES:
        raise ValueError(f"{zone} is no time zone")
    return zone


# `09:00-12:30, 14:00-18:00`; "" is closed; an end before its start is past midnight.
type Hours = Annotated[Line, AfterValidator(_as_written)]


class SpecialDay(Data):
    """A day that differs from its weekday."""

    on: date
    hours: Hours = ""
    note: Line = ""


class HoursData(Data):
    """A week of opening hours, with the days (`items`) that differ from it.

    `zone` is an IANA name, "" for the time zone of the card.
    """

    heading: Line = ""
    zone: Annotated[str, Field(max_length=64), AfterValidator(_known)] = ""
    monday: Hours = ""
    tuesday: Hours = ""
    wednesday: Hours = ""
    thursday: Hours = ""
    friday: Hours = ""
    saturday: Hours = ""
    sunday: Hours = ""
    items: Annotated[tuple[SpecialDay, ...], Field(max_length=100)] = ()

    @property
    def week(self) -> tuple[opening_hours.Spans, ...]:
        """The spans of each day, Monday first."""
        return tuple(opening_hours.parse_day(getattr(self, day)) for day in DAYS)

    @property
    def exceptions(self) -> dict[date, opening_hours.Spans]:
        """The spans of the days that differ."""
        return {item.on: opening_hours.parse_day(item.hours) for item in self.items}

    def rules(self, zone: str) -> OpeningHours:
        """Return what decides whether it is open, in that time zone."""
        return OpeningHours(self.week, ZoneInfo(zone), self.exceptions)
