"""Connections that are only made to addresses which may be asked.

The name is resolved here, once, and what was checked is what is dialled: a second
answer of the name server cannot lead elsewhere. TLS still checks the name.
"""

import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from time import monotonic
from typing import Any

import httpcore

from meishi.lib.outgoing import addresses
from meishi.lib.outgoing.errors import (
    AddressRefused,
    AddressUnusable,
    HostUnknown,
    PortRefused,
)

TRIES = 4  # addresses of one host

type Resolve = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of the host, the best first. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(item[4][0]) for item in found))


class Deadline:
    """The moment at which a whole request has to be over."""

    def __init__(self, seconds: float) -> None:
        self._end = monotonic() + seconds

    def within(self, timeout: float | None) -> float:
        """Return the seconds that a step may take. Raises if none are left."""
        left = self._end - monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if timeout is None else min(left, timeout)


class TimedStream(httpcore.NetworkStream):
    """A connection on which a drip of bytes does not put off the end."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what has come."""
        return self._inner.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send the bytes."""
        self._inner.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        """Hang up."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Return the connection, encrypted."""
        left = self._deadline.within(timeout)
        inner = self._inner.start_tls(ssl_context, server_hostname, left)
        return TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Return what is known of the connection."""
        return self._inner.get_extra_info(info)


class GuardedBackend(httpcore.NetworkBackend):
    """Dials public addresses, and those in networks that the operator allows."""

    def __init__(
        self,
        deadline: Deadline,
        ports: Sequence[int],
        allowed: Sequence[addresses.Network],
        resolve: Resolve = resolve,
    ) -> None:
        self._deadline = deadline
        self._ports = ports
        self._allowed = allowed
        self._resolve = resolve
        self._dialler = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the host. Raises OutgoingError, or httpcore's."""
        *others, last = self._addresses(host, port)[:TRIES]
        for address in others:
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                return self._dial(address, port, timeout)
        return self._dial(last, port, timeout)

    def _addresses(self, host: str, port: int) -> list[str]:
        """Return the addresses of the host, if all of them may be asked."""
        try:
            found = self._resolve(host, port)
            meant = [addresses.meant(text) for text in found]
        except (OSError, ValueError) as error:
            raise HostUnknown(host) from error
        if not found:
            raise HostUnknown(host)
        for address in meant:
            self._check(address, host, port)
        return found

    def _check(self, address: addresses.Address, host: str, port: int) -> None:
        if addresses.is_within(address, self._allowed):
            return  # at any port: the operator named it
        if not addresses.is_public(address):
            raise AddressRefused(host)
        if port not in self._ports:
            raise PortRefused(host, port)

    def _dial(
        self, address: str, port: int, timeout: float | None
    ) -> httpcore.NetworkStream:
        left = self._deadline.within(timeout)
        return TimedStream(
            self._dialler.connect_tcp(address, port, left), self._deadline
        )

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Any = None
    ) -> httpcore.NetworkStream:
        """Refuse: a socket in a file is a door into this machine."""
        raise AddressUnusable(path)
