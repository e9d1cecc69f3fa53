from datetime import UTC, datetime

import pytest

from meishi.formats.caldav import UnreadableAnswer, events, is_calendar, query

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
