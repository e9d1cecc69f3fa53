"""Forgetting who did what."""

from datetime import timedelta

from django.tasks import task

from meishi.lib import clock
from meishi.lib.outbox.periodic import periodic
from meishi.lib.rates.models import Count


@periodic(every=timedelta(hours=1))
@task
def forget_counts() -> None:
    """Delete the counters of stretches that are over."""
    Count.objects.filter(ends_at__lt=clock.now()).delete()
