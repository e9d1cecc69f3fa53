import asyncio

import pytest

from meishi.lib.limits import BodyLimit


async def whole_body(scope, receive, send):
    """Echo the length of the body, as Django does: only once it is all there."""
    length, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        length += len(message["body"])
        more = message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"%d" % length})


def status_of(chunks, declared=None, path="/"):
    """Send the chunks to an application that takes 10 bytes, and 20 of a film;
    return the status."""
    waiting = [
        {"type": "http.request", "body": chunk, "more_body": number < len(chunks)}
        for number, chunk in enumerate(chunks, 1)
    ]
    sent = []

    async def receive():
        return waiting.pop(0)

    async def send(message):
        sent.append(message)

    headers = [] if declared is None else [(b"content-length", declared)]
    scope = {"type": "http", "path": path, "headers": headers}
    limited = BodyLimit(whole_body, 10, {"/videos/": 20})
    asyncio.run(limited(scope, receive, send))
    return sent[0]["status"]


@pytest.mark.parametrize(
    ("chunks", "declared", "status"),
    [
        ([b"x" * 10], b"10", 200),
        ([b""], None, 200),
        ([b"x" * 11], None, 413),
        ([b"x" * 6, b"x" * 6], None, 413),
        ([b""], b"11", 413),
        ([b""], b"nonsense", 200),
    ],
)
def test_a_body_over_the_limit_is_refused_however_it_comes(chunks, declared, status):
    assert status_of(chunks, declared) == status


def test_a_film_may_be_longer_than_other_bodies():
    assert status_of([b"x" * 20], b"20", "/media/videos/") == 200
    assert status_of([b"x" * 21], None, "/media/videos/") == 413
    assert status_of([b""], b"21", "/media/videos/") == 413
    assert status_of([b""], b"20", "/media/videos/x") == 413
