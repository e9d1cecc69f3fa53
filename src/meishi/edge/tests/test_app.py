import asyncio
import subprocess
import sys

import pytest

from meishi.edge.app import from_data_dir
from meishi.edge.hits import closed_spools, read_from, spool_files
from meishi.edge.store import write_bundle
from meishi.edge.tests import cards


class Visitor:
    """Speaks ASGI to an application."""

    def __init__(self, app):
        self.app = app

    def ask(self, path, method="GET", query=b"", extensions=None, **headers):
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query,
            "headers": [
                (name.replace("_", "-").encode(), value.encode())
                for name, value in headers.items()
            ],
            "extensions": extensions,
        }
        return asyncio.run(self.send(scope))

    async def send(self, scope, *incoming):
        sent = []
        waiting = list(incoming)

        async def receive():
            return waiting.pop(0)

        async def send(message):
            sent.append(message)

        await self.app(scope, receive, send)
        return sent


@pytest.fixture
def edge(tmp_path, root):
    edge = from_data_dir(tmp_path)
    yield edge
    edge.spool.close()


@pytest.fixture
def visitor(edge):
    return Visitor(edge)


def counted(edge):
    return [
        hit for path in spool_files(edge.spool.folder) for hit, _ in read_from(path)
    ]


def test_a_page_is_answered_and_counted_each_time(edge, visitor):
    for _ in range(3):
        start, body = visitor.ask("/alice", user_agent="curl/8")
        assert start["status"] == 200
        assert body["body"] == cards.ENGLISH
        assert (b"content-length", b"%d" % len(cards.ENGLISH)) in start["headers"]
    assert [hit.kind for hit in counted(edge)] == ["view"] * 3


def test_a_new_edition_is_answered_at_once(visitor, root):
    visitor.ask("/alice")
    write_bundle(root, "alice", cards.SECOND)
    assert b"Good bye" in visitor.ask("/alice")[1]["body"]
    write_bundle(root, "alice", cards.GONE)
    assert visitor.ask("/alice")[0]["status"] == 410


def test_equal_addresses_with_other_headers_get_their_own_answers(visitor):
    languages = [b"Good day", "アリス".encode(), b"Good day"]
    for wish, text in zip(["en", "ja", "de"], languages, strict=True):
        assert text in visitor.ask("/alice", accept_language=wish)[1]["body"]
    etag = dict(visitor.ask("/alice")[0]["headers"])[b"etag"].decode()
    assert visitor.ask("/alice", if_none_match=etag)[0]["status"] == 304
    assert visitor.ask("/alice")[0]["status"] == 200


def test_who_does_not_want_to_be_counted_is_not(edge, visitor):
    for _ in range(2):
        visitor.ask("/alice", dnt="1")
        visitor.ask("/alice", sec_gpc="1")
    assert counted(edge) == []
    assert sum(edge.spool.drops.values()) == 4


def test_requests_that_vary_for_ever_do_not_fill_the_memory(edge, visitor, monkeypatch):
    monkeypatch.setattr("meishi.edge.app.KEPT", 10)
    for number in range(50):
        visitor.ask("/alice", query=b"n=%d" % number)
    assert 0 < len(edge._kept) <= 10
    before = len(edge._kept)
    visitor.ask("/alice", user_agent="x" * 5000)
    assert len(edge._kept) == before


def test_what_is_not_public_goes_to_the_application(tmp_path):
    async def application(scope, receive, send):
        await send({"seen": scope["path"]})

    visitor = Visitor(from_data_dir(tmp_path, fallback=application))
    assert visitor.ask("/accounts/login/") == [{"seen": "/accounts/login/"}]


def test_without_an_application_everything_else_is_not_found(visitor):
    assert visitor.ask("/accounts/login/")[0]["status"] == 404


def test_headers_of_the_installation_are_on_every_reply(tmp_path, root):
    hsts = ("strict-transport-security", "max-age=63072000")
    visitor = Visitor(from_data_dir(tmp_path, headers=(hsts,)))
    for path in ("/alice", "/charlie", "/q/7K3M9", "/healthz"):
        names = dict(visitor.ask(path)[0]["headers"])
        assert names[b"strict-transport-security"] == b"max-age=63072000"


@pytest.fixture
def picture(root):
    file = root / "m" / "ab" / "ab12345678.webp"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"RIFF" * 100_000)
    return file


@pytest.mark.parametrize("path", ["/m/ab12345678.webp", "/m/ab/ab12345678.webp"])
def test_a_rendition_is_sent_in_pieces_and_kept_for_ever(visitor, picture, path):
    start, *pieces = visitor.ask(path)
    headers = dict(start["headers"])
    assert b"".join(piece["body"] for piece in pieces) == picture.read_bytes()
    assert headers[b"content-type"] == b"image/webp"
    assert headers[b"content-length"] == b"400000"
    assert headers[b"cache-control"] == b"public, max-age=31536000, immutable"
    assert headers[b"x-content-type-options"] == b"nosniff"


def test_a_server_that_can_send_files_gets_the_path(visitor, picture):
    _, message = visitor.ask(
        "/m/ab12345678.webp", extensions={"http.response.pathsend": {}}
    )
    assert message == {"type": "http.response.pathsend", "path": str(picture)}


def test_a_rendition_is_not_sent_again(visitor, picture):
    start, _ = visitor.ask("/m/ab12345678.webp", if_none_match='"ab12345678.webp"')
    assert start["status"] == 304
    assert visitor.ask("/m/ab12345678.webp", "HEAD")[1]["body"] == b""


@pytest.mark.parametrize(
    "path", ["/m/ab/ab1234567.webp", "/m/../public/x.webp", "/m/ab12345678.svg"]
)
def test_a_rendition_that_is_not_there_is_not_found(visitor, picture, path):
    assert visitor.ask(path)[0]["status"] == 404


WHOLE = b"RIFF" * 100_000


@pytest.mark.parametrize(
    ("wanted", "part", "told"),
    [
        ("bytes=0-1", WHOLE[:2], "bytes 0-1/400000"),
        ("bytes=3-", WHOLE[3:], "bytes 3-399999/400000"),
        ("bytes=-5", WHOLE[-5:], "bytes 399995-399999/400000"),
        ("bytes=-999999", WHOLE, "bytes 0-399999/400000"),
        ("bytes=399999-999999", WHOLE[-1:], "bytes 399999-399999/400000"),
        ("BYTES=0-299999", WHOLE[:300_000], "bytes 0-299999/400000"),
    ],
)
def test_a_part_of_a_rendition_is_sent(visitor, picture, wanted, part, told):
    start, *pieces = visitor.ask("/m/ab12345678.webp", range=wanted)
    headers = dict(start["headers"])
    assert start["status"] == 206
    assert b"".join(piece["body"] for piece in pieces) == part
    assert headers[b"content-range"] == told.encode()
    assert headers[b"content-length"] == b"%d" % len(part)


@pytest.mark.parametrize("wanted", ["bytes=400000-", "bytes=-0", "bytes=500000-600000"])
def test_a_part_beyond_the_end_is_416_with_the_length(visitor, picture, wanted):
    start, body = visitor.ask("/m/ab12345678.webp", range=wanted)
    assert (start["status"], body["body"]) == (416, b"")
    assert dict(start["headers"])[b"content-range"] == b"bytes */400000"


@pytest.mark.parametrize(
    "wanted", ["bytes=0-1,4-5", "bytes=5-2", "bytes=-", "lines=0-1", "bytes=a-b", ""]
)
def test_a_range_that_means_nothing_gets_the_whole(visitor, picture, wanted):
    start, *pieces = visitor.ask("/m/ab12345678.webp", range=wanted)
    assert start["status"] == 200
    assert b"".join(piece["body"] for piece in pieces) == WHOLE
    assert dict(start["headers"])[b"accept-ranges"] == b"bytes"


def test_a_part_of_another_file_gets_the_whole(visitor, picture):
    def status(condition):
        asked = {"range": "bytes=0-1", "if_range": condition}
        return visitor.ask("/m/ab12345678.webp", **asked)[0]["status"]

    assert status('"ab12345678.webp"') == 206
    assert status('"cd12345678.webp"') == 200
    assert status("Wed, 21 Oct 2026 07:28:00 GMT") == 200


def test_a_server_that_can_send_files_gets_no_path_for_a_part(visitor, picture):
    sent = visitor.ask(
        "/m/ab12345678.webp",
        extensions={"http.response.pathsend": {}},
        range="bytes=1-2",
    )
    assert sent[1]["body"] == b"IF"


def test_the_life_of_the_server_is_followed(edge, visitor):
    visitor.ask("/alice")
    life = ({"type": "lifespan.startup"}, {"type": "lifespan.shutdown"})
    said = asyncio.run(visitor.send({"type": "lifespan"}, *life))
    assert closed_spools(edge.spool.folder)
    kinds = [message["type"] for message in said]
    assert kinds == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_a_websocket_is_closed(visitor):
    [message] = asyncio.run(visitor.send({"type": "websocket"}, {}))
    assert message["type"] == "websocket.close"


def test_the_edge_starts_without_any_framework():
    code = (
        "import sys, meishi.edge.app;"
        "print([name for name in ('django', 'pydantic', 'asgiref', 'boto3')"
        " if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert said.stdout == b"[]\n"
