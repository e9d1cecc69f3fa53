"""The slot engine as the specification says it, minute by minute, however slow.

It shares nothing with `rules.slots` but the types that go in.
"""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def is_open(hours, zone, minute):
    """Whether the wall clock at that minute lies in a rule of its date, or in the
    spill-over of the day before."""
    wall = minute.astimezone(zone)
    at = wall.hour * 60 + wall.minute
    today, yesterday = wall.date(), wall.date() - DAY
    if any(start <= at < end for start, end in rules_of(hours, today)):
        return True
    if today in hours.overrides:
        return False
    return any(start <= at + 1440 < end for start, end in rules_of(hours, yesterday))


def rules_of(hours, on):
    if on in hours.overrides:
        return hours.overrides[on]
    return [(r.start_min, r.end_min) for r in hours.weekly if r.weekday == on.weekday()]


def runs(hours, since, until):
    """Yield each open stretch that reaches into the range, with its true ends."""
    zone = ZoneInfo(hours.zone)
    minute = since.astimezone(UTC).replace(second=0, microsecond=0)
    while is_open(hours, zone, minute - MINUTE):
        minute -= MINUTE
    while minute < until:
        if not is_open(hours, zone, minute):
            minute += MINUTE
            continue
        start = minute
        while is_open(hours, zone, minute):
            minute += MINUTE
        yield start, minute


def slots(hours, terms, busy, *, since, until, now, sessions=None, booked_on=None):
    """Return the free starts; the arguments are those of `slots_between`."""
    sessions, booked_on = sessions or {}, booked_on or {}
    zone = ZoneInfo(hours.zone)
    found = []
    for start, end in runs(hours, since, until):
        at = start
        while at + MINUTE * terms.duration <= end:
            if since <= at < until and is_free(
                terms, busy, sessions, booked_on, zone, now, at
            ):
                found.append(at)
            at += MINUTE * terms.step
    return found


def is_free(terms, busy, sessions, booked_on, zone, now, at):
    if (at - now) < MINUTE * terms.notice:
        return False
    on, today = at.astimezone(zone).date(), now.astimezone(zone).date()
    if terms.horizon_days is not None and (on - today).days > terms.horizon_days:
        return False
    if terms.first_on and on < terms.first_on:
        return False
    if terms.last_on and on > terms.last_on:
        return False
    if sessions.get(at, 0) >= terms.capacity and at in sessions:
        return False
    limit = terms.daily_limit
    if at not in sessions and limit is not None and booked_on.get(on, 0) >= limit:
        return False
    end = at + MINUTE * terms.duration
    meetings = [(b.start, b.end, b.before, b.after) for b in busy] + [
        (s, s + MINUTE * terms.duration, terms.before, terms.after)
        for s in sessions
        if s != at
    ]
    return all(is_apart(terms, at, end, *meeting) for meeting in meetings)


def is_apart(terms, at, end, start, stop, before, after):
    """Whether the meeting from at to end keeps its distance from another."""
    join = sum if terms.buffer_mode == "stack" else max
    if at >= stop:
        return at - stop >= MINUTE * join((terms.before, after))
    if end <= start:
        return start - end >= MINUTE * join((terms.after, before))
    return False
