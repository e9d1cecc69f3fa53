"""What the outbox does with itself."""

from datetime import timedelta

from django.tasks import task

from meishi.lib.clock import now
from meishi.lib.outbox.models import Job, Worker
from meishi.lib.outbox.periodic import periodic

KEPT_DONE = timedelta(days=3)
KEPT_DEAD = timedelta(days=90)
BATCH = 500  # rows in one transaction, so that nobody waits long for the lock


@periodic(every=timedelta(hours=1))
@task
def forget_finished_jobs() -> None:
    """Delete the jobs that ended long ago, and workers that are gone."""
    _delete(Job.State.DONE, KEPT_DONE)
    _delete(Job.State.DEAD, KEPT_DEAD)
    Worker.objects.filter(seen_at__lt=now() - timedelta(days=1)).delete()


def _delete(state: str, age: timedelta) -> None:
    old = Job.objects.filter(state=state, finished_at__lt=now() - age)
    while ids := list(old.values_list("pk", flat=True)[:BATCH]):
        Job.objects.filter(pk__in=ids).delete()
