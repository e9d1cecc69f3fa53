"""What counts as a hit: named steps, and a closed set of reasons why not. Pure.

Counted are 200 and 304 alike (a visitor who comes back is a visit, whether or
not the bytes are sent again); bots are counted apart, never as persons.
"""

import re
from urllib.parse import parse_qsl, urlsplit

from meishi.edge.negotiate import primary_language
from meishi.edge.request import Request
from meishi.formats import hit
from meishi.formats.agent import classify
from meishi.formats.hit import Drop, Hit, Kind

HOST = re.compile(r"[a-z0-9.-]{1,100}\Z")
DOCUMENTS = frozenset({"", "document", "iframe", "frame", "embed", "object"})


def weigh(
    request: Request, card: str, kind: Kind, target: str = ""
) -> tuple[bytes, Drop | None]:
    """Return the hit as `hit.tail` writes it, or b"" and the reason for dropping."""
    if drop := why_not(request, kind):
        return b"", drop
    agent = classify(request.user_agent)
    line = Hit(
        0,
        card,
        kind,
        target,
        agent.device,
        "bot" if agent.is_bot else "person",
        source_of(request),
        primary_language(request.accept_language),
    )
    return hit.tail(line), None


def why_not(request: Request, kind: Kind) -> Drop | None:
    """Say why a request is not counted, or None if it is."""
    if request.method == "HEAD":
        return Drop.HEAD
    if request.dnt == "1":
        return Drop.DO_NOT_TRACK
    if request.sec_gpc == "1":
        return Drop.GLOBAL_PRIVACY_CONTROL
    if "prefetch" in f"{request.purpose} {request.sec_purpose}".lower():
        return Drop.PREFETCH
    if kind == "view" and request.sec_fetch_dest not in DOCUMENTS:
        return Drop.NOT_A_DOCUMENT
    return None


def source_of(request: Request) -> str:
    """Say where a visitor came from: "qr", the host of another site, or ""."""
    if request.query and query_value(request.query, "via") == hit.SCANNED:
        return hit.SCANNED
    if not request.referer:
        return ""
    host = _host(request.referer)
    return "" if host == _host(f"//{request.host}") else host


def query_value(query: str, name: str) -> str:
    """Return a value out of a query string, or "" (also when it has too many)."""
    try:
        return dict(parse_qsl(query, max_num_fields=20)).get(name, "")
    except ValueError:
        return ""


def _host(address: str) -> str:
    try:
        host = (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return host if HOST.match(host) else ""
