from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage

from meishi.lib.clock import now
from meishi.lib.installation import folder, prepare
from meishi.lib.installation.backup import KEPT, BackupFailed, copy_database
from meishi.lib.installation.models import Installation

pytestmark = pytest.mark.django_db


@pytest.fixture
def data_dir(tmp_path, settings):
    settings.DATA_DIR = tmp_path / "data"
    settings.STATIC_ROOT = tmp_path / "data" / "static"
    return settings.DATA_DIR


def start(data_dir, **how):
    told = []
    prepare.prepare(data_dir, told.append, **how)
    return told


def test_the_first_start_joins_folder_and_database(data_dir):
    assert start(data_dir) == []
    marker = folder.read_marker(data_dir)
    assert marker.is_settled
    assert Installation.objects.get().name == marker.name


def test_the_next_start_changes_nothing(data_dir):
    start(data_dir)
    marker = folder.read_marker(data_dir)
    assert start(data_dir) == []
    assert folder.read_marker(data_dir) == marker


def test_a_start_that_was_cut_short_goes_on(data_dir):
    folder.make(data_dir)
    folder.write_marker(data_dir, folder.new_marker())
    start(data_dir)
    assert folder.read_marker(data_dir).is_settled


def test_a_folder_whose_database_is_gone_does_not_start_as_new(data_dir):
    folder.make(data_dir)
    folder.write_marker(data_dir, replace(folder.new_marker(), is_settled=True))
    with pytest.raises(prepare.NotOurs, match="its database is empty or gone"):
        start(data_dir)
    assert not Installation.objects.exists()


def test_an_empty_folder_beside_a_known_database_does_not_start_as_new(data_dir):
    Installation.objects.create(name="abc", created_at=now())
    with pytest.raises(prepare.NotOurs, match="Is its volume mounted"):
        start(data_dir)
    assert folder.read_marker(data_dir) is None


def test_one_more_machine_of_an_installation_may_begin_with_an_empty_folder(data_dir):
    Installation.objects.create(name="abc", created_at=now())
    start(data_dir, is_shared=True)
    assert folder.read_marker(data_dir).name == "abc"


def test_folder_and_database_of_two_installations_do_not_start(data_dir):
    start(data_dir)
    folder.write_marker(data_dir, replace(folder.new_marker(), is_settled=True))
    with pytest.raises(prepare.NotOurs, match="different"):
        start(data_dir)


def test_static_files_are_collected_once_and_again_when_one_changes(
    data_dir, monkeypatch
):
    start(data_dir)
    stamp = data_dir / "static" / prepare.STAMP
    made = stamp.stat().st_mtime_ns
    prepare.collect_static()
    assert stamp.stat().st_mtime_ns == made
    monkeypatch.setattr(prepare, "_static_state", lambda: "changed")
    prepare.collect_static()
    assert stamp.read_text() == "changed"


def test_a_static_file_that_was_not_collected_keeps_its_name():
    assert staticfiles_storage.url("nowhere.css") == "/static/nowhere.css"


def test_only_the_latest_copies_before_upgrades_are_kept(data_dir, monkeypatch):
    from meishi.lib.installation import backup

    folder.make(data_dir)
    monkeypatch.setattr(backup, "copy_database", Path.touch)
    monkeypatch.setattr(backup.connection, "vendor", "sqlite")
    (data_dir / "backups").mkdir()
    for number in range(KEPT + 3):
        monkeypatch.setattr(backup.time, "strftime", lambda _, n=number: f"{n}")
        backup.back_up_before_upgrade(data_dir)
    names = [path.name for path in sorted((data_dir / "backups").iterdir())]
    assert names == [f"before-upgrade-{n}.sqlite3" for n in range(3, KEPT + 3)]


def test_a_copy_that_cannot_be_made_leaves_nothing(tmp_path):
    with pytest.raises(BackupFailed):
        copy_database(tmp_path / "copy.sqlite3")  # within a transaction
    assert list(tmp_path.iterdir()) == []
