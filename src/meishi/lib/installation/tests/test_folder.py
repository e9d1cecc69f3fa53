import pytest

from meishi.lib.installation import folder


def test_a_key_is_made_once_and_nobody_else_can_read_it(tmp_path):
    key = folder.secret_key(tmp_path)
    assert len(key) >= 50
    assert folder.secret_key(tmp_path) == key
    assert (tmp_path / folder.SECRET_KEY).stat().st_mode & 0o077 == 0


def test_of_two_who_make_a_key_at_once_the_first_wins(tmp_path):
    path = tmp_path / folder.SECRET_KEY
    folder._create(path, "first", 0o600)
    folder._create(path, "second", 0o600)
    assert path.read_text() == "first"
    assert [file.name for file in tmp_path.iterdir()] == [folder.SECRET_KEY]


def test_a_marker_comes_back_as_it_was_written(tmp_path):
    assert folder.read_marker(tmp_path) is None
    marker = folder.new_marker()
    folder.write_marker(tmp_path, marker)
    assert folder.read_marker(tmp_path) == marker


def test_a_damaged_marker_stops_the_start(tmp_path):
    (tmp_path / folder.MARKER).write_text("{")
    with pytest.raises(folder.FolderUnusable, match="damaged"):
        folder.read_marker(tmp_path)


def test_a_folder_that_cannot_be_made_is_named_with_the_remedy(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(folder.FolderUnusable, match="--data-dir"):
        folder.make(tmp_path / "file" / "data")
