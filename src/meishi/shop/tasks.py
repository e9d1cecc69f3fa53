"""What the clock asks of shops."""

from datetime import timedelta

from django.tasks import task

from meishi.lib.outbox.periodic import periodic
from meishi.shop.services.changing import expire_overdue_orders


@periodic(every=timedelta(minutes=1))
@task()
def end_forgotten_orders() -> None:
    """Give back the stock of orders that nobody looked at."""
    expire_overdue_orders()
