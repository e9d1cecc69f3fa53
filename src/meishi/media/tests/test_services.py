from datetime import timedelta

import pytest
from django.core.files.storage import storages

from meishi.edge.folder import FolderStore
from meishi.edge.renditions import RENDITION
from meishi.lib.clock import now
from meishi.lib.outbox.worker import run_waiting_jobs
from meishi.media.errors import NoRoomLeft, UnreadablePicture
from meishi.media.models import Asset, Cut, Rendition
from meishi.media.queries import asset_states, files_of, pictures_of
from meishi.media.registry import AssetUse
from meishi.media.services import (
    delete_orphaned_files,
    delete_unused_assets,
    make_renditions,
    request_renditions,
    store_asset,
)
from meishi.media.tasks import forget_orphaned_files, forget_unused_assets
from meishi.media.tests import samples
from meishi.workspaces.models import Workspace

pytestmark = pytest.mark.django_db


def picture(asset, crop=None):
    return pictures_of([asset.public_id], asset.workspace)(asset.public_id, crop)


def are_kept(files):
    return [storages[place].exists(name) for place, name in files]


def age(asset):
    Asset.objects.filter(pk=asset.pk).update(created_at=now() - timedelta(days=2))


def test_a_stored_picture_is_pending_until_the_worker_made_its_renditions(asset):
    assert asset.state == Asset.State.PENDING
    assert picture(asset) is None
    run_waiting_jobs()
    asset.refresh_from_db()
    assert asset.state == Asset.State.READY
    assert (picture(asset).width, picture(asset).height) == (700, 500)


def test_a_ready_picture_knows_all_a_page_needs(asset):
    run_waiting_jobs()
    ready = picture(asset)
    assert {one.media_type for one in ready.sources} == {
        "image/avif",
        "image/webp",
        "image/jpeg",
    }
    assert ready.colour.startswith("#")
    assert ready.placeholder.startswith("data:image/webp;base64,")
    assert ready.contact_jpeg.startswith(b"\xff\xd8")


def test_renditions_lie_where_the_edge_looks_for_them(asset, settings):
    run_waiting_jobs()
    edge = FolderStore(settings.DATA_DIR / "public")
    for source in picture(asset).sources:
        name = RENDITION.match(source.url)["name"]
        assert edge.rendition(name).size == Rendition.objects.get(name=name).size


def test_the_original_has_no_public_address(asset, settings):
    run_waiting_jobs()
    public = [file.read_bytes() for file in (settings.DATA_DIR / "public").rglob("*.*")]
    assert samples.jpeg(700, 500) not in public


def test_the_same_file_twice_is_one_asset(asset, workspace):
    again = store_asset(workspace, samples.jpeg(700, 500), name="copy.jpg")
    assert again == asset
    assert run_waiting_jobs() == 1


def test_two_workspaces_do_not_share_assets_or_files(asset):
    other = store_asset(Workspace.objects.create(), samples.jpeg(700, 500))
    run_waiting_jobs()
    assert other != asset
    assert not set(files_of(asset)) & set(files_of(other))


def test_a_truncated_file_fails_with_a_message(workspace):
    asset = store_asset(workspace, samples.jpeg(400, 300)[:3000])
    run_waiting_jobs()
    asset.refresh_from_db()
    assert asset.state == Asset.State.FAILED
    assert "damaged" in asset.message
    assert picture(asset) is None


def test_a_failed_file_that_comes_again_is_tried_again(workspace):
    data = samples.jpeg(400, 300)[:3000]
    store_asset(workspace, data)
    run_waiting_jobs()
    assert store_asset(workspace, data).state == Asset.State.PENDING
    assert run_waiting_jobs() == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"Dear Bob, this is a letter.", "not a picture"),
        (samples.png_of_zeros(20_000, 100), "too many pixels"),
        (samples.gif(101), "more than 100 frames"),
    ],
)
def test_what_cannot_be_a_picture_is_refused_in_words(workspace, data, words):
    with pytest.raises(UnreadablePicture, match=words):
        store_asset(workspace, data, name="alice.jpg")
    assert not Asset.objects.exists()


def test_a_full_workspace_takes_no_more(workspace, settings):
    settings.WORKSPACE_QUOTA_BYTES = 10_000
    with pytest.raises(NoRoomLeft, match="no room left"):
        store_asset(workspace, samples.jpeg(700, 500))


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\x\\passwd", "a/\0passwd"])
def test_a_name_is_only_ever_shown(workspace, name):
    assert store_asset(workspace, samples.jpeg(), name=name).original_name == "passwd"


def test_a_crop_has_its_own_renditions_and_is_made_once(asset):
    crop = (0.5, 0.0, 0.5, 0.5)
    request_renditions(asset, crop)
    request_renditions(asset, crop)
    assert run_waiting_jobs() == 2
    assert (picture(asset, crop).width, picture(asset, crop).height) == (350, 250)
    assert picture(asset).width == 700


def test_states_change_when_a_crop_becomes_ready(asset, workspace):
    run_waiting_jobs()
    before = asset_states([asset.public_id], workspace)
    request_renditions(asset, (0, 0, 0.5, 0.5))
    run_waiting_jobs()
    assert asset_states([asset.public_id], workspace) != before


def test_making_renditions_twice_changes_nothing(asset):
    run_waiting_jobs()
    names = list(Rendition.objects.values_list("name"))
    make_renditions.call(asset.cuts.get().pk)
    Cut.objects.update(state="pending")
    make_renditions.call(asset.cuts.get().pk)
    assert list(Rendition.objects.values_list("name")) == names


def test_those_who_use_an_asset_hear_that_it_is_ready(asset, uses):
    heard = []
    uses.append(AssetUse(used_ids=lambda _: set(), changed=heard.append))
    run_waiting_jobs()
    assert heard == [asset.public_id]


def test_an_unused_asset_goes_with_all_its_files(asset, uses):
    uses.append(AssetUse(used_ids=lambda _: set(), changed=lambda _: None))
    run_waiting_jobs()
    files = files_of(asset)
    assert all(are_kept(files))
    age(asset)
    forget_unused_assets.call()
    run_waiting_jobs()
    assert not Asset.objects.exists()
    assert not any(are_kept(files))


def test_a_used_asset_stays(asset, workspace, uses):
    uses.append(AssetUse(lambda _: set(), lambda _: None))
    uses.append(AssetUse(lambda _: {asset.public_id}, lambda _: None))
    age(asset)
    assert delete_unused_assets(workspace) == 0


def test_a_fresh_asset_stays_for_a_day(asset, workspace, uses):
    uses.append(AssetUse(lambda _: set(), lambda _: None))
    assert delete_unused_assets(workspace) == 0


def test_an_old_asset_that_comes_again_counts_as_fresh(asset, workspace, uses):
    uses.append(AssetUse(lambda _: set(), lambda _: None))
    age(asset)
    store_asset(workspace, samples.jpeg(700, 500))
    assert delete_unused_assets(workspace) == 0


def test_nothing_is_deleted_while_nobody_says_what_is_used(asset, workspace, uses):
    age(asset)
    assert delete_unused_assets(workspace) == 0


def test_renditions_of_an_asset_that_is_gone_are_not_made(asset):
    pk = asset.cuts.get().pk
    asset.delete()
    make_renditions.call(pk)
    assert not Rendition.objects.exists()


def test_files_without_a_row_are_deleted_after_a_day(asset, time_machine):
    run_waiting_jobs()
    lost = files_of(asset)
    kept = files_of(store_asset(Workspace.objects.create(), samples.jpeg(90, 90)))
    Workspace.objects.filter(assets=asset).delete()
    assert delete_orphaned_files() == 0
    time_machine.move_to(now() + timedelta(days=2))
    forget_orphaned_files.call()
    assert not any(are_kept(lost))
    assert all(are_kept(kept))


def test_a_picture_whose_contact_file_is_lost_can_still_be_shown(asset):
    run_waiting_jobs()
    storages["private"].delete(Rendition.objects.get(purpose="contact").place[1])
    assert picture(asset).contact_jpeg == b""
    assert picture(asset).sources


def test_the_renditions_of_a_picture_share_one_name(asset):
    request_renditions(asset, (0, 0, 0.5, 0.5))
    run_waiting_jobs()
    for cut in Cut.objects.all():
        names = list(cut.renditions.values_list("name", flat=True))
        assert len({name.partition("-")[0] for name in names}) == 1
        assert len(set(names)) == len(names) > 3
    assert len(set(Rendition.objects.values_list("name", flat=True))) == (
        Rendition.objects.count()
    )
