"""Tasks that recur, each once per period however many workers there are."""

from __future__ import annotations  # Task takes no [] when it runs

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.tasks import Task

from meishi.lib.clock import now
from meishi.lib.outbox.backend import enqueue_once
from meishi.lib.outbox.models import Schedule

PERIODIC: dict[str, tuple[Task[Any, Any], timedelta]] = {}


def periodic[T: Task[Any, Any]](*, every: timedelta) -> Callable[[T], T]:
    """Run the decorated task, which takes no arguments, once in each period."""

    def register(task: T) -> T:
        PERIODIC[task.module_path] = (task, every)
        return task

    return register


def enqueue_due() -> int:
    """Put what is due into the outbox and return how many that was."""
    _add_new()
    dues = dict(Schedule.objects.values_list("task", "next_at"))
    return sum(
        _enqueue(task, every, dues[name])
        for name, (task, every) in PERIODIC.items()
        if _is_due(dues[name], every)
    )


def _add_new() -> None:
    known = set(Schedule.objects.values_list("task", flat=True))
    new = [Schedule(task=n, next_at=now()) for n in PERIODIC if n not in known]
    if new:
        Schedule.objects.bulk_create(new, ignore_conflicts=True)


def _is_due(next_at: datetime, every: timedelta) -> bool:
    # Further away than a period: the clock was put back. Do not wait for it.
    return next_at <= now() or next_at > now() + every * 2


def _enqueue(task: Task[Any, Any], every: timedelta, seen: datetime) -> bool:
    """Enqueue, if no other worker moved the time on since we saw it."""
    passed = (now() - seen) // every
    following = seen + every * (passed + 1) if seen <= now() else now() + every
    with transaction.atomic():
        mine = Schedule.objects.filter(task=task.module_path, next_at=seen)
        if not mine.update(next_at=following):
            return False
        enqueue_once(f"{task.module_path} {seen.isoformat()}", task)
    return True
