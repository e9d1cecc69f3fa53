"""What changes about workspaces. One transaction each."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.http import HttpRequest

from meishi.accounts.models import User
from meishi.workspaces.access import GUEST_KEY, hashed
from meishi.workspaces.models import Member, Workspace

GUESTS_STAY = timedelta(days=30)


@transaction.atomic
def personal_workspace(user: User) -> Workspace:
    """Return the workspace of that person alone, made at first need."""
    User.objects.select_for_update().get(pk=user.pk)
    own = Workspace.objects.filter(
        kind=Workspace.Kind.PERSONAL,
        members__user=user,
        members__role=Member.Role.OWNER,
    ).order_by("pk")
    return own.first() or _owned_by(user, Workspace.objects.create())


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


@transaction.atomic
def adopt_guest_workspace(request: HttpRequest, user: User) -> None:
    """Give the person who signed in what they built as a guest.

    The workspace itself becomes theirs, so that nothing inside it has to change.
    """
    key = request.session.pop(GUEST_KEY, None)
    if key is None:
        return
    guests = Workspace.objects.select_for_update().filter(
        kind=Workspace.Kind.GUEST, guest_key_hash=hashed(key)
    )
    for workspace in guests:
        workspace.kind = Workspace.Kind.PERSONAL
        workspace.guest_key_hash = ""
        workspace.save(update_fields=["kind", "guest_key_hash"])
        _owned_by(user, workspace)


@transaction.atomic
def adopt_ownerless_workspaces(request: HttpRequest, user: User) -> None:
    """Give an administrator what `meishi card new` made before there was one."""
    if not user.is_superuser:
        return
    for workspace in Workspace.objects.exclude(kind=Workspace.Kind.GUEST).filter(
        members=None
    ):
        _owned_by(user, workspace)


def expired_guest_workspaces(now: datetime) -> list[Workspace]:
    """Return the workspaces of guests who have not come back."""
    return list(
        Workspace.objects.filter(
            kind=Workspace.Kind.GUEST, created_at__lt=now - GUESTS_STAY
        )[:1000]
    )


def still_guest_workspace(pk: int) -> Workspace | None:
    """Return the workspace, locked until the transaction ends, if it is a guest's.

    None where the guest has signed up meanwhile: it is a person's own now.
    """
    guests = Workspace.objects.select_for_update().filter(kind=Workspace.Kind.GUEST)
    return guests.filter(pk=pk).first()


def _owned_by(user: User, workspace: Workspace) -> Workspace:
    Member.objects.create(workspace=workspace, user=user, role=Member.Role.OWNER)
    return workspace
