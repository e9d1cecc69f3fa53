import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st

from meishi.formats import ical

START = datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
MADE = datetime(2027, 1, 18, 8, tzinfo=UTC)
MEETING = ical.Appointment(
    uid="abc@meishi",
    start=START,
    end=START + timedelta(minutes=30),
    summary="Haircut",
    organizer=ical.Person("Alice Arai", "alice@example.com"),
    attendee=ical.Person("Bob Brown", "bob@example.com"),
    description="With Alice\nBring a hat",
    location="1 High Street, Townsville",
    url="https://cards.example.com/booking/abc/",
    created=MADE,
    last_modified=MADE,
)
ATTACKS = 'x\r\nATTENDEE:mailto:eve@example.com\x0b\x85\u2028END:VEVENT\n;,:\\"^n'
texts = st.text(max_size=200) | st.just(ATTACKS)


def read(message):
    return vobject.readOne(message.decode())


def published(*appointments, name=""):
    return b"".join(ical.publish(appointments, name=name))


def lines(message):
    """The content lines, unfolded."""
    return message.replace(b"\r\n ", b"").decode().split("\r\n")


def test_an_invitation_reads_back_as_it_was_meant():
    calendar = read(ical.request(MEETING))
    event = calendar.vevent

    assert calendar.method.value == "REQUEST"
    assert event.uid.value == "abc@meishi"
    assert (event.dtstart.value, event.dtend.value) == (MEETING.start, MEETING.end)
    assert event.summary.value == "Haircut"
    assert event.description.value == "With Alice\nBring a hat"
    assert event.location.value == "1 High Street, Townsville"
    assert event.url.value == MEETING.url
    assert event.organizer.value == "mailto:alice@example.com"
    assert event.organizer.params["CN"] == ["Alice Arai"]
    assert event.attendee.value == "mailto:bob@example.com"


@pytest.mark.parametrize(
    ("write", "method", "status"),
    [(ical.request, "REQUEST", "CONFIRMED"), (ical.cancel, "CANCEL", "CANCELLED")],
)
def test_a_message_says_what_it_does_and_which_change_it_is(write, method, status):
    calendar = read(write(replace(MEETING, sequence=3)))

    assert calendar.method.value == method
    assert calendar.vevent.status.value == status
    assert calendar.vevent.sequence.value == "3"


def test_times_are_in_utc_and_need_no_time_zone():
    here = timezone(timedelta(hours=9))
    message = ical.request(replace(MEETING, start=START.astimezone(here)))

    assert "DTSTART:20270328T013000Z" in lines(message)
    assert b"VTIMEZONE" not in message


def test_a_calendar_to_subscribe_to_invites_nobody():
    other = replace(MEETING, uid="def@meishi", status="TENTATIVE")
    calendar = read(published(MEETING, other, name="Alice; Bob"))

    assert calendar.method.value == "PUBLISH"
    assert [event.uid.value for event in calendar.vevent_list] == [
        "abc@meishi",
        "def@meishi",
    ]
    assert calendar.vevent_list[1].status.value == "TENTATIVE"
    assert "bob@example.com" not in str(calendar.serialize())
    assert "X-WR-CALNAME:Alice\\; Bob" in lines(published(name="Alice; Bob"))


def test_what_a_server_keeps_has_no_method_and_nobody_to_write_to():
    kept = lines(ical.stored(MEETING))

    assert not [line for line in kept if "mailto:" in line or "METHOD" in line]
    assert "UID:abc@meishi" in kept


def test_a_calendar_without_appointments_is_one_all_the_same():
    assert lines(published())[-2:] == ["END:VCALENDAR", ""]


@pytest.mark.parametrize(
    "text", ["予約の確認、" * 40, "تأكيد الموعد، " * 40, "👩‍🔬" * 60]
)
def test_long_lines_are_folded_between_characters(text):
    message = ical.request(replace(MEETING, summary=text, location=text))

    for line in message.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no character is cut
    assert read(message).vevent.summary.value == text.strip()


@given(texts, texts, texts, texts)
@example(ATTACKS, ATTACKS, ATTACKS, ATTACKS)
def test_a_line_break_cannot_start_a_new_property(summary, detail, name, address):
    said = replace(
        MEETING,
        uid=detail,
        summary=summary,
        description=detail,
        location=detail,
        url=address,
        attendee=ical.Person(name, address),
        organizer=ical.Person(name, address),
    )
    names = [re.match("[A-Z-]+", line) for line in lines(ical.request(said))[:-1]]
    empty = {
        key
        for key, text in [
            ("LOCATION", detail),
            ("DESCRIPTION", detail),
            ("URL", address),
        ]
        if not text
    }
    expected = [line.split(":")[0].split(";")[0] for line in lines(FULL)[:-1]]

    assert None not in names
    assert [found[0] for found in names] == [n for n in expected if n not in empty]


FULL = ical.request(MEETING)


@given(texts)
def test_text_reads_back_as_one_line_of_it(text):
    shown = read(ical.request(replace(MEETING, summary=f"<{text}>"))).vevent

    assert shown.summary.value == " ".join(ical.clean(f"<{text}>").split())


def test_equal_appointments_give_equal_bytes():
    assert ical.request(MEETING) == ical.request(replace(MEETING))


def test_an_address_in_another_script_is_written_for_a_mailto():
    who = ical.Person("", "名刺 %@例え.example")
    message = ical.request(replace(MEETING, attendee=who))

    assert read(message).vevent.attendee.value.startswith("mailto:%E5%90%8D")
    assert "CN" not in read(message).vevent.attendee.params
