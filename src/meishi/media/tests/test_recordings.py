"""Films and sounds as assets: kept, made by the worker, shown, deleted."""

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from meishi.edge.renditions import RENDITION
from meishi.lib.outbox.models import Job
from meishi.lib.outbox.worker import run_waiting_jobs
from meishi.media import services
from meishi.media.errors import NoRoomLeft, UnreadablePicture
from meishi.media.models import Asset
from meishi.media.queries import files_of, pictures_of, preview_of
from meishi.media.services import delete_assets, store_asset, store_upload
from meishi.media.tests import films, samples
from meishi.media.tests.test_views import address, as_

pytestmark = pytest.mark.django_db
SOUND = films.sound()


def upload(client, workspace, data, kind="videos"):
    url = f"/media/workspaces/{workspace.public_id}/{kind}/"
    return client.post(url, {"file": SimpleUploadedFile("tour.mp4", data)})


def store(workspace, data, kind):
    return store_upload(workspace, SimpleUploadedFile("a", data), Asset.Kind(kind))


def shown(asset):
    return pictures_of([asset.public_id], asset.workspace)(asset.public_id, None)


def test_a_film_is_pending_until_the_worker_made_it_ready(film):
    assert (film.state, film.media_type) == (Asset.State.PENDING, "video/mp4")
    assert shown(film) is None
    run_waiting_jobs()
    film.refresh_from_db()
    assert film.state == Asset.State.READY
    assert (film.width, film.height) == (320, 180)
    assert 900 < film.duration < 1100


def test_a_ready_film_knows_all_a_page_needs(film):
    run_waiting_jobs()
    ready = shown(film)
    recording = ready.recording
    assert (recording.width, recording.height) == (320, 180)
    assert recording.media_type == "video/mp4"
    assert 0.9 < recording.seconds < 1.1
    assert RENDITION.match(recording.url)
    assert {one.media_type for one in ready.sources} == {
        "image/avif",
        "image/webp",
        "image/jpeg",
    }
    assert ready.contact_jpeg == b""
    assert preview_of(film).media_type == "image/webp"


def test_a_sound_has_no_poster(workspace):
    asset = store(workspace, SOUND, "audio")
    run_waiting_jobs()
    ready = shown(asset)
    assert ready.sources == ()
    assert ready.recording.media_type == "audio/mp4"
    assert RENDITION.match(ready.recording.url)


def test_a_broken_film_fails_with_a_sentence_for_its_owner(workspace):
    asset = store(workspace, films.film(3)[:-8000], "video")
    run_waiting_jobs()
    asset.refresh_from_db()
    assert asset.state == Asset.State.FAILED
    assert asset.message.startswith("This video is damaged")


def test_a_sound_as_a_film_is_told_apart_in_words(workspace):
    asset = store(workspace, SOUND, "video")
    run_waiting_jobs()
    asset.refresh_from_db()
    assert "no moving picture" in asset.message


def test_a_film_that_is_longer_than_allowed_says_so(workspace, settings):
    settings.RECORDING_LIMITS = {"video": (10**6, 1)}
    asset = store(workspace, films.film(3), "video")
    run_waiting_jobs()
    asset.refresh_from_db()
    assert "too long" in asset.message


def test_the_same_film_twice_is_one_asset_and_as_a_sound_another(film, workspace):
    data = storages["private"].open(film.file).read()
    assert store(workspace, data, "video") == film
    assert store(workspace, data, "audio") != film
    assert Asset.objects.count() == 2


def test_a_film_takes_room_as_a_picture_does(film, workspace, settings):
    settings.WORKSPACE_QUOTA_BYTES = film.size + 1000
    with pytest.raises(NoRoomLeft):
        store(workspace, SOUND, "audio")
    with pytest.raises(NoRoomLeft):
        store_asset(workspace, samples.jpeg(700, 500))


def test_what_is_no_film_is_refused_before_it_is_kept(workspace):
    with pytest.raises(UnreadablePicture, match="not a video"):
        store(workspace, samples.jpeg(), "video")
    with pytest.raises(UnreadablePicture, match="not a sound"):
        store(workspace, b"a letter", "audio")
    assert not Asset.objects.exists()


def test_a_deleted_film_leaves_no_file(film):
    run_waiting_jobs()
    files = files_of(film)
    assert len(files) >= 5
    delete_assets([film])
    run_waiting_jobs()
    assert not [name for place, name in files if storages[place].exists(name)]


def test_a_second_film_waits_until_the_first_is_made(film):
    with services._FILMING:
        run_waiting_jobs()
    film.refresh_from_db()
    assert film.state == Asset.State.PENDING
    assert Job.objects.filter(state=Job.State.READY).count() == 1


def test_an_uploaded_film_is_told_by_its_kind_and_state(alice, workspace):
    answer = upload(as_(alice), workspace, films.film()).json()
    assert (answer["kind"], answer["state"]) == ("video", "pending")
    run_waiting_jobs()
    asset = Asset.objects.get()
    ready = as_(alice).get(address(asset)).json()
    assert ready["state"] == "ready"
    assert 0.9 < ready["seconds"] < 1.1
    assert as_(alice).get(ready["preview_url"])["Content-Type"] == "image/webp"


def test_a_sound_is_uploaded_under_its_own_address(alice, workspace):
    answer = upload(as_(alice), workspace, SOUND, "sounds").json()
    run_waiting_jobs()
    ready = as_(alice).get(answer["state_url"]).json()
    assert (ready["kind"], ready["state"]) == ("audio", "ready")
    assert ready["preview_url"] == ""


def test_a_film_has_a_limit_of_its_own(alice, workspace, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    assert upload(as_(alice), workspace, films.film()).status_code == 201
    settings.RECORDING_LIMITS = {"video": (1000, 60), "audio": (10, 60)}
    refused = upload(as_(alice), workspace, films.film(2))
    assert refused.status_code == 422
    assert "At most 1000\xa0bytes" in refused.json()["message"]


def test_who_may_not_edit_may_not_upload(alice, bob, charlie, workspace):
    for person in (bob, charlie):
        assert upload(as_(person), workspace, SOUND, "sounds").status_code == 404


VTT = "WEBVTT\n\nNOTE Secret\n\n00:01.000 --> 00:02.500\n<b>Grüezi</b> & welcome\n"


def test_captions_are_written_anew(alice, workspace):
    answer = upload(as_(alice), workspace, VTT.encode(), "captions").json()
    run_waiting_jobs()
    asset = Asset.objects.get(public_id=answer["id"])
    assert (asset.state, asset.media_type) == (Asset.State.READY, "text/vtt")
    recording = shown(asset).recording
    assert RENDITION.match(recording.url)
    kept = storages["public"].open(asset.cuts.get().renditions.get().place[1]).read()
    assert kept.decode() == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nGrüezi &amp; welcome\n"
    )


@pytest.mark.parametrize("data", [b"a letter", b"\xff\xfe\x00", films.sound()])
def test_a_file_without_captions_says_so(workspace, data):
    asset = store(workspace, data, "captions")
    run_waiting_jobs()
    asset.refresh_from_db()
    assert "no captions in this file" in asset.message
