import pytest

from meishi.edge.folder import FolderStore
from meishi.edge.store import write_bundle, write_scan_target
from meishi.edge.tests import cards


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "public"
    write_bundle(folder, "alice", cards.ALICE)
    write_bundle(folder, "alicia", cards.MOVED)
    write_bundle(folder, "bob", cards.GONE)
    write_scan_target(folder, cards.SCAN)
    return folder


@pytest.fixture
def store(root):
    return FolderStore(root)
