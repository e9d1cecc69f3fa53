"""What the clock asks of the counts."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.tasks import task

from meishi.insights.services import count_spools
from meishi.lib.outbox.periodic import periodic


@periodic(every=timedelta(seconds=10))
@task()
def count_hits() -> None:
    """Count what the edges of this machine have spooled."""
    count_spools(Path(settings.DATA_DIR) / "spool")
