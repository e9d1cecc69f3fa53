from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meishi.formats.opening_hours import (
    DAY,
    BadHours,
    OpeningHours,
    Span,
    parse_day,
    write_day,
)

ZURICH = ZoneInfo("Europe/Zurich")
NINE_TO_FIVE = (Span(9 * 60, 17 * 60),)


def opening(*week, zone=ZURICH, exceptions=None):
    return OpeningHours((*week, *((),) * (7 - len(week))), zone, exceptions or {})


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("9:00–12:30, 14–18", "09:00-12:30, 14:00-18:00"),
        ("14-18; 9-12", "09:00-12:00, 14:00-18:00"),
        ("9-12 14-18", "09:00-12:00, 14:00-18:00"),
        ("0900 - 1730", "09:00-17:30"),
        ("9.30 to 17.00", "09:30-17:00"),
        ("9h30 - 17h", "09:30-17:00"),
        ("9 am – 5 pm", "09:00-17:00"),
        ("9-5pm", "09:00-17:00"),
        ("1-5pm", "13:00-17:00"),
        ("11am-12am", "11:00-24:00"),
        ("8 bis 17 Uhr", "08:00-17:00"),
        ("22-2", "22:00-02:00"),
        ("22:00-24:00", "22:00-24:00"),
        ("24h", "00:00-24:00"),
        ("24/7", "00:00-24:00"),
        ("１０：００〜１９：００", "10:00-19:00"),
        ("10時〜12時30分、14時〜19時", "10:00-12:30, 14:00-19:00"),
        ("closed", ""),
        ("定休日", ""),
        ("–", ""),
        ("", ""),
    ],
)
def test_hours_are_read_as_people_write_them(text, written):
    assert write_day(parse_day(text)) == written


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("soon", "span"),
        ("9", "span"),
        ("9-noon", "time"),
        ("9-25", "time"),
        ("9-10:75", "time"),
        ("13pm-14", "time"),
        ("9-9", "order"),
        ("9-12, 11-14", "overlap"),
        ("22-10, 9-11", "overlap"),
        (", ".join(f"{h}-{h}:30" for h in range(9)), "many"),
    ],
)
def test_what_is_no_time_is_refused_with_its_reason(text, reason):
    with pytest.raises(BadHours) as error:
        parse_day(text)

    assert error.value.reason == reason


@given(st.text(alphabet="0123456789:-–., apmh;&", max_size=30))
def test_what_was_read_once_is_read_the_same_again(text):
    try:
        spans = parse_day(text)
    except BadHours:
        return
    assert parse_day(write_day(spans)) == spans


def test_it_is_open_from_the_first_minute_until_before_the_last():
    hours = opening(NINE_TO_FIVE)
    monday = datetime(2026, 11, 23, tzinfo=ZURICH)

    assert not hours.is_open(monday.replace(hour=8, minute=59))
    assert hours.is_open(monday.replace(hour=9))
    assert hours.is_open(monday.replace(hour=16, minute=59))
    assert not hours.is_open(monday.replace(hour=17))


def test_a_night_belongs_to_the_day_on_which_it_begins():
    hours = opening((), (), (), (), parse_day("22-2"))

    assert hours.is_open(datetime(2026, 11, 28, 1, 59, tzinfo=ZURICH))  # a Saturday
    assert not hours.is_open(datetime(2026, 11, 27, 1, 59, tzinfo=ZURICH))


def test_a_day_that_differs_replaces_its_weekday_but_not_the_night_before():
    holiday = date(2026, 11, 24)
    hours = opening(parse_day("22-2"), NINE_TO_FIVE, exceptions={holiday: ()})

    assert hours.is_open(datetime(2026, 11, 24, 1, 0, tzinfo=ZURICH))
    assert not hours.is_open(datetime(2026, 11, 24, 12, 0, tzinfo=ZURICH))


def test_the_zone_decides_not_that_of_the_visitor():
    hours = opening(NINE_TO_FIVE)

    assert hours.is_open(datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
    assert not hours.is_open(datetime(2026, 11, 23, 16, 0, tzinfo=UTC))


def test_the_next_change_is_found_behind_a_weekend():
    hours = opening(NINE_TO_FIVE)
    sunday = datetime(2026, 11, 22, 12, 0, tzinfo=ZURICH)

    assert hours.next_change(sunday) == datetime(2026, 11, 23, 9, 0, tzinfo=ZURICH)


def test_what_never_changes_has_no_next_change():
    assert opening().next_change(datetime(2026, 11, 23, tzinfo=UTC)) is None
    always = OpeningHours(((Span(0, DAY),),) * 7, ZURICH)
    assert always.next_change(datetime(2026, 11, 23, tzinfo=UTC)) is None


def test_an_hour_that_spring_leaves_out_opens_when_the_clock_has_jumped():
    hours = OpeningHours((parse_day("2:30-5"),) * 7, ZURICH)
    before = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)  # 1:30, an hour before 3:00

    assert hours.next_change(before) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_an_hour_that_autumn_repeats_is_open_twice():
    hours = OpeningHours((parse_day("2-2:30"),) * 7, ZURICH)
    first = datetime(2026, 10, 25, 0, 15, tzinfo=UTC)  # 2:15 in summer time

    assert hours.is_open(first)
    assert not hours.is_open(first + timedelta(minutes=30))
    assert hours.is_open(first + timedelta(hours=1))
    assert hours.next_change(first + timedelta(hours=1)) == (
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    )


spans = st.sampled_from(
    ["", "9-17", "22-2", "2:30-5", "0-24", "1:15-2:45, 23-24", "9-12, 13-18", "18-9"]
).map(parse_day)
zones = st.sampled_from(
    ["Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]
).map(ZoneInfo)
minutes = st.integers(0, 24 * DAY)
instants = st.one_of(  # around the changes of the clocks in these zones
    minutes.map(lambda m: datetime(2026, 3, 7, tzinfo=UTC) + timedelta(minutes=m)),
    minutes.map(lambda m: datetime(2026, 10, 3, tzinfo=UTC) + timedelta(minutes=m)),
    minutes.map(lambda m: datetime(2026, 10, 23, tzinfo=UTC) + timedelta(minutes=m)),
)


@settings(max_examples=60)
@given(st.tuples(*[spans] * 7), zones, instants)
def test_nothing_changes_before_the_next_change(week, zone, at):
    hours = OpeningHours(week, zone)
    change = hours.next_change(at)
    end = min(change or at + timedelta(days=2), at + timedelta(days=2))
    now = hours.is_open(at)

    while (at := at + timedelta(minutes=5)) < end:
        assert hours.is_open(at) == now
    assert change is None or hours.is_open(change) != now
