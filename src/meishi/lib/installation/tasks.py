"""What an installation tidies up."""

from datetime import timedelta

from django.core.management import call_command
from django.tasks import task

from meishi.lib.outbox.periodic import periodic


@periodic(every=timedelta(days=1))
@task
def forget_expired_sessions() -> None:
    """Delete sessions that nobody can use any more."""
    call_command("clearsessions")
