import pytest
from django.test import Client

from meishi.accounts.models import User
from meishi.cards.document import CardDocument, Identity
from meishi.cards.services import create_card
from meishi.workspaces.models import Member, Workspace


@pytest.fixture
def alice(db):
    return User.objects.create_user("alice@example.com", "correct horse battery")


@pytest.fixture
def workspace(alice):
    workspace = Workspace.objects.create(name="Alice")
    Member.objects.create(workspace=workspace, user=alice)
    return workspace


@pytest.fixture
def document():
    identity = Identity(given="Alice", family="Arai", title="Carpenter")
    return CardDocument(identity=identity)


@pytest.fixture
def card(workspace, document, alice):
    return create_card(workspace, document=document, by=alice)


@pytest.fixture
def browser(card, alice):
    """Alice's browser, signed in."""
    return _signed_in(alice)


@pytest.fixture
def bobs_browser(workspace):
    """Bob may look at Alice's cards, not change them."""
    bob = User.objects.create_user("bob@example.com")
    Member.objects.create(workspace=workspace, user=bob, role=Member.Role.VIEWER)
    return _signed_in(bob)


@pytest.fixture
def charlies_browser(db):
    """Charlie has nothing to do with Alice."""
    return _signed_in(User.objects.create_user("charlie@example.com"))


def _signed_in(user):
    client = Client()
    client.force_login(user)
    return client
