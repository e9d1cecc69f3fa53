"""The one way by which the program asks other servers."""

import ssl
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import version
from typing import NoReturn

import httpcore
import httpx
from django.conf import settings

from meishi.lib.outgoing import addresses, dial
from meishi.lib.outgoing.errors import (
    AddressUnusable,
    AnswerUnreadable,
    CertificateWrong,
    HostUnreachable,
    OutgoingError,
    RedirectRefused,
    StatusUnexpected,
    TooLarge,
    TooSlow,
)
from meishi.lib.outgoing.urls import parsed

MAX_REDIRECTS = 3
REDIRECTS = {301, 302, 303, 307, 308}
READS = {"GET", "HEAD", "PROPFIND", "REPORT", "OPTIONS"}  # may follow a redirect
MIB = 1024 * 1024
AGENT = f"Meishi/{version('meishi')}"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a request may last, in seconds, and how large the answer may be."""

    connect: float = 5
    read: float = 10
    total: float = 30
    max_bytes: int = 10 * MIB


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said. Names of headers are in any case."""

    status: int
    url: str
    headers: httpx.Headers = field(repr=False)
    body: bytes = field(repr=False)

    def expected(self, *statuses: int) -> "Answer":
        """Return the answer. Raises StatusUnexpected unless it has such a status."""
        if self.status not in statuses:
            raise StatusUnexpected(httpx.URL(self.url).host, self.status)
        return self


@dataclass(frozen=True, slots=True)
class _Request:
    method: str
    url: httpx.URL
    headers: Mapping[str, str]
    body: bytes

    def led_on(self, location: str) -> "_Request":
        """Return the request to where the answer leads. Raises OutgoingError."""
        url = parsed(_joined(self.url, location))
        if self.method not in READS or (self.url.scheme, url.scheme) == (
            "https",
            "http",
        ):
            raise RedirectRefused(self.url.host)
        headers = self.headers if _origin(url) == _origin(self.url) else {}
        return replace(self, url=url, headers=headers)


def get(url: str, limits: Limits | None = None) -> Answer:
    """Return what is at the address. Raises OutgoingError, also unless it is a 200."""
    return send("GET", url, limits=limits).expected(200)


def send(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    limits: Limits | None = None,
    resolve: dial.Resolve = dial.resolve,
) -> Answer:
    """Return the answer to the request, with whatever status.

    Leads to no private address, not by a redirect either, keeps no cookies and uses no
    proxy of the environment. Headers go to the server that was named and to no other.
    Raises OutgoingError.
    """
    limits = limits or Limits()
    backend = dial.GuardedBackend(
        dial.Deadline(limits.total),
        settings.OUTGOING_PORTS,
        addresses.networks(settings.OUTGOING_ALLOWED_NETWORKS),
        resolve,
    )
    request = _Request(method, parsed(url), headers or {}, body)
    for _ in range(MAX_REDIRECTS + 1):
        answer = _asked(request, backend, limits)
        location = answer.headers.get("location")
        if answer.status not in REDIRECTS or not location:
            return answer
        request = request.led_on(location)
    raise RedirectRefused(request.url.host)


def _asked(request: _Request, backend: dial.GuardedBackend, limits: Limits) -> Answer:
    host = request.url.host
    pool = httpcore.ConnectionPool(_tls(), network_backend=backend)
    try:
        with (
            pool,
            pool.stream(
                request.method,
                _target(request.url),
                headers=_headers(request),
                content=request.body,
                extensions={"timeout": _timeouts(limits)},
            ) as response,
        ):
            headers = httpx.Headers(response.headers)
            body = _body(response, headers, host, limits.max_bytes)
            return Answer(response.status, str(request.url), headers, body)
    except OutgoingError:
        raise
    except Exception as error:  # noqa: BLE001 (raised again in words, or as it is)
        _raise_in_words(error, host)


def _target(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )


def _headers(request: _Request) -> list[tuple[bytes, bytes]]:
    sent = {
        "Host": request.url.netloc.decode(),
        "User-Agent": AGENT,
        "Accept-Encoding": "gzip",
        "Connection": "close",
        **request.headers,
    }
    if request.body:
        sent["Content-Length"] = str(len(request.body))
    return [(name.encode(), value.encode()) for name, value in sent.items()]


def _timeouts(limits: Limits) -> dict[str, float]:
    return {
        "connect": limits.connect,
        "read": limits.read,
        "write": limits.read,
        "pool": limits.connect,
    }


def _body(
    response: httpcore.Response, headers: httpx.Headers, host: str, limit: int
) -> bytes:
    """Return the body unpacked, of which never more than the limit is in memory."""
    packing = headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("gzip", "x-gzip", "identity"):
        raise AnswerUnreadable(host)  # not what we said that we read
    unpacker = zlib.decompressobj(31) if "gzip" in packing else None
    body, received = bytearray(), 0
    for chunk in response.iter_stream():
        received += len(chunk)
        body += unpacker.decompress(chunk, limit + 1 - len(body)) if unpacker else chunk
        if max(len(body), received) > limit:
            raise TooLarge(host, limit)
    return bytes(body)


def _raise_in_words(error: Exception, host: str) -> NoReturn:
    if isinstance(error, httpcore.TimeoutException):
        raise TooSlow(host) from error
    if any(isinstance(why, ssl.SSLCertVerificationError) for why in error.args):
        raise CertificateWrong(host) from error
    if isinstance(error, httpcore.NetworkError):
        raise HostUnreachable(host) from error
    if isinstance(error, (httpcore.ProtocolError, zlib.error)):
        raise AnswerUnreadable(host) from error
    raise error


def _joined(url: httpx.URL, location: str) -> str:
    try:
        return str(url.join(location))
    except httpx.InvalidURL as error:
        raise AddressUnusable(str(error)) from error


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


@cache
def _tls() -> ssl.SSLContext:
    """Return whom we believe: who comes with the program, and whom the system knows."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context
