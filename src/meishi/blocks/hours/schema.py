"""Opening hours in the words of schema.org."""

from typing import Any

from meishi.blocks.hours.data import DAYS, HoursData
from meishi.formats.opening_hours import DAY, Span, Spans, clock


def specification(data: HoursData) -> list[dict[str, Any]]:
    """Return the card's `openingHoursSpecification`, [] where there are no hours."""
    rules = [*_week(data), *_special_days(data)]
    return [{"openingHoursSpecification": rules}] if rules else []


def _week(data: HoursData) -> list[dict[str, Any]]:
    days: dict[Span, list[str]] = {}
    for name, spans in zip(DAYS, data.week, strict=True):
        for span in spans:
            days.setdefault(span, []).append(name.title())
    return [{**_rule(span), "dayOfWeek": names} for span, names in days.items()]


def _special_days(data: HoursData) -> list[dict[str, Any]]:
    return [
        {**_rule(span), "validFrom": on.isoformat(), "validThrough": on.isoformat()}
        for on, spans in sorted(data.exceptions.items())
        for span in spans or _CLOSED
    ]


# Schema.org's way to say that a day is closed: it opens and closes at midnight.
_CLOSED: Spans = (Span(0, 0),)


def _rule(span: Span) -> dict[str, Any]:
    closes = "23:59" if span.closes == DAY else clock(span.closes)
    kind = "OpeningHoursSpecification"
    return {"@type": kind, "opens": clock(span.opens), "closes": closes}
