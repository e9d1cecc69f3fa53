import os
import threading

import pytest

from meishi.edge.folder import FolderStore
from meishi.edge.shelf import Replaced
from meishi.edge.store import (
    bundle_path,
    remove_bundle,
    remove_scan_target,
    scan_path,
    write_bundle,
)
from meishi.edge.tests import cards
from meishi.formats.bundle import BrokenBundle, Bundle, make_part


def body(bundle, encoding="identity"):
    return bundle.parts["page"].bodies[encoding]


def test_a_bundle_is_found_as_it_was_written(store):
    found = store.find("alice")
    assert found.parts.keys() == cards.ALICE.parts.keys()
    assert dict(found.parts["page"].bodies) == cards.ALICE.parts["page"].bodies
    assert found.targets == ("link-1",)


def test_a_bundle_that_is_not_there_is_none(store):
    assert store.find("charlie") is None
    assert store.scan("NONE") is None
    assert store.rendition("ab12345678.webp") is None


def test_a_new_edition_is_found_at_once(store, root):
    store.find("alice")
    write_bundle(root, "alice", cards.SECOND)
    assert body(store.find("alice")) == body(cards.SECOND)


def test_an_edition_of_the_same_length_is_noticed_too(store, root):
    for card in ("k3x1", "k3x2", "k3x3"):
        write_bundle(root, "alice", Bundle(card, 1, "gone"))
        assert store.find("alice").card == card


def test_an_unchanged_bundle_is_read_once(store):
    assert store.find("alice") is store.find("alice")


def test_a_removed_bundle_is_gone_at_once(store, root):
    store.find("alice")
    remove_bundle(root, "alice")
    assert store.find("alice") is None
    remove_bundle(root, "alice")


def test_a_changed_or_removed_bundle_starts_a_new_generation(store, root):
    store.find("alice")
    before = store.generation
    write_bundle(root, "alice", cards.SECOND)
    store.find("alice")
    assert store.generation > before


def test_a_body_of_a_replaced_file_is_asked_for_again(store, root):
    found = store.find("alice")
    write_bundle(root, "alice", cards.SECOND)
    with pytest.raises(Replaced):
        body(found)
    remove_bundle(root, "alice")
    with pytest.raises(Replaced):
        body(found, "gzip")


def test_a_body_once_read_outlives_its_file(store, root):
    found = store.find("alice")
    first = body(found)
    remove_bundle(root, "alice")
    assert body(found) is first


def test_a_torn_file_leaves_the_edition_before_in_place(store, root, caplog):
    body(store.find("alice"))
    path = bundle_path(root, "alice")
    path.write_bytes(path.read_bytes()[:-9])
    for _ in range(3):
        assert body(store.find("alice")) == cards.ENGLISH
    assert caplog.text.count("serving the edition before") == 1
    write_bundle(root, "alice", cards.SECOND)
    assert store.find("alice").edition == 2


def test_a_torn_file_is_noticed_by_whoever_reads_it_first(store, root):
    path = bundle_path(root, "alice")
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(BrokenBundle):
        store.find("alice")


def test_a_damaged_body_is_noticed(store, root):
    path = bundle_path(root, "alice")
    data = path.read_bytes()
    path.write_bytes(data.replace(cards.ENGLISH, cards.ENGLISH.swapcase()))
    with pytest.raises(BrokenBundle):
        body(store.find("alice"))


def test_a_damaged_scan_target_is_noticed(store, root):
    scan_path(root, "7K3M9").write_bytes(b"{}")
    with pytest.raises(BrokenBundle):
        store.scan("7K3M9")


def test_a_scan_target_is_found_until_it_is_removed(store, root):
    assert store.scan("7K3M9") == cards.SCAN
    remove_scan_target(root, "7K3M9")
    assert store.scan("7K3M9") is None


def test_memory_stays_below_the_limit(root):
    page = make_part("text/html", os.urandom(30_000), compress=False)
    for number in range(20):
        bundle = Bundle("k3x9", number, "published", parts={"page": page})
        write_bundle(root, f"card-{number}", bundle)
    store = FolderStore(root, max_bytes=100_000)
    for number in range(20):
        assert len(body(store.find(f"card-{number}"))) == 30_000
        assert store.size <= 100_000
    assert store.size >= 60_000


def test_the_card_that_was_not_asked_for_longest_leaves_first(store, root):
    write_bundle(root, "charlie", cards.MOVED)
    alicia = store.find("alicia")
    store.max_bytes = store.size * 5 // 2
    bob = store.find("bob")
    store.find("alicia")
    store.find("charlie")
    assert store.find("alicia") is alicia
    assert store.find("bob") is not bob


def test_a_bundle_that_has_left_memory_is_not_counted_any_more(root):
    store = FolderStore(root, max_bytes=1)
    alice = store.find("alice")
    store.find("bob")
    before = store.size
    body(alice)
    assert store.size == before


def test_memory_is_given_back_when_bundles_go(store, root):
    for handle in ("alice", "alicia", "bob"):
        store.find(handle)
        remove_bundle(root, handle)
        store.find(handle)
    assert store.size == 0


def test_a_reader_never_sees_half_a_bundle(store, root):
    def publish():
        for _ in range(30):
            write_bundle(root, "alice", cards.SECOND)
            write_bundle(root, "alice", cards.ALICE)

    writer = threading.Thread(target=publish)
    writer.start()
    editions = set()
    while writer.is_alive():
        editions.add(FolderStore(root).find("alice").edition)
    writer.join()
    assert editions <= {1, 2}


def test_a_failed_write_leaves_no_rubbish(root):
    path = bundle_path(root, "charlie")
    path.mkdir(parents=True)
    before = list(path.parent.iterdir())
    with pytest.raises(OSError, match="directory"):
        write_bundle(root, "charlie", cards.SECOND)
    assert list(path.parent.iterdir()) == before


def test_a_rendition_is_found_by_its_name(store, root):
    file = root / "m" / "ab" / "ab12345678.webp"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"RIFF")
    assert store.rendition("ab12345678.webp") == (file, 4)


def test_files_that_came_with_the_program_are_served_beside_renditions(tmp_path):
    font = tmp_path / "name-600-latin.woff2"
    font.write_bytes(b"letters")
    store = FolderStore(tmp_path / "public", built_in={"ab12cd34.woff2": font})

    assert store.rendition("ab12cd34.woff2") == (font, 7)
    assert store.rendition("ab12cd35.woff2") is None
