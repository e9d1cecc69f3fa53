from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from meishi.lib.outbox import periodic
from meishi.lib.outbox.models import Job, Schedule
from meishi.lib.outbox.tasks import forget_finished_jobs
from meishi.lib.outbox.tests import sample
from meishi.lib.outbox.worker import run_waiting_jobs

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _one_hourly_task(monkeypatch):
    monkeypatch.setattr(periodic, "PERIODIC", {})
    periodic.periodic(every=timedelta(hours=1))(sample.tell_attempt)


def test_a_recurring_task_runs_at_first_sight_and_then_once_per_period():
    with time_machine.travel(NOON, tick=False) as clock:
        assert [periodic.enqueue_due(), periodic.enqueue_due()] == [1, 0]
        clock.shift(timedelta(minutes=59))
        assert periodic.enqueue_due() == 0
        clock.shift(timedelta(minutes=1))
        assert [periodic.enqueue_due(), periodic.enqueue_due()] == [1, 0]


def test_what_was_missed_in_a_long_sleep_runs_once():
    with time_machine.travel(NOON, tick=False) as clock:
        periodic.enqueue_due()
        clock.shift(timedelta(days=3))
        assert [periodic.enqueue_due(), periodic.enqueue_due()] == [1, 0]


def test_two_workers_that_saw_the_same_time_enqueue_once():
    with time_machine.travel(NOON, tick=False):
        Schedule.objects.create(task=sample.tell_attempt.module_path, next_at=NOON)
        task, every = periodic.PERIODIC[sample.tell_attempt.module_path]
        assert periodic._enqueue(task, every, NOON)
        assert not periodic._enqueue(task, every, NOON)
        assert Job.objects.count() == 1


def test_a_clock_put_back_by_a_day_stops_nothing():
    with time_machine.travel(NOON, tick=False) as clock:
        periodic.enqueue_due()
        clock.shift(timedelta(days=-1))
        assert [periodic.enqueue_due(), periodic.enqueue_due()] == [1, 0]


def test_finished_jobs_are_forgotten_after_days_and_waiting_ones_never():
    with time_machine.travel(NOON, tick=False) as clock:
        sample.greet.enqueue("Alice")
        run_waiting_jobs()
        clock.shift(timedelta(days=30))
        waiting = sample.greet.using(run_after=NOON).enqueue("Bob")
        forget_finished_jobs.call()
        assert [str(job.pk) for job in Job.objects.all()] == [waiting.id]
