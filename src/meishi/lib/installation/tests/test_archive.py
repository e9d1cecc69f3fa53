import tarfile

import pytest

from meishi.lib.installation import archive, folder
from meishi.lib.installation.archive import ArchiveUnusable

FILES = {"secret-key": b"key", "private/ab/photo": b"picture", "spool/1.hits": b"hit"}


@pytest.fixture
def data_dir(tmp_path, monkeypatch):
    place = tmp_path / "data"
    folder.make(place)
    folder.write_marker(place, folder.new_marker())
    for name, content in FILES.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    (place / "static").mkdir()

    def copy_database(place, url):
        (place / archive.DATABASE).write_bytes(b"database")
        return place / archive.DATABASE

    monkeypatch.setattr(archive, "_copy_database", copy_database)
    return place


def test_what_was_backed_up_comes_back(data_dir, tmp_path):
    archive.write_archive(data_dir, tmp_path / "b.tar", "")
    archive.read_archive(tmp_path / "b.tar", tmp_path / "new")
    for name, content in (FILES | {archive.DATABASE: b"database"}).items():
        assert (tmp_path / "new" / name).read_bytes() == content
    assert not (tmp_path / "new" / "static").exists()


def test_only_its_owner_can_read_a_backup(data_dir, tmp_path):
    archive.write_archive(data_dir, tmp_path / "b.tar", "")
    assert (tmp_path / "b.tar").stat().st_mode & 0o077 == 0


def test_a_backup_replaces_no_other(data_dir, tmp_path):
    (tmp_path / "b.tar").write_text("precious")
    with pytest.raises(ArchiveUnusable, match="there already"):
        archive.write_archive(data_dir, tmp_path / "b.tar", "")
    assert (tmp_path / "b.tar").read_text() == "precious"


def test_a_folder_in_use_is_not_restored_over(data_dir, tmp_path):
    archive.write_archive(data_dir, tmp_path / "b.tar", "")
    with pytest.raises(ArchiveUnusable, match="not empty"):
        archive.read_archive(tmp_path / "b.tar", data_dir)


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b\x08broken"])
def test_what_is_no_backup_leaves_nothing(tmp_path, content):
    (tmp_path / "b.tar").write_bytes(content)
    with pytest.raises(ArchiveUnusable):
        archive.read_archive(tmp_path / "b.tar", tmp_path / "new")
    assert [path.name for path in tmp_path.iterdir()] == ["b.tar"]


def test_a_backup_cannot_write_outside_of_its_folder(tmp_path):
    (tmp_path / "x").write_text("")
    with tarfile.open(tmp_path / "b.tar", "w") as file:
        file.add(tmp_path / "x", "../escaped")
    with pytest.raises(ArchiveUnusable):
        archive.read_archive(tmp_path / "b.tar", tmp_path / "new")
    assert not (tmp_path / "escaped").exists()
