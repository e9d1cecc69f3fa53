"""What the clock asks of cards."""

from datetime import timedelta
from importlib.metadata import version

from django.conf import settings
from django.db import transaction
from django.tasks import task

from meishi.cards.services import compile_all, delete_workspace
from meishi.lib import bundles, clock
from meishi.lib.outbox.periodic import periodic
from meishi.workspaces.services import (
    expired_guest_workspaces,
    still_guest_workspace,
)


@periodic(every=timedelta(minutes=1))
@task()
def keep_bundles_current() -> None:
    """Compile everything anew where the address or the version has changed.

    Bundles hold absolute addresses and this version's page; with the folder of
    bundles lost, its marker is lost too, and all of them come back.
    """
    wanted = f"{settings.SITE_URL} {version('meishi')}"
    if bundles.compiled_for() == wanted:
        return
    for _card in compile_all():
        pass
    bundles.set_compiled_for(wanted)


@periodic(every=timedelta(hours=6))
@task()
def forget_guests() -> None:
    """Delete what guests built and did not come back for within 30 days."""
    for found in expired_guest_workspaces(clock.now()):
        with transaction.atomic():
            if workspace := still_guest_workspace(found.pk):
                delete_workspace(workspace)
