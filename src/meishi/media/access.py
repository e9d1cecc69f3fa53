"""May this person? What is not theirs is 404, as if it were not there."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from meishi.media.models import Asset
from meishi.workspaces.access import editable_workspaces, readable_workspaces
from meishi.workspaces.models import Workspace


def editable_workspace(request: HttpRequest, workspace_id: str) -> Workspace:
    """Return the workspace, if this visitor may add pictures to it."""
    return get_object_or_404(editable_workspaces(request), public_id=workspace_id)


def editable_asset(request: HttpRequest, asset_id: str) -> Asset:
    """Return the asset, if this visitor may change what is made of it."""
    theirs = editable_workspaces(request)
    return get_object_or_404(Asset, public_id=asset_id, workspace__in=theirs)


def readable_asset(request: HttpRequest, asset_id: str) -> Asset:
    """Return the asset, if this visitor may see it."""
    theirs = readable_workspaces(request)
    return get_object_or_404(Asset, public_id=asset_id, workspace__in=theirs)
