import pytest

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
