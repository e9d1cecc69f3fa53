"""Dates and instants: extended in the model and vCard 3.0, basic in 4.0.

RFC 6350, section 4.3, and ISO 8601. What has another form is text, and stays.
"""

import re

_ZONE = r"Z|[+-]\d\d"
_EXTENDED = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d|--\d\d-\d\d|\d{4}-\d\d|\d{4}|---?\d\d)"
    rf"(?:T(?P<time>\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?)(?P<zone>(?:{_ZONE}(?::\d\d)?)?))?",
    re.ASCII,
)
_BASIC = re.compile(
    r"(?P<year>\d{4}|--)(?P<month>\d\d)(?P<day>\d\d)"
    rf"(?:T(?P<hour>\d\d)(?P<minute>\d\d)?(?P<second>\d\d(?:\.\d+)?)?(?P<zone>{_ZONE})?(?P<minutes>\d\d)?)?",
    re.ASCII,
)


def basic_date(text: str) -> str:
    """Return `1996-04-15` as `19960415`; "" for what is no date."""
    found = _EXTENDED.fullmatch(text)
    if not found:
        return ""
    date = found["date"]
    if len(date) == len("1996-04-15"):
        date = date.replace("-", "")
    elif len(date) == len("--04-15") and date.startswith("--"):
        date = "--" + date[2:].replace("-", "")
    if found["time"] is None:
        return date
    return f"{date}T{found['time'].replace(':', '')}{found['zone'].replace(':', '')}"


def extended_date(text: str) -> str:
    """Return `19960415` as `1996-04-15`, `--0415` as `--04-15`, all else as it is."""
    found = _BASIC.fullmatch(text)
    if not found:
        return text
    year = "-" if found["year"] == "--" else found["year"]
    date = f"{year}-{found['month']}-{found['day']}"
    if found["hour"] is None:
        return date
    time = ":".join(filter(None, found.group("hour", "minute", "second")))
    zone = ":".join(filter(None, found.group("zone", "minutes")))
    return f"{date}T{time}{zone}"
