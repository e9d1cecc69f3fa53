"""May this person? What is not theirs is 404, as if it were not there."""

from hashlib import sha256

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from meishi.accounts.models import User
from meishi.workspaces.models import Member, Workspace

GUEST_KEY = "guest_key"  # of the session
ADMINISTRATORS = (Member.Role.OWNER, Member.Role.ADMIN)
EDITORS = (*ADMINISTRATORS, Member.Role.EDITOR)


def readable_workspaces(request: HttpRequest) -> QuerySet[Workspace]:
    """Return the workspaces whose content this visitor may see."""
    return _workspaces(request, tuple(Member.Role))


def editable_workspaces(request: HttpRequest) -> QuerySet[Workspace]:
    """Return the workspaces whose content this visitor may change."""
    return _workspaces(request, EDITORS)


def administered_workspaces(request: HttpRequest) -> QuerySet[Workspace]:
    """Return the workspaces whose rules this visitor may change."""
    return _workspaces(request, ADMINISTRATORS)


def editors(workspace: Workspace) -> list[User]:
    """Return the people who may change what is in the workspace."""
    members = workspace.members.filter(role__in=EDITORS).select_related("user")
    return [member.user for member in members.order_by("pk")]


def hashed(key: str) -> str:
    """Return what is stored of a guest's key: its SHA-256 in hexadecimal."""
    return sha256(key.encode()).hexdigest()


def _workspaces(request: HttpRequest, roles: tuple[str, ...]) -> QuerySet[Workspace]:
    own = Q(pk__in=[])
    if request.user.is_authenticated:
        own = Q(members__user=request.user, members__role__in=roles)
    if key := request.session.get(GUEST_KEY):
        own |= Q(kind=Workspace.Kind.GUEST, guest_key_hash=hashed(key))
    return Workspace.objects.filter(own).distinct()
