"""Old answers go."""

from datetime import timedelta

from django.tasks import task

from meishi.lib import clock
from meishi.lib.idempotency.models import Answer
from meishi.lib.outbox.periodic import periodic

KEPT = timedelta(hours=48)


@periodic(every=timedelta(hours=1))
@task()
def forget_answers() -> None:
    """Delete what was answered more than 48 hours ago."""
    Answer.objects.filter(created_at__lt=clock.now() - KEPT).delete()
