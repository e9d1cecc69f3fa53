from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

from hypothesis import given
from hypothesis import strategies as st

from meishi.appointments.rules import agenda, wall
from meishi.appointments.rules.agenda import Placed, View

BERLIN = "Europe/Berlin"
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
zones = st.sampled_from(sorted(available_timezones()))
dates = st.dates(date(2026, 1, 1), date(2029, 12, 31))
minutes = st.integers(0, 24 * 60 - 1)


def test_a_time_on_the_wall_is_mostly_one_instant():
    assert wall.instants(BERLIN, date(2027, 1, 18), time(9)) == [
        datetime(2027, 1, 18, 8, tzinfo=UTC)
    ]


def test_a_time_that_is_left_out_is_no_instant():
    assert wall.instants(BERLIN, SPRING, time(2, 30)) == []


def test_a_time_that_comes_twice_is_two_instants():
    first, second = wall.instants(BERLIN, AUTUMN, time(2, 30))

    assert second - first == timedelta(hours=1)


@given(zones, dates, minutes)
def test_every_instant_is_said_by_a_clock_on_some_wall(zone, on, minute):
    start, _end = wall.bounds(zone, on, on)
    at = start + timedelta(minutes=minute)
    local = at.astimezone(wall.ZoneInfo(zone))

    assert at in wall.instants(zone, local.date(), local.time())


@given(zones, dates)
def test_days_follow_one_another_without_a_gap(zone, on):
    assert wall.bounds(zone, on, on)[1] == wall.midnight(zone, on + timedelta(days=1))


def test_a_day_is_as_long_as_it_is():
    lengths = [agenda.days(BERLIN, on, on, [])[0].length for on in (SPRING, AUTUMN)]

    assert lengths == [23 * 60, 25 * 60]


def test_the_hour_that_comes_twice_has_two_names():
    labels = [
        label for _n, label in agenda.days(BERLIN, AUTUMN, AUTUMN, [])[0].labels(BERLIN)
    ]

    assert labels[2:4] == ["02:00 CEST", "02:00 CET"]
    assert len(labels) == 25


def test_an_hour_is_drawn_as_long_on_every_day():
    start = wall.instants(BERLIN, SPRING, time(1, 30))[0]
    thing = (start, start + timedelta(hours=1), "a meeting")
    (entry,) = agenda.days(BERLIN, SPRING, SPRING, [thing])[0].entries

    assert (entry.begins, entry.lasts) == (90, 60)


def test_what_crosses_midnight_is_in_both_days():
    start = datetime(2027, 1, 18, 22, 30, tzinfo=UTC)
    thing = (start, start + timedelta(hours=2), "a party")
    first, second = agenda.days(BERLIN, date(2027, 1, 18), date(2027, 1, 19), [thing])

    assert [(e.begins, e.lasts) for e in first.entries] == [(1410, 30)]
    assert [(e.begins, e.lasts) for e in second.entries] == [(0, 90)]


def test_what_overlaps_stands_side_by_side():
    entries = [Placed("a", 0, 60), Placed("b", 30, 60), Placed("c", 60, 60)]

    assert [(e.thing, e.lane, e.lanes) for e in agenda.lanes(entries)] == [
        ("a", 0, 2),
        ("b", 1, 2),
        ("c", 0, 2),
    ]


def test_what_comes_after_another_has_the_whole_width():
    entries = [Placed("a", 0, 60), Placed("b", 60, 60)]

    assert [e.lanes for e in agenda.lanes(entries)] == [1, 1]


@given(st.lists(st.tuples(st.integers(0, 1400), st.integers(1, 300)), max_size=6))
def test_no_two_in_a_lane_overlap(spans):
    placed = agenda.lanes([Placed(n, *span) for n, span in enumerate(spans)])

    for one in placed:
        assert one.lane < one.lanes
        for other in placed:
            if one is not other and one.lane == other.lane:
                ends = one.begins + one.lasts
                assert ends <= other.begins or other.begins + other.lasts <= one.begins


def test_a_month_is_shown_in_whole_weeks():
    assert agenda.dates_of(View.MONTH, date(2027, 2, 14)) == (
        date(2027, 2, 1),
        date(2027, 2, 28),
    )
    assert agenda.dates_of(View.MONTH, date(2027, 5, 14)) == (
        date(2027, 4, 26),
        date(2027, 6, 6),
    )


@given(dates, st.sampled_from([View.MONTH, View.WEEK, View.DAY]))
def test_who_goes_on_and_back_is_where_they_were(on, view):
    there = agenda.beside(view, on, 1)

    assert agenda.dates_of(view, agenda.beside(view, there, -1)) == agenda.dates_of(
        view, on
    )


def test_a_whole_day_off_does_not_show_every_hour():
    start = wall.midnight(BERLIN, date(2027, 1, 18))
    thing = (start, start + timedelta(days=1), "away")
    days = agenda.days(BERLIN, date(2027, 1, 18), date(2027, 1, 18), [], [thing])

    assert agenda.hours_shown(days, (8, 18)) == (8, 18)
