"""The server interfaces: ASGI for any server, RSGI for Granian.

Equal requests get equal answers until the bundle changes, so an answer is kept
ready under what the request was. What remains for each visit is one `stat` of
the bundle, one dictionary look-up and one `write` of the hit.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from meishi.edge.bucket import Bucket
from meishi.edge.copies import CopyStore
from meishi.edge.folder import FolderStore
from meishi.edge.hits import Spool
from meishi.edge.ranges import in_range
from meishi.edge.reply import Headers, Reply
from meishi.edge.request import HEADERS, Request
from meishi.edge.respond import not_found, respond, unavailable
from meishi.edge.shelf import Later, Shelf
from meishi.edge.store import public_root

type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type Application = Callable[[Message, Receive, Send], Awaitable[None]]
type Key = tuple[Any, ...]

KEPT = 4096  # answers kept ready
LONGEST_KEY = 2048  # characters of a request that is worth keeping an answer for
CHUNK = 256 * 1024
MOST_FETCHES = 5  # for one answer
NAMES = HEADERS
NAMES_IN_BYTES = tuple(name.encode() for name in HEADERS)


class Ready(NamedTuple):
    """A reply in the shapes in which servers take it."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    start_message: Message
    body_message: Message
    hit: bytes
    reply: Reply


class Edge:
    """Serve what is public, count it, and hand everything else to `fallback`.

    `headers` are added to every reply of the edge, such as HSTS. Under RSGI there
    is no fallback: what is not ours is 404.
    """

    def __init__(
        self,
        store: Shelf,
        spool: Spool,
        fallback: Application | None = None,
        headers: Headers = (),
    ) -> None:
        self.store = store
        self.spool = spool
        self.fallback = fallback
        self.headers = headers
        self._kept: dict[Key, Ready] = {}
        self._generation = store.generation
        self._fetching: dict[str, asyncio.Task[None]] = {}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer as an ASGI application (ASGI 3.0)."""
        if scope["type"] != "http":
            await self._other(scope, receive, send)
            return
        get = dict(scope["headers"]).get
        key = (
            scope["method"],
            scope["path"],
            scope["query_string"],
            *[get(name) for name in NAMES_IN_BYTES],
        )
        try:
            ready = self._current(key) or self._answer(key)
        except Later as later:
            ready = await self._wait(key, later)
        if ready is None and self.fallback:
            await self.fallback(scope, receive, send)
            return
        ready = ready or await self._not_found(key)
        self._count(ready)
        if ready.reply.file:
            wanted = [_text(get(name)) for name in (b"range", b"if-range")]
            ready = self._ready(in_range(ready.reply, *wanted))
        await send(ready.start_message)
        if ready.reply.file:
            await _send_file(ready.reply, scope, send)
        else:
            await send(ready.body_message)

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Answer as an RSGI application (RSGI 1.5)."""
        if scope.proto != "http":
            protocol.close(404)
            return
        get = scope.headers.get
        key = (
            scope.method,
            scope.path,
            scope.query_string,
            *[get(name) for name in NAMES],
        )
        try:
            ready = self._current(key) or self._answer(key)
        except Later as later:
            ready = await self._wait(key, later)
        ready = ready or await self._not_found(key)
        self._count(ready)
        if ready.reply.file:
            wanted = [get(name) or "" for name in ("range", "if-range")]
            ready = self._ready(in_range(ready.reply, *wanted))
        status, headers, file = ready.status, ready.headers, str(ready.reply.file)
        if ready.reply.span:
            protocol.response_file_range(status, headers, file, *ready.reply.span)
        elif ready.reply.file:
            protocol.response_file(status, headers, file)
        else:
            protocol.response_bytes(status, headers, ready.body)

    def __rsgi_del__(self, loop: object) -> None:
        """Finish the spool when the server stops (RSGI)."""
        self.spool.close()

    def _current(self, key: Key) -> Ready | None:
        """Return the answer kept for an equal request, if its bundle is unchanged."""
        ready = self._kept.get(key)
        if ready is None:
            return None
        self.store.find(ready.reply.handle)
        return ready if self.store.generation == self._generation else None

    def _answer(self, key: Key) -> Ready | None:
        request = _request(key)
        reply = respond(request, self.store)
        if reply is None:
            return None
        ready = self._ready(reply)
        if reply.handle and sum(map(len, request)) < LONGEST_KEY:
            self._keep(key, ready)
        return ready

    def _keep(self, key: Key, ready: Ready) -> None:
        if self.store.generation != self._generation or len(self._kept) >= KEPT:
            self._kept.clear()
            self._generation = self.store.generation
        self._kept[key] = ready

    async def _not_found(self, key: Key) -> Ready:
        request = _request(key)
        try:
            return self._ready(not_found(request, self.store))
        except Later as later:
            await self._fetch(later)
            return self._ready(not_found(request, self.store))

    async def _wait(self, key: Key, later: Later) -> Ready | None:
        """Answer once all is there that the answer needs."""
        for _ in range(MOST_FETCHES):
            await self._fetch(later)
            try:
                return self._answer(key)
            except Later as more:
                later = more
        return self._ready(unavailable(_request(key)))

    async def _fetch(self, later: Later) -> None:
        """Fetch in a thread, once for all who wait for the same."""
        task = self._fetching.get(later.name)
        if task is None:
            task = asyncio.create_task(asyncio.to_thread(later.fetch))
            self._fetching[later.name] = task
            task.add_done_callback(lambda _: self._fetching.pop(later.name))
        await asyncio.shield(task)

    def _count(self, ready: Ready) -> None:
        if ready.hit:
            self.spool.add(ready.hit)
        elif ready.reply.drop:
            self.spool.drops[ready.reply.drop] += 1

    def _ready(self, reply: Reply) -> Ready:
        headers = [*reply.headers, *self.headers]
        start: Message = {
            "type": "http.response.start",
            "status": reply.status,
            "headers": [(name.encode(), value.encode()) for name, value in headers],
        }
        body: Message = {"type": "http.response.body", "body": reply.body}
        return Ready(reply.status, headers, reply.body, start, body, reply.hit, reply)

    async def _other(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":  # Django speaks none
            await self._live(receive, send)
        elif self.fallback:
            await self.fallback(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self.spool.close()
        await send({"type": "lifespan.shutdown.complete"})


def from_data_dir(
    data_dir: Path,
    *,
    fallback: Application | None = None,
    max_bytes: int = 64 * 1024 * 1024,
    headers: Headers = (),
    storage_url: str = "",
    built_in: Mapping[str, Path] = MappingProxyType({}),
) -> Edge:
    """Make the edge over a data folder, or over S3 with its copies in there.

    `max_bytes` bounds the memory that published cards take in this process.
    `built_in` are files that came with the program, served below `/m/` by name.
    """
    store: Shelf
    if storage_url:
        bucket = Bucket(storage_url)
        store = CopyStore(bucket, data_dir / "copies", max_bytes, built_in=built_in)
    else:
        store = FolderStore(public_root(data_dir), max_bytes, built_in)
    return Edge(store, Spool(data_dir / "spool"), fallback, headers)


async def _send_file(reply: Reply, scope: Message, send: Send) -> None:
    file = str(reply.file)
    if not reply.span and "http.response.pathsend" in (scope.get("extensions") or {}):
        await send({"type": "http.response.pathsend", "path": file})
        return
    start, end = reply.span or (0, int(dict(reply.headers)["content-length"]))
    with await asyncio.to_thread(open, file, "rb") as opened:
        opened.seek(start)
        while start < end:
            chunk = await asyncio.to_thread(opened.read, min(CHUNK, end - start))
            if not chunk:  # the file became shorter; the server closes the connection
                return
            start += len(chunk)
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


def _request(key: Key) -> Request:
    """Read a key as a request: ASGI gives bytes, RSGI text, both None if absent."""
    return Request(*map(_text, key))


def _text(value: bytes | str | None) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value or ""
