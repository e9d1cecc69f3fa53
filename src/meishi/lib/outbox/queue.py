"""Putting jobs in, taking them out, and saying how they went."""

import random
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from meishi.lib.clock import now
from meishi.lib.outbox.models import Job

MAX_ATTEMPTS = 30  # with the waits below: given up after about a day
LONGEST_WAIT = timedelta(hours=1)
MAX_ERROR = 4000  # characters


def add(
    task: str,
    payload: dict[str, Any],
    *,
    key: str | None = None,
    due_at: datetime | None = None,
    priority: int = 0,
    queue: str = "default",
) -> Job:
    """Write a job within the caller's transaction and return it.

    `key` makes it unique: the same key again returns the job that is there.
    """
    this_instant = now()
    values = {
        "task": task,
        "payload": payload,
        "due_at": due_at or this_instant,
        "priority": priority,
        "queue": queue,
        "created_at": this_instant,
    }
    if key is None:
        return Job.objects.create(**values)
    return Job.objects.get_or_create(key=key, defaults=values)[0]


def waiting_jobs() -> QuerySet[Job]:
    """Return the jobs that may be taken now, the most urgent first."""
    this_instant = now()
    due = Q(state=Job.State.READY, due_at__lte=this_instant)
    abandoned = Q(state=Job.State.RUNNING, lease_until__lte=this_instant)
    return Job.objects.filter(due | abandoned).order_by("-priority", "due_at", "pk")


def claim(owner: str, lease: timedelta) -> Job | None:
    """Take the most urgent job for `owner`, or return None if there is none."""
    # Looking first costs no lock; an idle worker then never keeps a writer waiting.
    if not waiting_jobs().exists():
        return None
    with transaction.atomic():
        job = waiting_jobs().select_for_update(skip_locked=True).first()
        if job is None:
            return None
        job.state = Job.State.RUNNING
        job.owner = owner
        job.attempts += 1
        job.started_at = now()
        job.lease_until = job.started_at + lease
        job.save(
            update_fields=["state", "owner", "attempts", "started_at", "lease_until"]
        )
    return job


def renew(owner: str, jobs: list[int], lease: timedelta) -> None:
    """Keep `jobs` for `owner` for another `lease`."""
    _held(owner).filter(pk__in=jobs).update(lease_until=now() + lease)


def finish(job: Job, owner: str, result: Any = None) -> bool:
    """Note that the job is done. Return False if `owner` no longer holds it."""
    return _end(job, owner, state=Job.State.DONE, result=result, error="")


def fail(job: Job, owner: str, error: str) -> bool:
    """Note that the job failed; it is tried again later, or given up."""
    error = error[-MAX_ERROR:]
    if job.attempts >= MAX_ATTEMPTS:
        return _end(job, owner, state=Job.State.DEAD, error=error)
    due_at = now() + wait_before(job.attempts)
    return bool(
        _held(owner)
        .filter(pk=job.pk)
        .update(
            state=Job.State.READY,
            due_at=due_at,
            lease_until=None,
            owner="",
            error=error,
        )
    )


def withdraw(pk: int) -> bool:
    """Note that a job is done already. Return False where somebody has taken it."""
    waiting = Job.objects.filter(pk=pk, state=Job.State.READY)
    return bool(waiting.update(state=Job.State.DONE, finished_at=now(), error=""))


def give_back(owner: str) -> None:
    """Let others have what `owner` holds and will not finish."""
    _held(owner).update(state=Job.State.READY, owner="", lease_until=None)


def wait_before(attempt: int) -> timedelta:
    """Return how long to wait after that many failures: doubled, and jittered so
    that what failed together does not come back together."""
    seconds = min(2.0**attempt, LONGEST_WAIT.total_seconds())
    return timedelta(seconds=seconds * random.uniform(0.5, 1.0))  # noqa: S311 (no secret)


def _held(owner: str) -> QuerySet[Job]:
    return Job.objects.filter(owner=owner, state=Job.State.RUNNING)


def _end(job: Job, owner: str, **values: Any) -> bool:
    ended = {"finished_at": now(), "lease_until": None, **values}
    return bool(_held(owner).filter(pk=job.pk).update(**ended))
