"""Bundles in a real S3 server (rclone), which is stopped and started again."""

import asyncio
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from meishi.edge import copies
from meishi.edge.app import from_data_dir
from meishi.edge.bucket import Bucket, BucketAway
from meishi.edge.copies import CopyStore
from meishi.edge.shelf import Later
from meishi.edge.store import replace_in_pieces, write_bundle
from meishi.edge.tests import cards
from meishi.edge.tests.test_app import Visitor

RCLONE = Path(sys.executable).with_name("rclone")


class Server:
    """rclone, serving a folder as S3."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "cards").mkdir()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = (
            f"s3://key:secret@cards?endpoint=http://127.0.0.1:{self.port}&region=eu-1"
        )

    def start(self):
        address = ("--addr", f"127.0.0.1:{self.port}", "--auth-key", "key,secret")
        options = (*address, "--config", str(self.folder / "none"), "--no-cleanup")
        command = [str(RCLONE), "serve", "s3", *options, str(self.folder)]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)

    def stop(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture
def server(tmp_path):
    folder = tmp_path / "s3"
    folder.mkdir()
    server = Server(folder)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def bucket(server):
    return Bucket(server.url)


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 100.0

    monkeypatch.setattr(copies, "monotonic", lambda: Clock.now)
    return Clock


@pytest.fixture
def store(bucket, tmp_path, clock):
    return CopyStore(bucket, tmp_path / "copies", fresh_seconds=5)


def wait_for(question):
    try:
        return question()
    except Later as later:
        later.fetch()
        return question()


def find(store, handle="alice"):
    return wait_for(lambda: store.find(handle))


def test_a_bundle_comes_out_of_the_bucket_as_it_was_put(bucket, store):
    bucket.put_bundle("alice", cards.ALICE)
    found = find(store)
    assert dict(found.parts["page"].bodies) == cards.ALICE.parts["page"].bodies
    assert find(store, "charlie") is None


def test_a_new_edition_is_found_after_the_bounded_time(bucket, store, clock):
    bucket.put_bundle("alice", cards.ALICE)
    assert find(store).edition == 1
    bucket.put_bundle("alice", cards.SECOND)
    clock.now += 4.9
    assert find(store).edition == 1
    clock.now += 0.2
    assert find(store).edition == 2


def test_an_unchanged_bundle_is_not_fetched_again(bucket, store, clock):
    bucket.put_bundle("alice", cards.ALICE)
    first = find(store)
    clock.now += 6
    assert find(store) is first


def test_a_copy_that_another_process_put_back_is_noticed(bucket, store, clock):
    bucket.put_bundle("alice", cards.ALICE)
    find(store)
    write_bundle(store.root, "alice", cards.SECOND)
    clock.now += 6
    assert find(store).edition == 1


def test_a_removed_bundle_is_gone_after_the_bounded_time(bucket, store, clock):
    bucket.put_bundle("alice", cards.ALICE)
    find(store)
    bucket.remove_bundle("alice")
    clock.now += 6
    assert find(store) is None


def test_the_last_copy_is_served_while_s3_is_away(server, bucket, store, clock):
    bucket.put_bundle("alice", cards.ALICE)
    find(store)
    server.stop()
    for _ in range(3):
        clock.now += 6
        assert find(store).edition == 1
    server.start()
    bucket.put_bundle("alice", cards.SECOND)
    clock.now += 6
    assert find(store).edition == 2


def test_a_restarted_edge_serves_its_copies_while_s3_is_away(server, bucket, store):
    bucket.put_bundle("alice", cards.ALICE)
    find(store)
    server.stop()
    again = CopyStore(bucket, store.root)
    assert find(again).edition == 1
    with pytest.raises(BucketAway):
        find(again, "bob")


def test_s3_that_is_away_is_not_asked_for_each_card(server, store, caplog):
    server.stop()
    for number in range(3):
        with pytest.raises(BucketAway):
            find(store, f"card-{number}")
    assert caplog.text.count("S3 is away") == 1


def test_a_bucket_that_does_not_exist_is_away(server):
    bucket = Bucket(server.url.replace("@cards", "@others"))
    with pytest.raises(BucketAway):
        bucket.put("a", b"")


def test_a_scan_leads_on_from_the_bucket(bucket, store):
    bucket.put_scan_target(cards.SCAN)
    assert wait_for(lambda: store.scan("7K3M9")) == cards.SCAN
    assert wait_for(lambda: store.scan("NONE")) is None


def test_a_rendition_is_fetched_once(server, bucket, store):
    bucket.put("public/ab/ab12345678.webp", b"RIFF")
    found = wait_for(lambda: store.rendition("ab12345678.webp"))
    assert found.path.read_bytes() == b"RIFF"
    server.stop()
    assert store.rendition("ab12345678.webp") == found


def test_a_film_is_fetched_in_pieces(bucket, store):
    film = b"moov" * 1_000_000
    bucket.put("public/cd/cd12345678.mp4", film)
    found = wait_for(lambda: store.rendition("cd12345678.mp4"))
    assert found.path.read_bytes() == film


def test_a_film_that_breaks_off_leaves_nothing(tmp_path):
    def broken_off():
        yield b"ftyp"
        raise BucketAway

    with pytest.raises(BucketAway):
        replace_in_pieces(tmp_path / "film.mp4", broken_off())
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def visitor(server, bucket, tmp_path):
    edge = from_data_dir(tmp_path, storage_url=server.url)
    yield Visitor(edge)
    edge.spool.close()


def test_a_part_of_a_film_is_answered_from_the_bucket(bucket, visitor):
    bucket.put("public/cd/cd12345678.mp4", b"abcdef" * 100_000)
    start, *pieces = visitor.ask("/m/cd12345678.mp4", range="bytes=1-4")
    assert start["status"] == 206
    assert b"".join(piece["body"] for piece in pieces) == b"bcde"


def test_visitors_are_answered_from_the_bucket(bucket, visitor):
    bucket.put_bundle("alice", cards.ALICE)
    bucket.put_page("404", cards.SECOND)
    assert visitor.ask("/alice")[1]["body"] == cards.ENGLISH
    assert visitor.ask("/alice")[1]["body"] == cards.ENGLISH
    start, body = visitor.ask("/charlie")
    assert start["status"] == 404
    assert b"Good bye" in body["body"]
    assert visitor.ask("/accounts/login/")[0]["status"] == 404


def test_visitors_are_told_when_nothing_can_be_known(server, visitor):
    server.stop()
    assert visitor.ask("/alice")[0]["status"] == 503


def test_many_visitors_wait_for_one_fetch(bucket, visitor):
    bucket.put_bundle("alice", cards.ALICE)
    scope = {"type": "http", "method": "GET", "path": "/alice"}
    scope |= {"query_string": b"", "headers": []}

    async def visit():
        visits = [visitor.send(scope) for _ in range(20)]
        waiting = asyncio.gather(*visits)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        running = len(visitor.app._fetching)
        return running, await waiting

    running, replies = asyncio.run(visit())
    assert running == 1
    assert [start["status"] for start, _ in replies] == [200] * 20
