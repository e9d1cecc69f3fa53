"""Films and sounds on cards: shown when ready, kept while used, then deleted."""

from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from meishi.cards.document import BlockEntry
from meishi.cards.models import Card
from meishi.cards.services import change_draft, publish_card, want_handle
from meishi.edge.folder import FolderStore
from meishi.lib.clock import now
from meishi.lib.outbox.worker import run_waiting_jobs
from meishi.media.models import Asset
from meishi.media.queries import files_of
from meishi.media.services import delete_unused_assets, store_upload
from meishi.media.tests import films

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def film(workspace):
    file = SimpleUploadedFile("tour.mp4", films.film())
    return store_upload(workspace, file, Asset.Kind.VIDEO)


@pytest.fixture
def sound(workspace):
    file = SimpleUploadedFile("song.mp3", films.sound())
    return store_upload(workspace, file, Asset.Kind.AUDIO)


@pytest.fixture
def published(card, document, film, sound, alice):
    video = {"film": {"asset": film.public_id}}
    audio = {"items": [{"sound": {"asset": sound.public_id}}]}
    blocks = (
        BlockEntry(id="b1", kind="video", data=video),
        BlockEntry(id="b2", kind="audio", data=audio),
    )
    full = document.model_copy(update={"blocks": blocks})
    change_draft(card, full, change="blocks", by=alice)
    want_handle(card, "alice")
    publish_card(card, by=alice)
    return card


def page(settings):
    bundle = FolderStore(settings.DATA_DIR / "public").find("alice")
    return bundle.parts["page"]


def test_a_published_card_shows_its_film_once_it_is_ready(published, film, settings):
    assert b"<video" not in page(settings).bodies["identity"]
    run_waiting_jobs()
    html = page(settings).bodies["identity"]

    assert b"<video" in html
    assert b"<audio" in html
    policy = dict(page(settings).headers)["content-security-policy"]
    assert "media-src 'self'" in policy
    assert "frame-src" not in policy


def test_a_film_is_kept_while_a_card_uses_it_and_deleted_after(published, film, sound):
    run_waiting_jobs()
    Asset.objects.update(created_at=now() - timedelta(days=2))
    assert delete_unused_assets(published.workspace) == 0

    files = files_of(film) + files_of(sound)
    Card.objects.filter(pk=published.pk).delete()
    assert delete_unused_assets(published.workspace) == 2
    run_waiting_jobs()
    assert not [name for place, name in files if storages[place].exists(name)]
