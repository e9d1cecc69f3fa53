"""What changes about workspaces. One transaction each."""

import secrets

from django.db import transaction
from django.http import HttpRequest

from meishi.workspaces.access import GUEST_KEY, hashed
from meishi.workspaces.models import Workspace


@transaction.atomic
def guest_workspace(request: HttpRequest) -> Workspace:
    """Return what this visitor builds in before signing up, made at first need."""
    key = request.session.get(GUEST_KEY)
    if key is None:
        key = request.session[GUEST_KEY] = secrets.token_urlsafe(32)
    workspace, _is_new = Workspace.objects.get_or_create(
        kind=Workspace.Kind.GUEST, guest_key_hash=hashed(key)
    )
    return workspace
