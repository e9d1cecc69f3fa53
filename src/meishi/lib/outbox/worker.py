"""The worker: takes jobs from the outbox and runs them until it is told to stop."""

import logging
import os
import resource
import signal
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from secrets import token_hex
from traceback import format_exception
from typing import Any

from django.db import close_old_connections, connection, connections
from django.db.utils import DatabaseError, InterfaceError
from django.tasks import TaskContext
from django.utils.json import normalize_json
from django.utils.module_loading import autodiscover_modules

from meishi.lib.clock import now
from meishi.lib.outbox import progress, queue
from meishi.lib.outbox.backend import result_of, task_of
from meishi.lib.outbox.models import Job, Worker
from meishi.lib.outbox.periodic import enqueue_due

IDLE = 0.25  # seconds between looks into an empty outbox
DATABASE_GONE = 2.0  # seconds before a database that failed is asked again
STATM = Path("/proc/self/statm")
LONG_WAIT = 10.0  # seconds after which a connection may have been cut
STUCK = 70  # exit status that says: a job got on no more

logger = logging.getLogger(__name__)


@dataclass
class WorkerProcess:
    """One process that runs jobs on some threads until `stop` is set."""

    threads: int = 2
    lease: timedelta = timedelta(seconds=30)
    time_limit: timedelta = timedelta(minutes=10)
    max_rss: int = 768 * 1024 * 1024
    name: str = field(
        default_factory=lambda: (
            f"{socket.gethostname()[:60]}-{os.getpid()}-{token_hex(3)}"
        )
    )
    stop: threading.Event = field(default_factory=threading.Event)
    running: set[int] = field(default_factory=set)

    def run(self) -> None:
        """Run jobs until told to stop; those that were begun are finished."""
        autodiscover_modules("tasks")
        runners = [
            threading.Thread(target=self._work, name=f"job-{number}", daemon=True)
            for number in range(self.threads)
        ]
        for runner in runners:
            runner.start()
        self._watch()
        for runner in runners:
            runner.join(timeout=self.lease.total_seconds())
        _patiently(self._leave)

    def stop_on_signals(self) -> None:
        """Stop gracefully on SIGTERM and SIGINT."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stop.set())

    def _work(self) -> None:
        while not self.stop.is_set():
            if not _patiently(self._work_once):
                self.stop.wait(IDLE)
        connections.close_all()

    def _work_once(self) -> bool:
        job = queue.claim(self.name, self.lease)
        if job is None:
            return False
        self.running.add(job.pk)
        progress.begin()
        try:
            run_job(job, self.name)
        finally:
            progress.end()
            self.running.discard(job.pk)
        return True

    def _watch(self) -> None:
        """Say that we live, keep our leases, and see what is due."""
        interval = self.lease.total_seconds() / 3
        next_sign = 0.0
        started_at = now()
        while not self.stop.is_set():
            if time.monotonic() >= next_sign:
                _patiently(lambda: self._live(started_at))
                next_sign = time.monotonic() + interval
            _patiently(enqueue_due)
            self._mind_limits()
            self.stop.wait(min(interval, 1.0))
        while self.running and time.monotonic() < next_sign + interval * 2:
            time.sleep(IDLE)

    def _live(self, started_at: Any) -> bool:
        Worker.objects.update_or_create(
            name=self.name, defaults={"seen_at": now(), "started_at": started_at}
        )
        if self.running:
            queue.renew(self.name, list(self.running), self.lease)
        return True

    def _mind_limits(self) -> None:
        if progress.longest_silence() > self.time_limit.total_seconds():
            # A thread cannot be stopped; the process can, and is started again.
            logger.error(
                "A job got on no more for %s; starting afresh", self.time_limit
            )
            os._exit(STUCK)
        if resident() > self.max_rss:
            logger.warning("The worker grew large; starting afresh")
            self.stop.set()

    def _leave(self) -> bool:
        queue.give_back(self.name)
        Worker.objects.filter(name=self.name).delete()
        connections.close_all()
        return True


def resident() -> int:
    """Return the bytes of memory that this process holds, or, where the system does
    not tell, the most that it ever held."""
    try:
        pages = int(STATM.read_text().split()[1])
    except OSError:
        # Not the first choice: it outlives `exec`, so that the small child of a large
        # parent would seem large.
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return pages * resource.getpagesize()


def run_job(job: Job, owner: str) -> bool:
    """Run a claimed job and note how it went. Return whether it succeeded."""
    begun = time.monotonic()
    try:
        result = _call(job)
    except Exception as error:  # noqa: BLE001 (whatever a task raises is noted)
        logger.warning(
            "Job failed",
            extra={"job": job.pk, "task": job.task, "error": type(error).__name__},
        )
        _reconnect_after(begun)
        queue.fail(job, owner, "".join(format_exception(error)))
        return False
    _reconnect_after(begun)
    return queue.finish(job, owner, result)


def run_waiting_jobs(limit: int = 1000) -> int:
    """Run what waits, here and now, and return how many jobs that was."""
    owner = f"here-{token_hex(4)}"
    for done in range(limit):
        job = queue.claim(owner, timedelta(minutes=1))
        if job is None:
            return done
        run_job(job, owner)
    return limit


def _call(job: Job) -> Any:
    task = task_of(job)
    arguments = (job.payload["args"], job.payload["kwargs"])
    if not task.takes_context:
        return normalize_json(task.call(*arguments[0], **arguments[1]))
    context: TaskContext[Any, Any] = TaskContext(task_result=result_of(job, task))
    return normalize_json(task.call(context, *arguments[0], **arguments[1]))


def _reconnect_after(begun: float) -> None:
    """Close a connection that idled while a task waited; it may be dead."""
    if time.monotonic() - begun > LONG_WAIT and not connection.in_atomic_block:
        close_old_connections()


def _patiently(step: Callable[[], Any]) -> Any:
    """Take the step; when the database is gone, wait and connect anew."""
    try:
        return step()
    except (DatabaseError, InterfaceError) as error:
        logger.warning("The database failed: %s", type(error).__name__)
        connections.close_all()
        time.sleep(DATABASE_GONE)
        return False
