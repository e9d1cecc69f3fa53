"""Limits on what comes in, held before Django sees it."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type Application = Callable[[Message, Receive, Send], Awaitable[None]]

TOO_LARGE = b"That is more than this site takes at once.\n"


class BodyLimit:
    """Answer 413 to a body of more than `max_bytes`, without keeping it.

    Django would write all of it to disk first and then look at its size. `larger`
    has other limits for addresses by how they end.
    """

    def __init__(
        self,
        application: Application,
        max_bytes: int,
        larger: Mapping[str, int] | None = None,
    ) -> None:
        self.application = application
        self.max_bytes = max_bytes
        self.larger = larger or {}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Hand the request on, counting what it brings."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        most = self._most(scope["path"])
        if _declared(scope) > most:
            await _refuse(send)
            return
        counted = _Counted(receive, most)
        await self.application(scope, counted, send)
        if counted.is_too_large:
            await _refuse(send)

    def _most(self, path: str) -> int:
        ends = (most for end, most in self.larger.items() if path.endswith(end))
        return next(ends, self.max_bytes)


class _Counted:
    """Receives until the limit, and then says that the sender has gone, which
    makes Django drop the request before anything is answered."""

    def __init__(self, receive: Receive, max_bytes: int) -> None:
        self.receive = receive
        self.left = max_bytes
        self.is_too_large = False

    async def __call__(self) -> Message:
        message = await self.receive()
        self.left -= len(message.get("body", b""))
        if self.left >= 0:
            return message
        self.is_too_large = True
        return {"type": "http.disconnect"}


def _declared(scope: Message) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0


async def _refuse(send: Send) -> None:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": TOO_LARGE})
