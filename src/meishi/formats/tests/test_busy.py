from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meishi.formats.busy import (
    MAX_BYTES,
    MAX_EVENTS,
    Interval,
    UnreadableCalendar,
    busy_times,
    joined,
)

ZURICH = ZoneInfo("Europe/Zurich")
SINCE = datetime(2026, 3, 1, tzinfo=UTC)
UNTIL = datetime(2026, 5, 1, tzinfo=UTC)
TO_EIGHT = "DTSTART:20260302T080000Z\nDTEND:20260302T090000Z\n"
AT_EIGHT = [("2026-03-02T08:00", "2026-03-02T09:00")]


def calendar(*events):
    """A calendar of these events, each some lines."""
    parts = [
        f"BEGIN:VEVENT\nUID:{number}@example.com\n{event}\nEND:VEVENT"
        for number, event in enumerate(events)
    ]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""]
    return "\n".join(lines).replace("\n\n", "\n").replace("\n", "\r\n").encode()


def busy(ics, **options):
    values = {"zone": "Europe/Zurich", "since": SINCE, "until": UNTIL, **options}
    return [
        (f"{start:%Y-%m-%dT%H:%M}", f"{end:%Y-%m-%dT%H:%M}")
        for start, end in busy_times(ics, **values)
    ]


def test_an_event_is_busy_in_utc():
    assert busy(calendar(TO_EIGHT)) == AT_EIGHT


def test_a_whole_day_is_the_local_day_even_where_the_clocks_change():
    day = calendar("DTSTART;VALUE=DATE:20260329\nDTEND;VALUE=DATE:20260330")
    alone = calendar("DTSTART;VALUE=DATE:20260329")

    assert busy(day) == [("2026-03-28T23:00", "2026-03-29T22:00")]  # 23 hours
    assert busy(alone) == busy(day)


def test_a_floating_time_is_the_local_time():
    event = calendar("DTSTART:20260302T090000\nDURATION:PT30M")
    assert busy(event) == [("2026-03-02T08:00", "2026-03-02T08:30")]
    assert busy(event, zone="Asia/Tokyo") == [("2026-03-02T00:00", "2026-03-02T00:30")]


def test_a_weekly_meeting_keeps_its_wall_time_across_the_transition():
    event = calendar(
        "DTSTART;TZID=Europe/Zurich:20260323T090000\nDURATION:PT1H\n"
        "RRULE:FREQ=WEEKLY;COUNT=2"
    )
    assert busy(event) == [
        ("2026-03-23T08:00", "2026-03-23T09:00"),
        ("2026-03-30T07:00", "2026-03-30T08:00"),
    ]


def test_an_excluded_day_is_free():
    event = calendar(
        "DTSTART;TZID=Europe/Zurich:20260323T090000\nDURATION:PT1H\n"
        "RRULE:FREQ=DAILY;COUNT=3\nEXDATE;TZID=Europe/Zurich:20260324T090000"
    )
    assert [start for start, _ in busy(event)] == [
        "2026-03-23T08:00",
        "2026-03-25T08:00",
    ]


def test_a_moved_instance_is_busy_where_it_went():
    series = "DTSTART:20260302T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2"
    moved = "RECURRENCE-ID:20260303T080000Z\nDTSTART:20260303T120000Z\nDURATION:PT1H"
    event = calendar(series, moved).replace(b"UID:1@", b"UID:0@")

    assert [start for start, _ in busy(event)] == [
        "2026-03-02T08:00",
        "2026-03-03T12:00",
    ]


def test_a_cancelled_instance_is_free():
    series = "DTSTART:20260302T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2"
    gone = f"RECURRENCE-ID:20260302T080000Z\n{TO_EIGHT}STATUS:CANCELLED"
    event = calendar(series, gone).replace(b"UID:1@", b"UID:0@")

    assert [start for start, _ in busy(event)] == ["2026-03-03T08:00"]


@pytest.mark.parametrize(
    "line",
    [
        "TRANSP:TRANSPARENT",
        "STATUS:CANCELLED",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:Alice@example.com",
    ],
)
def test_what_does_not_take_time_is_free(line):
    owner = {"alice@example.com"}
    assert busy(calendar(TO_EIGHT + line), owner_addresses=owner) == []


def test_what_somebody_else_declined_is_busy():
    line = "ATTENDEE;PARTSTAT=DECLINED:mailto:bob@example.com"
    assert (
        busy(calendar(TO_EIGHT + line), owner_addresses={"a@example.com"}) == AT_EIGHT
    )


@pytest.mark.parametrize(
    "line",
    [
        "STATUS:TENTATIVE",
        "ATTENDEE;PARTSTAT=TENTATIVE:mailto:alice@example.com",
        "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:alice@example.com",
        "ATTENDEE:mailto:alice@example.com",
    ],
)
def test_one_switch_says_whether_what_is_open_is_busy(line):
    ics, owner = calendar(TO_EIGHT + line), {"alice@example.com"}
    assert busy(ics, owner_addresses=owner) == AT_EIGHT
    assert busy(ics, owner_addresses=owner, tentative_is_busy=False) == []


def test_what_we_wrote_ourselves_is_ignored():
    assert busy(calendar(TO_EIGHT), own_uids={"0@example.com"}) == []


def test_what_touches_is_one_stretch():
    two = calendar(TO_EIGHT, "DTSTART:20260302T090000Z\nDTEND:20260302T100000Z")
    assert busy(two) == [("2026-03-02T08:00", "2026-03-02T10:00")]


def test_what_reaches_over_the_range_is_cut():
    event = calendar("DTSTART:20250101T000000Z\nDTEND:20270101T000000Z")
    assert busy_times(event, zone="UTC", since=SINCE, until=UNTIL) == [
        Interval(SINCE, UNTIL)
    ]


def test_a_zone_that_the_file_brings_is_used():
    zone = (
        b"BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        b"TZOFFSETFROM:+0500\r\nTZOFFSETTO:+0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    event = calendar("DTSTART;TZID=Ours:20260302T130000\nDURATION:PT1H")
    ics = event.replace(b"BEGIN:VEVENT", zone + b"BEGIN:VEVENT")

    assert busy(ics) == AT_EIGHT


def test_an_empty_calendar_is_free():
    assert busy(calendar()) == []


@pytest.mark.parametrize(
    ("ics", "line", "words"),
    [
        (b"", 0, "breaks off"),
        (b"<html>\r\n", 1, "not a line of a calendar"),
        (calendar(TO_EIGHT)[:-30], 6, "breaks off"),
        (calendar(TO_EIGHT).replace(b"END:VEVENT", b"END:VTODO"), 7, "did not begin"),
        (calendar(TO_EIGHT + "what is this"), 7, "not a line"),
        (calendar(TO_EIGHT + "X:\xff").replace("\xff".encode(), b"\xff"), 7, "UTF-8"),
        (calendar("DTSTART:tomorrow"), 3, "unreadable DTSTART"),
        (calendar("SUMMARY:never"), 3, "no readable time"),
        (
            calendar("DTSTART:20260302T080000Z\nDTEND:20250302T080000Z"),
            3,
            "ends before",
        ),
        (calendar("DTSTART:16010101T000000Z\nDURATION:PT1H"), 3, "no year of our"),
        (calendar(TO_EIGHT + "RRULE:FREQ=SECONDLY"), 3, "repeats all day"),
        (calendar(TO_EIGHT + "RRULE:FREQ=DAILY;INTERVAL=0"), 3, "repeats all day"),
        (
            calendar(TO_EIGHT + "RRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5"),
            3,
            "repeats all day",
        ),
        (calendar(TO_EIGHT + "RRULE:FREQ=SOMETIMES"), 3, "unreadable RRULE"),
        (b"BEGIN:VCALENDAR\r\n" + b"X:" + b"x" * MAX_BYTES, 0, "too large"),
        (calendar(*[TO_EIGHT] * (MAX_EVENTS + 1)), 0, "too many events"),
    ],
    ids=range(16),
)
def test_what_cannot_be_read_is_an_error_and_never_free(ics, line, words):
    with pytest.raises(UnreadableCalendar, match=words) as caught:
        busy(ics)
    assert caught.value.line == line


def plain(start, times, every, zone):
    """The same by counting days on the wall calendar."""
    days = [start.date() + timedelta(days=every * number) for number in range(times)]
    starts = [datetime.combine(day, start.time(), zone) for day in days]
    hour = timedelta(hours=1)
    spans = [(at.astimezone(UTC), at.astimezone(UTC) + hour) for at in starts]
    return joined([Interval(*span) for span in spans])


@settings(max_examples=60)
@given(
    day=st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    minutes=st.integers(4 * 60, 23 * 60),  # outside of the hours that are not there
    times=st.integers(1, 40),
    every=st.integers(1, 9),
    name=st.sampled_from(["Europe/Zurich", "America/New_York", "Asia/Tokyo"]),
)
def test_repetitions_keep_their_wall_time_as_counting_by_hand_does(
    day, minutes, times, every, name
):
    start = datetime.combine(day, time(minutes // 60, minutes % 60))
    ics = calendar(
        f"DTSTART;TZID={name}:{start:%Y%m%dT%H%M%S}\nDURATION:PT1H\n"
        f"RRULE:FREQ=DAILY;INTERVAL={every};COUNT={times}"
    )
    found = busy_times(
        ics,
        zone="UTC",
        since=datetime(2024, 1, 1, tzinfo=UTC),
        until=datetime(2029, 1, 1, tzinfo=UTC),
    )
    assert found == plain(start, times, every, ZoneInfo(name))


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_no_bytes_break_it(noise):
    for ics in (noise, calendar(TO_EIGHT).replace(b"0302", noise[:20], 1)):
        with suppress(UnreadableCalendar):
            busy(ics)
