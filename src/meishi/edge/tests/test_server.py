"""The edge behind the real server, under both of its interfaces."""

import http.client
import random
import socket
import subprocess
import sys
import time

import brotli
import pytest

from meishi.edge.hits import closed_spools, read_from, spool_files
from meishi.edge.store import write_bundle, write_scan_target
from meishi.edge.tests import cards
from meishi.formats.tests.test_agent import IPHONE

SERVED = "from pathlib import Path; from meishi.edge.app import from_data_dir\n"


class Server:
    def __init__(self, folder, port, film):
        self.folder = folder
        self.port = port
        self.film = film

    def ask(self, path, method="GET", body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, names)
        reply = connection.getresponse()
        reply.content = reply.read()
        connection.close()
        return reply


@pytest.fixture(scope="module", params=["asgi", "rsgi"])
def server(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    root = folder / "public"
    write_bundle(root, "alice", cards.ALICE)
    write_scan_target(root, cards.SCAN)
    (root / "m" / "ab").mkdir(parents=True)
    (root / "m" / "ab" / "ab12345678.webp").write_bytes(b"RIFF" * 100_000)
    film = root / "m" / "cd" / "cd12345678.mp4"
    film.parent.mkdir()
    film.write_bytes(random.Random(7).randbytes(2_000_000))
    (folder / "served.py").write_text(
        f"{SERVED}app = from_data_dir(Path({str(folder)!r}))"
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "served:app", "--port", str(port)]
    with subprocess.Popen(
        [*command, "--interface", request.param], cwd=folder
    ) as process:
        wait_for(port)
        yield Server(folder, port, film)
        process.terminate()
        process.wait(20)
    assert closed_spools(folder / "spool") == spool_files(folder / "spool")


def wait_for(port):
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError


def test_a_page_arrives_whole(server):
    reply = server.ask("/alice", accept_encoding="br")
    assert brotli.decompress(reply.content) == cards.ENGLISH
    assert reply.headers["content-length"] == str(len(reply.content))


def test_head_keeps_the_length(server):
    reply = server.ask("/alice", "HEAD")
    assert reply.content == b""
    assert reply.headers["content-length"] == str(len(cards.ENGLISH))


def test_a_known_page_is_304_without_a_body(server):
    etag = server.ask("/alice").headers["etag"]
    reply = server.ask("/alice", if_none_match=etag)
    assert (reply.status, reply.content, reply.headers["etag"]) == (304, b"", etag)


def test_a_tap_with_a_body_is_204(server):
    reply = server.ask("/alice/tap/link-1", "POST", b"PING" * 1000)
    assert (reply.status, reply.content) == (204, b"")


def test_a_picture_arrives_whole(server):
    reply = server.ask("/m/ab12345678.webp")
    assert reply.content == b"RIFF" * 100_000
    assert reply.headers["content-length"] == "400000"
    assert (
        server.ask("/m/ab12345678.webp", "HEAD").headers["content-length"] == "400000"
    )


def test_a_part_of_a_film_arrives(server):
    film = server.film.read_bytes()
    for start, end in ((0, 2), (1_000_000, 1_700_000), (len(film) - 3, len(film))):
        reply = server.ask("/m/cd12345678.mp4", range=f"bytes={start}-{end - 1}")
        assert (reply.status, reply.headers["content-type"]) == (206, "video/mp4")
        assert reply.content == film[start:end]
        told = f"bytes {start}-{end - 1}/{len(film)}"
        assert reply.headers["content-range"] == told
    assert server.ask("/m/cd12345678.mp4", range="bytes=-4").content == film[-4:]


def test_a_part_beyond_the_end_of_a_film_is_416(server):
    reply = server.ask("/m/cd12345678.mp4", range="bytes=99999999-")
    assert (reply.status, reply.content) == (416, b"")
    assert reply.headers["content-range"] == "bytes */2000000"


def test_a_head_of_a_film_tells_its_length_whatever_part_is_asked(server):
    reply = server.ask("/m/cd12345678.mp4", "HEAD", range="bytes=0-1")
    assert (reply.status, reply.headers["content-length"]) == (200, "2000000")
    assert reply.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/healthz", 200),
        ("/%61lice", 200),
        ("/Alice", 308),
        ("/q/7k3m9", 302),
        ("/charlie", 404),
        ("/alice/..%2f..%2fetc", 404),
        ("/m/..%2f..%2fserved.py", 404),
        ("/alice%00", 404),
        ("/%ff%fe", 404),
        ("/alice%0d%0aset-cookie:x", 404),
        ("/" + "a" * 8000, 404),
    ],
)
def test_each_address_gets_its_status(server, path, status):
    assert server.ask(path).status == status


def test_each_visit_is_counted_before_it_is_answered(server):
    def views():
        files = spool_files(server.folder / "spool")
        hits = [hit for file in files for hit, _ in read_from(file)]
        return sum(hit.device == "ios" for hit in hits)

    before = views()
    for count in range(1, 4):
        server.ask("/alice", user_agent=IPHONE)
        assert views() == before + count


def test_a_new_edition_is_served_on_the_next_request(server):
    root = server.folder / "public"
    for bundle in (cards.SECOND, cards.ALICE) * 5:
        write_bundle(root, "alice", bundle)
        text = bundle.parts["page"].bodies["identity"]
        assert server.ask("/alice").content == text
