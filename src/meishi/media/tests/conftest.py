import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from meishi.accounts.models import User
from meishi.media import registry
from meishi.media.models import Asset
from meishi.media.services import store_asset, store_upload
from meishi.media.tests import films, samples
from meishi.workspaces.models import Member, Workspace


def person(name):
    return User.objects.create_user(f"{name}@example.com", "correct horse battery")


@pytest.fixture
def alice(db):
    return person("alice")


@pytest.fixture
def workspace(alice):
    workspace = Workspace.objects.create(name="Alice")
    Member.objects.create(workspace=workspace, user=alice)
    return workspace


@pytest.fixture
def bob(workspace):
    bob = person("bob")
    Member.objects.create(workspace=workspace, user=bob, role=Member.Role.VIEWER)
    return bob


@pytest.fixture
def charlie(db):
    charlie = person("charlie")
    Member.objects.create(workspace=Workspace.objects.create(), user=charlie)
    return charlie


@pytest.fixture
def asset(workspace):
    return store_asset(workspace, samples.jpeg(700, 500), name="alice.jpg")


@pytest.fixture
def film(workspace):
    file = SimpleUploadedFile("tour.mp4", films.film())
    return store_upload(workspace, file, Asset.Kind.VIDEO)


@pytest.fixture
def uses(monkeypatch):
    """The uses of assets, none at first."""
    monkeypatch.setattr(registry, "ASSET_USES", [])
    monkeypatch.setattr("meishi.media.services.ASSET_USES", registry.ASSET_USES)
    return registry.ASSET_USES
