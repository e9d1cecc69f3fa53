from datetime import UTC, datetime

import pytest

from meishi.formats.caldav import (
    UnreadableAnswer,
    calendars,
    events,
    is_calendar,
    link,
    query,
)

ANSWER = """<?xml version="1.0"?><multistatus xmlns="DAV:"
xmlns:C="urn:ietf:params:xml:ns:caldav"><response><href>/a.ics</href><propstat><prop>
<C:calendar-data>BEGIN:VCALENDAR
SUMMARY:You &amp; me
END:VCALENDAR
</C:calendar-data></prop></propstat></response></multistatus>"""


def test_a_query_names_the_range_in_utc():
    body = query(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))
    assert b'start="20260301T000000Z" end="20260401T000000Z"' in body


def test_the_calendars_of_an_answer_come_one_after_the_other():
    assert events(ANSWER.encode()).splitlines() == [
        b"BEGIN:VCALENDAR",
        b"SUMMARY:You & me",
        b"END:VCALENDAR",
    ]


def test_only_a_calendar_is_one():
    part = "<resourcetype><collection/>{}</resourcetype>"
    whole = ANSWER.replace("<href>", f"{part.format('<C:calendar/>')}<href>")
    other = ANSWER.replace("<href>", f"{part.format('')}<href>")

    assert is_calendar(whole.encode())
    assert not is_calendar(other.encode())


def listed(address, *kinds, type_="<C:calendar/>", name="Office"):
    components = "".join(f'<C:comp name="{kind}"/>' for kind in kinds)
    return (
        f"<response><href>{address}</href><propstat><prop>"
        f"<resourcetype><collection/>{type_}</resourcetype>"
        f"<displayname>{name}</displayname><C:supported-calendar-component-set>"
        f"{components}</C:supported-calendar-component-set></prop></propstat></response>"
    )


def test_calendars_for_events_are_listed_with_their_names():
    responses = [
        listed("/alice/", type_=""),
        listed("/alice/office/", "VEVENT", "VTODO"),
        listed("/alice/tasks/", "VTODO"),
        listed("/alice/home/", name=""),
    ]
    head, end = ANSWER.partition("<response>")[0], "</multistatus>"
    answer = f"{head}{''.join(responses)}{end}".encode()

    assert calendars(answer) == [("/alice/office/", "Office"), ("/alice/home/", "")]


def test_a_link_is_that_of_the_property_and_not_of_what_was_asked():
    part = "<prop><current-user-principal>{}</current-user-principal></prop>"
    head, end = (
        ANSWER.partition("<propstat>")[0],
        "</propstat></response></multistatus>",
    )
    named = f"{head}<propstat>{part.format('<href>/alice/</href>')}{end}"
    nobody = f"{head}<propstat>{part.format('<unauthenticated/>')}{end}"

    assert link(named.encode()) == "/alice/"
    assert link(nobody.encode()) == ""


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<a>",
        b"<html/>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        ANSWER.encode("utf-16"),
    ],
    ids=range(5),
)
def test_what_is_no_such_answer_is_refused(answer):
    with pytest.raises(UnreadableAnswer):
        events(answer)
