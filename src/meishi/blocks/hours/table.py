"""The table of opening hours, and what its script is told."""

import json
from datetime import date, time
from typing import Any

from babel import Locale
from babel.dates import format_date, format_time
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meishi.blocks.hours.data import HoursData
from meishi.cards.document import Identity
from meishi.formats.locales import locale_of
from meishi.formats.opening_hours import DAY, Span, Spans


def table(data: HoursData, identity: Identity) -> dict[str, Any]:
    """Return the rows of the week, those of special days, and `now` for the script.

    `now` is empty where the time zone is not known: then nothing is said.
    """
    locale = locale_of(get_language() or "en")
    zone = data.zone or identity.time_zone
    is_empty = not any(data.week) and not data.items
    return {
        "is_empty": is_empty,
        "week": _week(data, locale),
        "special_days": [
            {
                "on": item.on.isoformat(),
                "date": format_date(item.on, "medium", locale),
                "hours": _words(data.exceptions[item.on], locale),
                "note": item.note,
            }
            for item in sorted(data.items, key=lambda item: item.on)
        ],
        "now": _for_script(data, zone) if zone and not is_empty else "",
    }


def _week(data: HoursData, locale: Locale) -> list[dict[str, Any]]:
    names = locale.days["stand-alone"]["wide"]
    order = [(locale.first_week_day + offset) % 7 for offset in range(7)]
    return [
        {"number": d, "day": names[d], "hours": _words(data.week[d], locale)}
        for d in order
    ]


def _words(spans: Spans, locale: Locale) -> list[str]:
    if spans == (Span(0, DAY),):
        return [_("All day")]
    return [f"{_time(s.opens, locale)} – {_time(s.closes, locale)}" for s in spans]


def _time(minute: int, locale: Locale) -> str:
    hour, minute = divmod(minute % DAY, 60)
    return format_time(time(hour, minute), "short", locale=locale)


def _for_script(data: HoursData, zone: str) -> str:
    about = {
        "zone": zone,
        "week": data.week,
        "days": {_key(on): spans for on, spans in sorted(data.exceptions.items())},
        "open": _("Open now"),
        "closed": _("Closed now"),
    }
    return json.dumps(about, ensure_ascii=False, separators=(",", ":"))


def _key(day: date) -> str:
    return day.isoformat()
