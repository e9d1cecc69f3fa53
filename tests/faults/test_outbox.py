"""Jobs outlive the workers that run them."""

import random
import signal
import time

from meishi.lib.outbox.worker import STUCK
from tests.faults.conftest import eventually

JOBS = 1000
KILLS = 8
PATIENCE = 120  # seconds; workers that are killed must start again beside all else
WORKER = """
from datetime import timedelta
from meishi.lib.outbox.worker import WorkerProcess
worker = WorkerProcess(threads=2, lease=timedelta(seconds=1))
worker.stop_on_signals()
worker.run()
"""
HASTY_WORKER = WORKER.replace("lease=", "time_limit=timedelta(seconds=2), lease=")
PATIENT_WORKER = WORKER.replace("seconds=1", "seconds=3")
ENQUEUE = """
from django.db import transaction
from meishi.lib.outbox.tests import sample
with transaction.atomic():
    for number in range({count}):
        sample.{task}.enqueue({arguments})
"""
MINE = "FROM outbox_job WHERE task LIKE '%sample%'"


def test_no_job_is_lost_when_workers_are_killed_and_targets_fail(site, tmp_path):
    marks = tmp_path / "marks"
    marks.touch()
    enqueue(site, JOBS, "leave_mark", f"{str(marks)!r}, number")
    workers = [site.python(WORKER, wait=False) for _ in range(2)]
    for _ in range(KILLS):
        time.sleep(random.uniform(0.3, 0.7))
        victim = workers.pop(0)
        victim.kill()
        workers.append(site.python(WORKER, wait=False))
    assert eventually(lambda: all_done(site), PATIENCE)
    done = [line.split() for line in marks.read_text().splitlines()]
    assert {number for number, _ in done} == {str(number) for number in range(JOBS)}
    assert len({(number, job) for number, job in done}) == JOBS  # twice: the same id
    assert len(done) <= JOBS * 1.05


def test_a_worker_that_is_told_to_stop_finishes_what_it_began(site):
    enqueue(site, 1, "sleep", "0.5")
    worker = site.python(WORKER, wait=False)
    assert eventually(lambda: states(site) == {"running"})
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=10) == 0
    assert all_done(site)
    assert site.rows("SELECT count(*) FROM outbox_worker") == [(0,)]


def test_a_job_that_runs_longer_than_its_lease_keeps_it(site):
    enqueue(site, 1, "sleep", "4")
    enqueue(site, 1, "greet", "'Alice'")
    for _ in range(2):
        site.python(PATIENT_WORKER, wait=False)
    assert eventually(lambda: all_done(site))
    assert site.rows(f"SELECT attempts {MINE}") == [(1,), (1,)]


def test_a_job_that_gets_on_outlasts_the_limit_and_one_that_is_stuck_does_not(site):
    enqueue(site, 1, "get_on", "25")
    worker = site.python(HASTY_WORKER, wait=False)
    assert eventually(lambda: all_done(site), seconds=PATIENCE)
    assert site.rows(f"SELECT attempts {MINE}") == [(1,)]
    enqueue(site, 1, "sleep", "60")
    assert worker.wait(timeout=PATIENCE) == STUCK


def enqueue(site, count, task, arguments):
    site.python(ENQUEUE.format(count=count, task=task, arguments=arguments))


def states(site):
    return {state for (state,) in site.rows(f"SELECT DISTINCT state {MINE}")}


def all_done(site):
    return states(site) == {"done"}
