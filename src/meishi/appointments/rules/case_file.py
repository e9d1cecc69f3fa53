"""Files of cases for the slot engine: JSON in, starts out.

A file is an object with `vectors`, a list of cases, and `defaults` for what they leave
out; or that list alone. A case has `id`, `host_tz`, `rules` ([["mon", "09:00", "17:00"]]),
`duration`, `step`, `from` and `to` (ISO 8601 with offset). It may have `overrides` (by
date, lists of [start, end]), `busy` (`start`, `end`, `before`, `after`), `before`, `after`,
`buffer_mode`, `notice_min`, `horizon_days`, `first_on`, `last_on`, `daily_limit` and `now`.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from meishi.appointments.rules.hours import Hours, WeeklyRule
from meishi.appointments.rules.slots import Busy, Terms, slots_between

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DEFAULTS = {
    "before": 0,
    "after": 0,
    "notice_min": 0,
    "buffer_mode": "share",
    "now": "2020-01-01T00:00:00Z",
}
TIME = re.compile(r"(\d{2}):(\d{2})\Z")
TOLD = {"id", "note", "expected", "expected_count"}
READ = {
    *("host_tz", "rules", "overrides", "busy", "duration", "step", "from", "to", "now"),
    *("before", "after", "buffer_mode", "notice_min", "horizon_days", "daily_limit"),
    *("first_on", "last_on"),
}
MOST_DAYS = 3700  # of a window


class BadCase(ValueError):
    """The file, or a case in it, cannot be read; says which and why."""


def cases(content: Any) -> list[dict[str, Any]]:
    """Return the cases of a file that was read as JSON, with the defaults in them.

    Raises BadCase.
    """
    vectors = content.get("vectors") if isinstance(content, dict) else content
    if not isinstance(vectors, list):
        raise BadCase("the file has no list called “vectors”")
    defaults = content.get("defaults", {}) if isinstance(content, dict) else {}
    if not isinstance(defaults, dict):
        raise BadCase("“defaults” is no object")
    for number, case in enumerate(vectors, 1):
        if not isinstance(case, dict) or not isinstance(case.get("id"), str):
            raise BadCase(f"case {number} is no object with an “id”")
    ids = [case["id"] for case in vectors]
    if twice := next((name for name in ids if ids.count(name) > 1), None):
        raise BadCase(f"two cases are called “{twice}”")
    return [{**DEFAULTS, **defaults, **case} for case in vectors]


def unknown_keys(case: Mapping[str, Any]) -> list[str]:
    """Return what the case says and nobody reads, in order of the alphabet."""
    return sorted(case.keys() - READ - TOLD)


def starts(case: Mapping[str, Any]) -> list[str]:
    """Return the free starts of a case: `2027-03-28T00:00:00Z`, in order.

    Raises BadCase.
    """
    try:
        found = slots_between(
            _hours(case),
            _terms(case),
            [_busy(block) for block in case.get("busy", [])],
            since=_instant(case["from"]),
            until=_window_end(case),
            now=_instant(case["now"]),
        )
    except KeyError as error:
        raise BadCase(f"{case['id']}: {error} is missing") from error
    except (TypeError, ValueError, OverflowError, AttributeError) as error:
        raise BadCase(f"{case['id']}: {error}") from error
    return [f"{start:%Y-%m-%dT%H:%M:%SZ}" for start in found]


def _hours(case: Mapping[str, Any]) -> Hours:
    return Hours(
        zone=case["host_tz"],
        weekly=tuple(_rule(*rule) for rule in case["rules"]),
        overrides={
            date.fromisoformat(on): tuple(
                (_minutes(start), _minutes(end)) for start, end in hours
            )
            for on, hours in case.get("overrides", {}).items()
        },
    )


def _terms(case: Mapping[str, Any]) -> Terms:
    if case["buffer_mode"] not in ("share", "stack"):
        raise ValueError(f"{case['buffer_mode']!r} is no buffer mode (share, stack)")
    return Terms(
        duration=_whole(case["duration"]),
        step=_whole(case["step"]),
        before=_whole(case["before"]),
        after=_whole(case["after"]),
        notice=_whole(case["notice_min"]),
        horizon_days=_optional(_whole, case.get("horizon_days")),
        first_on=_optional(date.fromisoformat, case.get("first_on")),
        last_on=_optional(date.fromisoformat, case.get("last_on")),
        daily_limit=_optional(_whole, case.get("daily_limit")),
        buffer_mode=case["buffer_mode"],
    )


def _rule(day: Any, start: Any, end: Any) -> WeeklyRule:
    if day not in WEEKDAYS:
        raise ValueError(f"{day!r} is no day of the week ({', '.join(WEEKDAYS)})")
    return WeeklyRule(WEEKDAYS.index(day), _minutes(start), _minutes(end))


def _busy(block: Any) -> Busy:
    start, end = _instant(block["start"]), _instant(block["end"])
    if end < start:
        raise ValueError(f"something busy ends before it starts ({block['start']})")
    return Busy(
        start, end, _whole(block.get("before", 0)), _whole(block.get("after", 0))
    )


def _window_end(case: Mapping[str, Any]) -> datetime:
    since, until = _instant(case["from"]), _instant(case["to"])
    if (until - since).days > MOST_DAYS:
        raise ValueError(f"the window is longer than {MOST_DAYS} days")
    return until


def _minutes(time: Any) -> int:
    """Return a wall clock time in minutes after midnight; 26:00 is two on the next day."""
    found = TIME.match(time) if isinstance(time, str) else None
    if found is None or int(found[2]) > 59:
        raise ValueError(f"{time!r} is no time like 09:30")
    return int(found[1]) * 60 + int(found[2])


def _instant(text: Any) -> datetime:
    if not isinstance(text, str):
        raise TypeError(f"{text!r} is no time like 2027-03-28T00:00:00Z")
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"{text} does not say its offset from UTC")
    return instant


def _whole(number: Any) -> int:
    if not isinstance(number, int) or isinstance(number, bool):
        raise TypeError(f"{number!r} is no whole number")
    return number


def _optional[Value](read: Callable[[Any], Value], value: Any) -> Value | None:
    return None if value is None else read(value)
