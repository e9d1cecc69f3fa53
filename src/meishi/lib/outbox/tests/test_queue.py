from datetime import timedelta

import pytest
from django.db import transaction
from django.tasks import TaskResultStatus

from meishi.lib.clock import now
from meishi.lib.outbox import queue
from meishi.lib.outbox.backend import enqueue_once
from meishi.lib.outbox.models import Job
from meishi.lib.outbox.tests import sample
from meishi.lib.outbox.worker import run_waiting_jobs

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _nobody_greeted():
    sample.GREETED.clear()


def test_what_is_enqueued_runs_once_with_its_arguments():
    result = sample.greet.enqueue("Alice", loudly=True)
    assert run_waiting_jobs() == 1
    assert run_waiting_jobs() == 0
    assert sample.GREETED == [("Alice", True)]
    result.refresh()
    assert result.return_value == "Hello Alice"


def test_a_job_is_gone_when_its_cause_is_rolled_back():
    with transaction.atomic():
        sample.greet.enqueue("Alice")
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_a_job_waits_until_it_is_due():
    sample.greet.using(run_after=now() + MINUTE).enqueue("Bob")
    assert run_waiting_jobs() == 0


def test_the_most_urgent_job_runs_first():
    sample.greet.enqueue("Alice")
    sample.greet.using(priority=5).enqueue("Bob")
    run_waiting_jobs()
    assert sample.GREETED == [("Bob", False), ("Alice", False)]


def test_the_same_key_is_enqueued_once():
    first = enqueue_once("welcome-alice", sample.greet, "Alice")
    again = enqueue_once("welcome-alice", sample.greet, "Alice")
    assert first.id == again.id
    assert run_waiting_jobs() == 1


def test_a_failed_job_is_tried_again_later_and_keeps_its_error():
    result = sample.stumble.enqueue()
    run_waiting_jobs()
    job = Job.objects.get(pk=result.id)
    assert (job.state, job.attempts, job.owner) == (Job.State.READY, 1, "")
    assert now() < job.due_at <= now() + timedelta(seconds=2)
    assert "over a stone" in job.error


def test_a_job_that_fails_too_often_is_given_up():
    result = sample.stumble.enqueue()
    Job.objects.update(attempts=queue.MAX_ATTEMPTS - 1)
    run_waiting_jobs()
    result.refresh()
    assert result.status == TaskResultStatus.FAILED
    assert run_waiting_jobs() == 0


def test_waits_grow_to_an_hour_and_differ():
    waits = [queue.wait_before(attempt) for attempt in range(1, 40)]
    assert waits[0] <= timedelta(seconds=2)
    assert timedelta(minutes=30) <= waits[-1] <= timedelta(hours=1)
    assert len(set(waits)) == len(waits)


def test_a_task_knows_its_attempt():
    result = sample.tell_attempt.enqueue()
    Job.objects.update(attempts=2)
    run_waiting_jobs()
    result.refresh()
    assert result.return_value == 3


def test_what_one_worker_holds_another_cannot_take():
    sample.greet.enqueue("Alice")
    assert queue.claim("first", MINUTE) is not None
    assert queue.claim("second", MINUTE) is None


def test_when_a_lease_ends_another_worker_takes_the_job():
    sample.greet.enqueue("Alice")
    lost = queue.claim("dead", -MINUTE)
    assert queue.claim("second", MINUTE) == lost


def test_who_lost_the_lease_cannot_finish_the_job():
    sample.greet.enqueue("Alice")
    lost = queue.claim("slow", -MINUTE)
    taken = queue.claim("second", MINUTE)
    assert not queue.finish(lost, "slow")
    assert queue.finish(taken, "second")


def test_a_renewed_lease_holds():
    sample.greet.enqueue("Alice")
    job = queue.claim("first", -MINUTE)
    queue.renew("first", [job.pk], MINUTE)
    assert queue.claim("second", MINUTE) is None


def test_what_a_leaving_worker_gives_back_is_taken_at_once():
    sample.greet.enqueue("Alice")
    job = queue.claim("first", MINUTE)
    queue.give_back("first")
    assert queue.claim("second", MINUTE) == job


def test_a_job_whose_task_is_gone_is_kept():
    job = queue.add("meishi.gone.task", {"args": [], "kwargs": {}})
    run_waiting_jobs()
    job.refresh_from_db()
    assert job.state == Job.State.READY
    assert "No module named" in job.error


def test_a_job_that_was_done_already_is_taken_back():
    result = sample.greet.enqueue("Alice")
    assert queue.withdraw(int(result.id))
    assert run_waiting_jobs() == 0
    assert sample.GREETED == []


def test_a_job_that_a_worker_has_is_not_taken_back():
    result = sample.greet.enqueue("Alice")
    queue.claim("worker", MINUTE)
    assert not queue.withdraw(int(result.id))
    result.refresh()
    assert result.status == TaskResultStatus.RUNNING
