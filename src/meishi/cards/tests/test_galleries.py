"""Pictures of a gallery: shown when ready, one for equal files, deleted after the last."""

from datetime import timedelta

import pytest
from django.core.files.storage import storages

from meishi.cards.models import Card
from meishi.cards.services import change_draft, create_card, publish_card, want_handle
from meishi.edge.folder import FolderStore
from meishi.lib.clock import now
from meishi.lib.outbox.worker import run_waiting_jobs
from meishi.media.models import Asset
from meishi.media.queries import files_of
from meishi.media.services import delete_unused_assets, store_asset
from meishi.media.tests import samples
from tests.gallery import gallery_block

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def assets(workspace):
    sizes = (400, 401)
    return [store_asset(workspace, samples.jpeg(size, 300)) for size in sizes]


@pytest.fixture
def full(document, assets):
    block = gallery_block([asset.public_id for asset in assets])
    return document.model_copy(update={"blocks": (block,)})


@pytest.fixture
def published(card, full, alice):
    change_draft(card, full, change="blocks", by=alice)
    want_handle(card, "alice")
    publish_card(card, by=alice)
    return card


def links(settings):
    bundle = FolderStore(settings.DATA_DIR / "public").find("alice")
    return bundle.parts["page"].bodies["identity"].count(b"<figure><a ")


def test_a_published_gallery_shows_its_pictures_once_they_are_ready(
    published, settings
):
    assert links(settings) == 0
    run_waiting_jobs()
    assert links(settings) == 2


def test_a_picture_on_two_cards_goes_with_the_last_of_them(
    published, full, assets, workspace, alice
):
    other = create_card(workspace, document=full, by=alice)
    run_waiting_jobs()
    Asset.objects.update(created_at=now() - timedelta(days=2))
    files = [file for asset in assets for file in files_of(asset)]

    Card.objects.filter(pk=published.pk).delete()
    assert delete_unused_assets(workspace) == 0
    Card.objects.filter(pk=other.pk).delete()
    assert delete_unused_assets(workspace) == 2
    run_waiting_jobs()
    assert len(files) > 10
    assert not [name for place, name in files if storages[place].exists(name)]


def test_a_gallery_with_the_same_file_twice_keeps_one_asset(workspace, assets):
    again = store_asset(workspace, samples.jpeg(400, 300), name="copy.jpg")

    assert again == assets[0]
    assert Asset.objects.count() == 2


def test_the_room_used_is_shown_below_the_list_of_cards(browser, assets):
    page = browser.get("/cards/").content.decode()

    used = sum(asset.size for asset in assets)
    assert f'value="{used}"' in page
    assert "of 1.0\xa0GB used" in page
