"""Asking a CalDAV server for what lies in a range of time (RFC 4791)."""

from datetime import UTC, datetime
from typing import Final
from xml.etree import ElementTree

_DATA: Final = "{urn:ietf:params:xml:ns:caldav}calendar-data"
_TYPE: Final = "{DAV:}resourcetype"
_CALENDAR: Final = "{urn:ietf:params:xml:ns:caldav}calendar"
_COMPONENT: Final = "{urn:ietf:params:xml:ns:caldav}comp"
WHAT_IS_IT: Final = b"""<?xml version="1.0" encoding="utf-8"?>
<D:propfind xmlns:D="DAV:"><D:prop><D:resourcetype/></D:prop></D:propfind>"""
WHO_ASKS: Final = b"""<?xml version="1.0" encoding="utf-8"?>
<D:propfind xmlns:D="DAV:"><D:prop><D:current-user-principal/></D:prop></D:propfind>"""
WHERE_ARE_THEIRS: Final = b"""<?xml version="1.0" encoding="utf-8"?>
<D:propfind xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<D:prop><C:calendar-home-set/></D:prop></D:propfind>"""
WHICH_ARE_THERE: Final = b"""<?xml version="1.0" encoding="utf-8"?>
<D:propfind xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop>
<D:resourcetype/><D:displayname/><C:supported-calendar-component-set/>
</D:prop></D:propfind>"""
_QUERY: Final = """<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<D:prop><C:calendar-data/></D:prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
<C:time-range start="{since:%Y%m%dT%H%M%SZ}" end="{until:%Y%m%dT%H%M%SZ}"/>
</C:comp-filter></C:comp-filter></C:filter>
</C:calendar-query>"""


class UnreadableAnswer(ValueError):
    """The answer is no list of events."""


def query(since: datetime, until: datetime) -> bytes:
    """Return the body of a REPORT that asks for the events between the two."""
    range_ = {"since": since.astimezone(UTC), "until": until.astimezone(UTC)}
    return _QUERY.format(**range_).encode()


def is_calendar(answer: bytes) -> bool:
    """Say whether the answer to `WHAT_IS_IT` is that of a calendar.

    Raises UnreadableAnswer.
    """
    return _multistatus(answer).find(f".//{_TYPE}/{_CALENDAR}") is not None


def link(answer: bytes) -> str:
    """Return the address in the answer to `WHO_ASKS` or `WHERE_ARE_THEIRS`, or "".

    Raises UnreadableAnswer.
    """
    found = _multistatus(answer).find(".//{DAV:}prop/*/{DAV:}href")
    return (found.text or "").strip() if found is not None else ""


def calendars(answer: bytes) -> list[tuple[str, str]]:
    """Return address and name of the calendars in the answer to `WHICH_ARE_THERE`.

    Those for tasks alone are left out. Raises UnreadableAnswer.
    """
    return [
        (address, response.findtext(".//{DAV:}displayname") or "")
        for response in _multistatus(answer).iter("{DAV:}response")
        if (address := (response.findtext("{DAV:}href") or "").strip())
        and response.find(f".//{_TYPE}/{_CALENDAR}") is not None
        and _takes_events(response)
    ]


def _takes_events(response: ElementTree.Element) -> bool:
    kinds = {kind.get("name") for kind in response.iter(_COMPONENT)}
    return not kinds or "VEVENT" in kinds


def events(answer: bytes) -> bytes:
    """Return the calendars of a multistatus answer, one after the other.

    Raises UnreadableAnswer.
    """
    found = _multistatus(answer).iter(_DATA)
    texts = [(data.text or "").strip() for data in found]
    return "".join(f"{text}\r\n" for text in texts if text).encode()


def _multistatus(answer: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in answer or b"<!ENTITY" in answer or b"\0" in answer:
        raise UnreadableAnswer  # no such answer needs entities of its own
    try:
        root = ElementTree.fromstring(answer)  # noqa: S314 (entities are refused above)
    except ElementTree.ParseError as error:
        raise UnreadableAnswer from error
    if root.tag != "{DAV:}multistatus":
        raise UnreadableAnswer
    return root
