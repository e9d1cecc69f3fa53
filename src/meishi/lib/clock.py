"""What time it is. The one place that asks, so that tests can hold it still."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """Return this instant in UTC."""
    return timezone.now()
