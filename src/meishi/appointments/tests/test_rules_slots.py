"""The slot engine: the exact cases, and the slow oracle on random ones."""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from meishi.appointments.rules.case_file import cases, starts
from meishi.appointments.rules.hours import Hours, WeeklyRule, open_intervals
from meishi.appointments.rules.slots import Busy, Terms, slots_between
from meishi.appointments.rules.zones import offset_at
from meishi.appointments.tests import oracle

VECTORS = cases(json.loads((Path(__file__).parent / "slot_vectors.json").read_bytes()))
ZONES = sorted(available_timezones() - {"localtime", "Factory"})
FIRST, LAST = date(2026, 11, 25), date(2029, 11, 25)
NOWS = [
    datetime(2027, 3, 27, 9, 30, 17, tzinfo=UTC),
    datetime(2027, 10, 30, tzinfo=UTC),
]
ALL_WEEK = tuple(WeeklyRule(day, 0, 1440) for day in range(7))


@pytest.mark.parametrize("case", VECTORS, ids=[case["id"] for case in VECTORS])
def test_the_exact_cases(case):
    assert starts(case) == case["expected"]


@cache
def transitions(zone):
    """Return the days on which the zone's clock changes, within three years."""
    info, found = ZoneInfo(zone), []
    for number in range((LAST - FIRST).days):
        day = FIRST + timedelta(days=number)
        noon = int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())
        if offset_at(info, noon) != offset_at(info, noon + 86400):
            found.append(day)
    return found


@st.composite
def hours_of_a_week(draw):
    """Hours with gaps, exceptions, and rules that cross midnight."""
    zone = draw(st.sampled_from(ZONES))
    rules = draw(st.lists(rule(), min_size=1, max_size=8))
    base = draw(st.sampled_from(transitions(zone) or [FIRST, date(2027, 3, 28)]))
    overrides = draw(
        st.dictionaries(
            st.integers(-2, 4).map(lambda n: base + timedelta(days=n)),
            st.lists(minutes(), max_size=2).map(tuple),
            max_size=2,
        )
    )
    hours = Hours(zone, tuple(rules), overrides)
    assume(not hours.is_without_end)
    return base, hours


def minutes():
    pairs = st.tuples(st.integers(0, 287), st.integers(1, 287))
    return pairs.map(lambda p: (p[0] * 5, min(p[0] * 5 + p[1] * 5, 2880)))


def rule():
    return st.tuples(st.integers(0, 6), minutes()).map(
        lambda p: WeeklyRule(p[0], *p[1])
    )


@st.composite
def questions(draw):
    """Everything that a slot depends on."""
    base, hours = draw(hours_of_a_week())
    since = datetime(base.year, base.month, base.day, tzinfo=UTC)
    since += timedelta(minutes=draw(st.integers(-1440, 600)))
    until = since + timedelta(minutes=draw(st.integers(1, 2 * 1440)))
    few = st.integers(0, 12).map(lambda n: n * 5)
    terms = Terms(
        duration=draw(st.sampled_from([5, 15, 30, 45, 60, 95, 240])),
        step=draw(st.sampled_from([5, 15, 20, 30, 50, 60, 120])),
        before=draw(few),
        after=draw(few),
        notice=draw(st.sampled_from([0, 0, 1, 120, 1440])),
        horizon_days=draw(st.none() | st.integers(0, 3)),
        first_on=draw(st.none() | st.just(base)),
        last_on=draw(st.none() | st.just(base + timedelta(days=1))),
        daily_limit=draw(st.none() | st.integers(1, 3)),
        capacity=draw(st.integers(1, 3)),
        buffer_mode=draw(st.sampled_from(["share", "stack"])),
    )
    now = since + timedelta(seconds=draw(st.integers(-100_000, 20_000)))
    moments = st.integers(-7200, 3 * 86400).map(lambda n: since + timedelta(seconds=n))
    lengths = st.integers(0, 20_000).map(lambda n: timedelta(seconds=n))
    busy = [
        Busy(start, start + length, before, after)
        for start, length, before, after in draw(
            st.lists(st.tuples(moments, lengths, few, few), max_size=5)
        )
    ]
    plain = Terms(duration=terms.duration, step=terms.step)
    grid = oracle.slots(hours, plain, [], since=since, until=until, now=since)
    at_some = st.dictionaries(st.sampled_from(grid or [since]), st.integers(1, 3))
    sessions = draw(at_some) if grid else {}
    dates = st.integers(-1, 3).map(lambda n: base + timedelta(days=n))
    booked_on = draw(st.dictionaries(dates, st.integers(0, 3), max_size=3))
    span = {"since": since, "until": until, "now": now}
    return (hours, terms, busy), span | {"sessions": sessions, "booked_on": booked_on}


DAY = timedelta(days=1)


@settings(max_examples=1500)
@given(questions())
def test_the_engine_says_what_the_oracle_says(question):
    arguments, options = question

    assert slots_between(*arguments, **options) == oracle.slots(*arguments, **options)


@pytest.mark.parametrize("now", NOWS, ids=str)
@settings(max_examples=100)
@given(question=questions())
def test_so_it_does_on_the_days_before_the_clock_changes(question, now):
    arguments, options = question
    moved = now - options["since"]
    options = {**options, "now": now, "since": now, "until": options["until"] + moved}
    options["booked_on"] = {}
    options["sessions"] = {}

    assert slots_between(*arguments, **options) == oracle.slots(*arguments, **options)


def test_every_zone_on_every_day_its_clock_changes():
    terms = Terms(duration=30, step=30)
    rules = (
        *(WeeklyRule(day, 0, 330) for day in range(7)),
        *(WeeklyRule(day, 1200, 1560) for day in (3, 5, 6)),
    )
    days = Counter()
    for zone in ZONES:
        hours = Hours(zone, rules, {})
        for day in transitions(zone) or [FIRST]:
            since = datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
            span = {"since": since, "until": since + DAY * 1.5, "now": since}
            found = slots_between(hours, terms, [], **span)
            assert found == oracle.slots(hours, terms, [], **span), (zone, day)
            days[len(transitions(zone)) > 0] += 1
    assert days[True] > 500


@settings(max_examples=200)
@given(hours_of_a_week(), st.integers(0, 4 * 1440), st.integers(1, 1440))
def test_every_window_shows_the_same_instants(week, begin, length):
    base, hours = week
    terms = Terms(duration=50, step=35)
    since = datetime(base.year, base.month, base.day, tzinfo=UTC) - DAY * 2
    whole = slots_between(
        hours, terms, [], since=since, until=since + DAY * 6, now=since - DAY
    )
    part = {"since": since + timedelta(minutes=begin)}
    part["until"] = part["since"] + timedelta(minutes=length)

    assert slots_between(hours, terms, [], **part, now=since - DAY) == [
        start for start in whole if part["since"] <= start < part["until"]
    ]


@given(st.integers(0, 40 * 1440), st.sampled_from(["Asia/Kolkata", "Asia/Beirut"]))
@example(0, "America/Nuuk")
def test_hours_without_end_begin_anew_each_monday(begin, zone):
    hours = Hours(zone, ALL_WEEK, {date(2027, 3, 10): ()})
    terms = Terms(duration=50, step=50)
    first = datetime(2027, 3, 1, tzinfo=UTC)
    now = first - DAY
    whole = slots_between(
        hours, terms, [], since=first, until=first + DAY * 42, now=now
    )
    since = first + timedelta(minutes=begin)
    part = slots_between(hours, terms, [], since=since, until=since + DAY, now=now)
    mondays = {s.astimezone(ZoneInfo(zone)) for s in whole}

    assert part == [start for start in whole if since <= start < since + DAY]
    assert datetime(2027, 4, 5, tzinfo=ZoneInfo(zone)) in mondays


def test_hours_that_touch_are_one_stretch():
    hours = Hours("UTC", (WeeklyRule(0, 1320, 1560), WeeklyRule(1, 120, 180)), {})
    since = datetime(2027, 1, 18, tzinfo=UTC)

    assert open_intervals(hours, since, since + DAY * 2) == [
        (since + timedelta(hours=22), since + timedelta(hours=27))
    ]


@pytest.mark.parametrize(
    "rule", [(0, 0, 0), (0, 1440, 1500), (0, 10, 2881), (0, -5, 60), (7, 0, 60)]
)
def test_a_rule_that_makes_no_sense_is_refused(rule):
    with pytest.raises(ValueError, match="no "):
        Hours("UTC", (WeeklyRule(*rule),), {})


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd", "Europe/\x00"])
def test_a_zone_that_does_not_exist_is_refused(zone):
    with pytest.raises(ValueError, match="is no time zone"):
        Hours(zone, (), {})


def test_a_seat_in_a_meeting_that_counts_already_needs_no_room_in_the_day():
    hours = Hours("UTC", (WeeklyRule(0, 540, 720),), {})
    terms = Terms(duration=60, step=60, daily_limit=1, capacity=2)
    since = datetime(2027, 1, 18, tzinfo=UTC)
    nine = since + timedelta(hours=9)

    assert slots_between(
        hours,
        terms,
        [],
        since=since,
        until=since + DAY,
        now=since,
        sessions={nine: 1},
        booked_on={since.date(): 1},
    ) == [nine]
