from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from meishi.lib.outbox.worker import run_waiting_jobs
from meishi.media.models import Asset, Cut
from meishi.media.tests import samples

pytestmark = pytest.mark.django_db
HTML = {"accept": "text/html"}


def as_(person):
    client = Client()
    client.force_login(person)
    return client


def upload(client, workspace, data=None, name="alice.jpg", **more):
    file = SimpleUploadedFile(name, samples.jpeg() if data is None else data)
    address = f"/media/workspaces/{workspace.public_id}/assets/"
    return client.post(address, {"file": file}, **more)


def address(asset, rest=""):
    return f"/media/assets/{asset.public_id}/{rest}"


def test_an_uploaded_picture_is_told_by_its_id_and_state(alice, workspace):
    response = upload(as_(alice), workspace)
    assert response.status_code == 201
    assert response.json()["id"] == Asset.objects.get().public_id
    assert response.json()["state"] == "pending"
    assert (response.json()["width"], response.json()["height"]) == (80, 60)


def test_who_prefers_html_gets_a_fragment(alice, workspace):
    response = upload(as_(alice), workspace, name="<b>.jpg", headers=HTML)
    assert 'data-state="pending"' in response.text
    assert "&lt;b&gt;.jpg" in response.text


@pytest.mark.parametrize(
    ("data", "words"), [(b"a letter", "not a picture"), (b"", "empty")]
)
def test_what_is_no_picture_is_refused_in_words(alice, workspace, data, words):
    response = upload(as_(alice), workspace, data)
    assert response.status_code == 422
    assert words in response.json()["message"]


def test_a_form_without_a_file_says_so(alice, workspace):
    client = as_(alice)
    response = client.post(f"/media/workspaces/{workspace.public_id}/assets/")
    assert (response.status_code, response.json()["message"]) == (
        422,
        "Choose a picture.",
    )


def test_a_body_that_is_too_long_is_refused_before_it_is_read(workspace, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    client = Client(enforce_csrf_checks=True)
    response = client.post(
        f"/media/workspaces/{workspace.public_id}/assets/",
        b"x",
        content_type="multipart/form-data; boundary=y",
        headers={"content-length": "100000"},
    )
    assert response.status_code == 413
    assert "At most 1000\xa0bytes" in response.json()["message"]


def test_a_file_slightly_too_long_is_refused(alice, workspace, settings):
    settings.UPLOAD_MAX_BYTES = 100
    response = upload(as_(alice), workspace)
    assert response.status_code == 422
    assert "too large" in response.json()["message"]


def test_an_upload_from_another_site_is_refused(alice, workspace):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    assert upload(client, workspace).status_code == 403


def test_a_full_disk_is_said_and_nothing_is_kept(alice, workspace, settings, tmp_path):
    blocked = tmp_path / "private"
    blocked.write_text("a file where a folder should be")
    private = dict(settings.STORAGES["private"], OPTIONS={"location": blocked})
    settings.STORAGES = settings.STORAGES | {"private": private}
    response = upload(as_(alice), workspace)
    assert response.status_code == 507
    assert not Asset.objects.exists()


def test_the_state_tells_when_the_preview_is_ready(alice, asset):
    client = as_(alice)
    assert client.get(address(asset)).json()["preview_url"] == ""
    assert client.get(address(asset, "preview/")).status_code == 404
    run_waiting_jobs()
    answer = client.get(address(asset)).json()
    preview = client.get(answer["preview_url"])
    assert answer["state"] == "ready"
    assert preview["Content-Type"] == "image/webp"
    assert preview["Cache-Control"].startswith("private")
    assert preview.content[8:12] == b"WEBP"


def test_a_list_gets_a_small_preview(alice, asset):
    run_waiting_jobs()
    client = as_(alice)
    widths = []
    for query in ("", "?small"):
        content = client.get(address(asset, f"preview/{query}")).content
        with Image.open(BytesIO(content), formats=["WEBP"]) as picture:
            widths.append(picture.width)
    assert widths == [700, 320]


def test_a_crop_can_be_asked_for(alice, asset):
    form = {"x": 0.5, "y": 0, "width": 0.5, "height": 0.5}
    response = as_(alice).post(address(asset, "crops/"), form)
    assert (response.status_code, response.json()["state"]) == (202, "pending")
    assert Cut.objects.filter(asset=asset).count() == 2


@pytest.mark.parametrize("x", ["", "nan", "-1", "0.9", "inf", "x", "\0"])
def test_a_crop_outside_the_picture_is_refused(alice, asset, x):
    form = {"x": x, "y": 0, "width": 0.5, "height": 0.5}
    assert as_(alice).post(address(asset, "crops/"), form).status_code == 422


def test_bob_may_look_but_not_add(bob, asset, workspace):
    assert as_(bob).get(address(asset)).status_code == 200
    assert upload(as_(bob), workspace).status_code == 404
    assert as_(bob).post(address(asset, "crops/")).status_code == 404


def test_charlie_must_see_nothing(charlie, asset, workspace):
    run_waiting_jobs()
    for client in (as_(charlie), Client()):
        assert client.get(address(asset)).status_code == 404
        assert client.get(address(asset, "preview/")).status_code == 404
        assert client.post(address(asset, "crops/")).status_code == 404
        assert upload(client, workspace).status_code == 404
    assert Asset.objects.count() == 1


def test_a_preview_whose_file_is_lost_is_not_found(alice, asset, settings, tmp_path):
    run_waiting_jobs()
    empty = settings.STORAGES["public"] | {"OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"public": empty}
    assert as_(alice).get(address(asset, "preview/")).status_code == 404
