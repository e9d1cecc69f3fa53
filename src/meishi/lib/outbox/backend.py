"""The outbox behind Django's tasks: `send_it.enqueue(card_id)`."""

from __future__ import annotations  # Task takes no [] when it runs

from typing import Any

from django.db import transaction
from django.tasks import Task, TaskResult, TaskResultStatus
from django.tasks.backends.base import BaseTaskBackend
from django.tasks.base import TaskError
from django.tasks.exceptions import TaskResultDoesNotExist
from django.tasks.signals import task_enqueued
from django.utils.json import normalize_json
from django.utils.module_loading import import_string

from meishi.lib.outbox import queue
from meishi.lib.outbox.models import Job

STATUS = {
    Job.State.READY: TaskResultStatus.READY,
    Job.State.RUNNING: TaskResultStatus.RUNNING,
    Job.State.DONE: TaskResultStatus.SUCCESSFUL,
    Job.State.DEAD: TaskResultStatus.FAILED,
}


class OutboxBackend(BaseTaskBackend):
    """Writes tasks as jobs, in the transaction that is open."""

    supports_defer = True
    supports_async_task = True
    supports_get_result = True
    supports_priority = True

    def enqueue(
        self, task: Task[Any, Any], args: list[Any], kwargs: dict[str, Any]
    ) -> TaskResult[Any, Any]:
        """Write the task as a job and return what is known of it."""
        return self.enqueue_once(None, task, args, kwargs)

    def enqueue_once(
        self,
        key: str | None,
        task: Task[Any, Any],
        args: list[Any],
        kwargs: dict[str, Any],
    ) -> TaskResult[Any, Any]:
        """Do the same, unless there is a job with that key already."""
        self.validate_task(task)
        with transaction.atomic():
            job = queue.add(
                task.module_path,
                {"args": normalize_json(list(args)), "kwargs": normalize_json(kwargs)},
                key=key,
                due_at=task.run_after,
                priority=task.priority,
                queue=task.queue_name,
            )
        result = result_of(job, task)
        task_enqueued.send(type(self), task_result=result)
        return result

    def get_result(self, result_id: str) -> TaskResult[Any, Any]:
        """Return what is known of the job with that id."""
        try:
            job = Job.objects.get(pk=int(result_id))
        except (Job.DoesNotExist, ValueError) as error:
            raise TaskResultDoesNotExist(result_id) from error
        return result_of(job, task_of(job))


def enqueue_once(
    key: str, task: Task[Any, Any], *args: Any, **kwargs: Any
) -> TaskResult[Any, Any]:
    """Enqueue the task unless a job with that `key` is already in the outbox."""
    backend = task.get_backend()
    if not isinstance(backend, OutboxBackend):
        return task.enqueue(*args, **kwargs)
    return backend.enqueue_once(key, task, list(args), kwargs)


def task_of(job: Job) -> Task[Any, Any]:
    """Return the task that the job runs. Raises ImportError if it is gone."""
    task: Task[Any, Any] = import_string(job.task)
    return task


def result_of(job: Job, task: Task[Any, Any]) -> TaskResult[Any, Any]:
    """Return the job in Django's words."""
    result: TaskResult[Any, Any] = TaskResult(
        task=task,
        id=str(job.pk),
        status=STATUS[Job.State(job.state)],
        enqueued_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.started_at,
        args=job.payload["args"],
        kwargs=job.payload["kwargs"],
        backend=task.backend,
        errors=_errors(job),
        worker_ids=[job.owner] * job.attempts,
    )
    object.__setattr__(result, "_return_value", job.result)
    return result


def _errors(job: Job) -> list[TaskError]:
    if not job.error:
        return []
    return [TaskError(exception_class_path="builtins.Exception", traceback=job.error)]
