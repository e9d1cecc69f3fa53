import shutil
import socket
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from meishi.edge.bucket import RENDITIONS, Bucket
from meishi.lib import storage
from meishi.lib.clock import now

KEY, SECRET = "alice", "correct-horse/battery+staple"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(port)


@pytest.fixture(scope="module")
def s3_url(tmp_path_factory):
    """The address of a bucket on a real S3 server."""
    root = tmp_path_factory.mktemp("s3")
    (root / "cards").mkdir()
    port = free_port()
    rclone = shutil.which("rclone", path=Path(sys.executable).parent)
    command = [rclone, "serve", "s3", str(root), "--auth-key", f"{KEY},{SECRET}"]
    server = subprocess.Popen([*command, "--addr", f"127.0.0.1:{port}", "-q"])
    wait_for(port)
    yield (
        f"s3://{KEY}:correct-horse%2Fbattery%2Bstaple@cards"
        f"?endpoint=http://127.0.0.1:{port}&region=eu-1"
    )
    server.terminate()
    server.wait()


@pytest.fixture(params=["folder", "s3"])
def _places(request, settings, tmp_path):
    url = request.getfixturevalue("s3_url") if request.param == "s3" else ""
    places = storage.storage_settings(url, tmp_path)
    settings.STORAGES = settings.STORAGES | places


@pytest.mark.usefixtures("_places")
def test_what_is_kept_comes_back():
    storage.put("private", "originals/ab/abc", b"picture")
    assert storage.get("private", "originals/ab/abc") == b"picture"


@pytest.mark.usefixtures("_places")
def test_a_second_put_replaces_the_first():
    storage.put("public", "ab/abc.webp", b"old")
    storage.put("public", "ab/abc.webp", b"new")
    assert storage.get("public", "ab/abc.webp") == b"new"


@pytest.mark.usefixtures("_places")
def test_what_is_removed_is_gone_and_may_be_removed_again():
    storage.put("private", "ab/abc", b"picture")
    storage.remove("private", "ab/abc")
    storage.remove("private", "ab/abc")
    with pytest.raises(FileNotFoundError):
        storage.get("private", "ab/abc")


@pytest.mark.usefixtures("_places")
def test_public_and_private_are_apart():
    storage.put("private", "ab/secret", b"original")
    with pytest.raises(FileNotFoundError):
        storage.get("public", "ab/secret")


@pytest.mark.usefixtures("_places")
def test_files_are_found_in_their_folders_by_age():
    assert storage.folders("private", "aged") == []
    for name in ("aged/cd/cde", "aged/ab/abd", "aged/ab/abc"):
        storage.put("private", name, b"picture")
    tomorrow = now() + timedelta(days=1)
    assert storage.folders("private", "aged") == ["aged/ab", "aged/cd"]
    found = storage.files_before("private", "aged/ab", tomorrow)
    assert found == ["abc", "abd"]
    yesterday = now() - timedelta(days=1)
    assert storage.files_before("private", "aged/ab", yesterday) == []


def test_the_edge_finds_renditions_on_s3_where_they_are_put(s3_url, settings, tmp_path):
    places = storage.storage_settings(s3_url, tmp_path)
    settings.STORAGES = settings.STORAGES | places
    storage.put("public", storage.sharded("abcdef12.webp"), b"picture")
    found = Bucket(s3_url).fetch(str(RENDITIONS / "ab" / "abcdef12.webp"))
    assert found.data == b"picture"


def test_a_storage_that_is_away_is_an_os_error(settings, tmp_path):
    url = f"s3://{KEY}:{SECRET[:7]}@cards?endpoint=http://127.0.0.1:{free_port()}"
    settings.STORAGES = settings.STORAGES | storage.storage_settings(url, tmp_path)
    with pytest.raises(OSError, match=r"127\.0\.0\.1"):
        storage.put("private", "ab/abc", b"picture")


def test_a_name_cannot_leave_its_folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | storage.storage_settings("", tmp_path)
    with pytest.raises(OSError, match="path"):
        storage.put("public", "../../outside", b"x")
    assert not (tmp_path / "outside").exists()


def test_no_half_written_file_is_left_behind(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | storage.storage_settings("", tmp_path)
    storage.put("public", "ab/abc.webp", b"picture")
    folder = tmp_path / "public" / "m" / "ab"
    assert [file.name for file in folder.iterdir()] == ["abc.webp"]
