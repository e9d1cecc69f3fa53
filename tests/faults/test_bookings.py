"""Two people never get the same time, whoever is killed meanwhile."""

import subprocess
import sys
from collections import Counter
from datetime import datetime
from itertools import pairwise

PROCESSES = 8
ATTEMPTS = 250  # by each
PATIENCE = 240  # seconds; the machine may be busy
SET_UP = """
from meishi.accounts.models import User
from meishi.appointments.models import Schedule, Service
from meishi.appointments.services.setup import create_service
from meishi.cards.document import CardDocument, Identity
from meishi.cards.services import create_card, publish_card, want_handle
from meishi.workspaces.services import personal_workspace
alice = User.objects.create_user("alice@example.com", "correct horse battery")
document = CardDocument(identity=Identity(given="Alice", family="Arai"))
card = create_card(personal_workspace(alice), document=document, by=alice)
want_handle(card, "alice")
publish_card(card, by=alice)
terms = dict(step=15, notice=0, reminders=[])
for name, more in (
    ("Alone", dict(duration=60, after=10)),
    ("Together", dict(duration=30, capacity=3)),
):
    service = create_service(card, name=name, by=alice)
    Service.objects.filter(pk=service.pk).update(**terms, **more)
Schedule.objects.update(weekly=[[day, 0, 1440] for day in range(7)])
"""
MEETINGS = """
SELECT s.id, s.resource_id, s.start_at, s.end_at, s.before, s.after, count(b.id)
FROM appointments_session AS s LEFT JOIN appointments_booking AS b ON b.session_id = s.id
GROUP BY s.id ORDER BY s.start_at
"""
BOOKINGS = "SELECT name, state, start_at FROM appointments_booking"


def test_eight_processes_that_are_killed_book_each_time_once(site, tmp_path):
    site.python(SET_UP)
    logs = tmp_path / "acknowledged"
    logs.mkdir()
    kills = book_while_killed(site, logs)
    lines = [line for log in logs.iterdir() for line in log.read_text().splitlines()]
    assert kills >= 3
    assert len(lines) == PROCESSES * ATTEMPTS
    assert [line for line in lines if line.startswith("error")] == []
    assert_nothing_overlaps(site)
    assert_all_that_was_told_is_true(site, lines)


def book_while_killed(site, logs):
    """Let the crowd book to its end; return how many of it were killed."""
    crowd = [sys.executable, "-m", "tests.faults.booker"]
    arguments = [str(logs), str(PROCESSES), str(ATTEMPTS)]
    printed = subprocess.run(
        [*crowd, *arguments],
        env=site.environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    return int(printed.stdout)


def assert_nothing_overlaps(site):
    meetings = site.rows(MEETINGS)
    assert len(meetings) > 20
    assert all(1 <= seats <= 3 for *_, seats in meetings)
    for earlier, later in pairwise(meetings):
        (*_, end, _, after, _), (_, _, start, _, before, *_) = earlier, later
        gap = (instant(start) - instant(end)).total_seconds() / 60
        assert gap >= max(before, after)


def assert_all_that_was_told_is_true(site, lines):
    stored = {name: (state, instant(at)) for name, state, at in site.rows(BOOKINGS)}
    told = Counter(line.split()[0] for line in lines)
    assert told["booked"] > 20
    assert told["cancelled"] > 5
    for line in lines:
        what, key, *at = line.split()
        if what == "booked":
            assert stored.pop(key) == ("confirmed", instant(at[0]))
        elif what == "cancelled":
            assert stored.pop(key)[0] == "cancelled"
    assert stored == {}  # and nothing that nobody was told of


def instant(value):
    value = datetime.fromisoformat(value) if isinstance(value, str) else value
    return value.replace(tzinfo=None)
