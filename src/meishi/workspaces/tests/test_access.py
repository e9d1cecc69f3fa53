import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from meishi.accounts.models import User
from meishi.workspaces.access import (
    GUEST_KEY,
    editable_workspaces,
    hashed,
    readable_workspaces,
)
from meishi.workspaces.models import Member, Workspace
from meishi.workspaces.services import personal_workspace

pytestmark = pytest.mark.django_db


def request_of(user=None, key=None):
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    request.session = {GUEST_KEY: key} if key else {}
    return request


@pytest.fixture
def team():
    return Workspace.objects.create(kind=Workspace.Kind.TEAM, name="Arai Joinery")


@pytest.mark.parametrize(
    ("role", "may_edit"),
    [("owner", True), ("admin", True), ("editor", True), ("viewer", False)],
)
def test_every_member_reads_and_all_but_viewers_edit(team, role, may_edit):
    bob = User.objects.create_user("bob@example.com")
    Member.objects.create(workspace=team, user=bob, role=role)

    assert list(readable_workspaces(request_of(bob))) == [team]
    assert editable_workspaces(request_of(bob)).exists() == may_edit


def test_who_is_no_member_sees_nothing(team):
    charlie = User.objects.create_user("charlie@example.com")

    assert not readable_workspaces(request_of(charlie)).exists()
    assert not readable_workspaces(request_of()).exists()


def test_an_administrator_of_the_installation_is_no_member(team):
    root = User.objects.create_user("root@example.com")
    root.is_superuser = root.is_staff = True

    assert not readable_workspaces(request_of(root)).exists()


def test_the_role_of_one_member_does_not_lift_another(team):
    bob = User.objects.create_user("bob@example.com")
    alice = User.objects.create_user("alice@example.com")
    Member.objects.create(workspace=team, user=alice, role=Member.Role.OWNER)
    Member.objects.create(workspace=team, user=bob, role=Member.Role.VIEWER)

    assert not editable_workspaces(request_of(bob)).exists()


def test_a_workspace_of_many_members_comes_once(team):
    alice = User.objects.create_user("alice@example.com")
    Member.objects.create(workspace=team, user=alice)
    Member.objects.create(
        workspace=team, user=User.objects.create_user("bob@example.com")
    )

    assert editable_workspaces(request_of(alice)).count() == 1


def test_a_guest_reaches_what_the_key_opens_and_no_more():
    guest = Workspace.objects.create(
        kind=Workspace.Kind.GUEST, guest_key_hash=hashed("key")
    )

    assert list(editable_workspaces(request_of(key="key"))) == [guest]
    assert not readable_workspaces(request_of(key="another")).exists()
    assert not readable_workspaces(request_of(key=guest.guest_key_hash)).exists()


def test_a_key_opens_nothing_that_is_not_a_guests():
    alice = User.objects.create_user("alice@example.com")
    own = personal_workspace(alice)

    assert own.guest_key_hash == ""
    assert not readable_workspaces(request_of(key="")).exists()
