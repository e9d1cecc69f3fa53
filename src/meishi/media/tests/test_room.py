from threading import Barrier, Thread

import pytest
from django.core.files.storage import storages
from django.db import connection

from meishi.lib import storage
from meishi.media.errors import NoRoomLeft
from meishi.media.models import Asset
from meishi.media.queries import room_of
from meishi.media.rules.room import Room
from meishi.media.services import store_asset
from meishi.media.tests import samples

ONE, OTHER = samples.jpeg(700, 500), samples.jpeg(701, 500)


def originals():
    private = storages[storage.PRIVATE]
    if not private.exists("originals"):
        return set()
    folders = private.listdir("originals")[0]
    return {name for f in folders for name in private.listdir(f"originals/{f}")[1]}


def test_a_full_workspace_says_how_much_is_left_and_keeps_the_rest(workspace, settings):
    settings.WORKSPACE_QUOTA_BYTES = len(ONE) + 1024
    first, before = store_asset(workspace, ONE), originals()
    with pytest.raises(NoRoomLeft, match=r"1\.0\sKB of"):
        store_asset(workspace, OTHER)
    assert room_of(workspace).used == len(ONE)
    assert first.public_id in originals() == before


def test_a_file_that_is_there_already_needs_no_room(workspace, settings):
    settings.WORKSPACE_QUOTA_BYTES = len(ONE)
    first = store_asset(workspace, ONE)
    assert store_asset(workspace, ONE) == first


@pytest.mark.django_db(transaction=True)
def test_two_uploads_at_once_cannot_exceed_the_quota_together(
    workspace, settings, monkeypatch
):
    settings.WORKSPACE_QUOTA_BYTES = max(len(ONE), len(OTHER)) + 100
    together = Barrier(2)
    refused, before = [], originals()
    put = storage.put
    monkeypatch.setattr(
        storage, "put", lambda *file: (put(*file), together.wait(timeout=30))
    )

    def upload(data):
        try:
            store_asset(workspace, data)
        except NoRoomLeft as problem:
            refused.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=upload, args=[data]) for data in (ONE, OTHER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert originals() - before == {Asset.objects.get().public_id}


@pytest.mark.parametrize(
    ("used", "left", "is_full_soon"),
    [(0, 100, False), (79, 21, False), (80, 20, True), (100, 0, True), (120, 0, True)],
)
def test_room_is_what_the_quota_leaves(used, left, is_full_soon):
    room = Room(used=used, quota=100)
    assert room.left == left
    assert room.is_full_soon is is_full_soon
    assert room.has_room_for(left)
    assert not room.has_room_for(left + 1)
