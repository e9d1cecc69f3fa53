"""Jobs, when the recurring ones are due, and the workers that run them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """Something to be done outside of the request that caused it.

    Written in the transaction of its cause. A worker takes it by writing itself as
    `owner` with a lease; when the lease ends before the job does, another may take
    it. So a job runs at least once, and its id tells what it does to whom that
    it is the same.
    """

    class State(models.TextChoices):
        READY = "ready", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        DEAD = "dead", _("Given up")

    key = models.CharField(max_length=200, null=True, blank=True, unique=True)
    task = models.CharField(max_length=200)
    payload = models.JSONField()
    queue = models.CharField(max_length=50, default="default")
    priority = models.SmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.READY)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    owner = models.CharField(max_length=100, blank=True)
    result = models.JSONField(null=True, blank=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                name="jobs_to_do",
                fields=["state", "due_at"],
                condition=Q(state__in=["ready", "running"]),
            ),
            models.Index(
                name="jobs_finished",
                fields=["finished_at"],
                condition=Q(finished_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.pk}"


class Schedule(models.Model):
    """When a recurring task is next due."""

    task = models.CharField(max_length=200, primary_key=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.task


class Worker(models.Model):
    """A worker process, by the last sign of its life."""

    name = models.CharField(max_length=100, primary_key=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
