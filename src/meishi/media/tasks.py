"""What media does with itself."""

from datetime import timedelta

from django.tasks import task

from meishi.lib.outbox.periodic import periodic
from meishi.media.models import Asset
from meishi.media.services import delete_orphaned_files, delete_unused_assets
from meishi.workspaces.models import Workspace


@periodic(every=timedelta(days=1))
@task()
def forget_unused_assets() -> None:
    """Delete the assets that no card uses any more, workspace by workspace."""
    owners = Asset.objects.order_by().values_list("workspace_id", flat=True).distinct()
    for pk in list(owners):
        delete_unused_assets(Workspace.objects.get(pk=pk))


@periodic(every=timedelta(days=7))
@task()
def forget_orphaned_files() -> None:
    """Delete files that no row names any more."""
    delete_orphaned_files()
