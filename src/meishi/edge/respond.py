"""Decide what to answer. Pure: no sockets, no clock, no disk of its own."""

import re
from dataclasses import replace

from meishi.edge import negotiate
from meishi.edge.count import query_value, weigh
from meishi.edge.pages import BUILT_IN
from meishi.edge.renditions import RENDITION, send_rendition
from meishi.edge.reply import (
    REVALIDATE,
    Choice,
    Reply,
    page_choice,
    send_nothing,
    send_page,
    send_part,
    send_text,
)
from meishi.edge.request import Request
from meishi.edge.shelf import Replaced, Shelf
from meishi.formats.agent import classify
from meishi.formats.bundle import BrokenBundle, Bundle
from meishi.formats.handle import HANDLE, RESERVED

CARD = re.compile(
    r"""/(?P<handle>[A-Za-z0-9-]{3,40})
    (?P<suffix>
      | / | \.vcf | \.json
      | /(?:qr\.(?:svg|png|pdf)|offline\.(?:svg|png)|preview\.png|(?:touch-)?icon\.png)
      | /tap/(?P<target>[A-Za-z0-9_.:-]{1,120})
    )\Z""",
    re.VERBOSE,
)
SCAN = re.compile(r"/[qQ]/(?P<code>[0-9A-Za-z]{4,32})/?\Z")
VISIBLE = re.compile(r"[!-~]*\Z")
JSON_PARTS = {
    "application/vcard+json": "jcard",
    "application/jscontact+json": "jscontact",
}
ATTEMPTS = 5  # a bundle that is replaced five times within one request


def respond(request: Request, shelf: Shelf) -> Reply | None:
    """Answer a request for what is public, or None for all that is not ours.

    Raises nothing but Later: what cannot be read is a 503.
    """
    for _ in range(ATTEMPTS):
        try:
            return _respond(request, shelf)
        except Replaced:
            continue
        except (BrokenBundle, OSError):
            break
    return unavailable(request)


def unavailable(request: Request) -> Reply:
    """Answer 503: the card is there but cannot be read now."""
    page = BUILT_IN["503"]
    return send_page(503, request, page, (("retry-after", "30"),))


def _respond(request: Request, shelf: Shelf) -> Reply | None:
    path = request.path
    if card := CARD.match(path):
        return _card(request, shelf, card)
    if scan := SCAN.match(path):
        return _scan(request, shelf, scan["code"].upper())
    if file := RENDITION.match(path):
        found = shelf.rendition(file["name"])
        return _only_read(request) or (
            send_rendition(request, file["name"], found)
            if found
            else not_found(request, shelf)
        )
    return None


def not_found(request: Request, shelf: Shelf) -> Reply:
    """Answer 404 with the page that helps."""
    return _failure(404, request, shelf)


def disposition(user_agent: str, handle: str) -> str:
    """Say what to do with a contact file (RFC 6266).

    iOS and iPadOS offer to add an inline one to the contacts and bury an attached
    one among the files; elsewhere a download is what works. An iPad may say
    that it is a Mac, and Safari on a Mac downloads the file in either case.
    """
    agent = classify(user_agent)
    how = "inline" if agent.is_apple_mobile or agent.may_be_ipad else "attachment"
    return f'{how}; filename="{handle}.vcf"'


def _card(request: Request, shelf: Shelf, address: re.Match[str]) -> Reply | None:
    if address[0] == "/healthz":
        return _only_read(request) or send_text(request, "ok")
    handle, suffix = address["handle"].lower(), address["suffix"].rstrip("/")
    if not HANDLE.match(handle) or handle in RESERVED:
        return None
    bundle = shelf.find(handle)
    if bundle is None:
        return _failure(404, request, shelf)
    if bundle.state == "moved" and HANDLE.match(bundle.location):
        status = 301 if request.method in ("GET", "HEAD") else 308
        return _redirect(status, request, f"/{bundle.location}{suffix}")
    if bundle.state != "published":
        return _failure(410, request, shelf)
    if address["target"]:
        return _tap(request, shelf, bundle, address["target"])
    if wrong := _only_read(request):
        return wrong
    if request.path != f"/{handle}{suffix}":
        return _redirect(308, request, f"/{handle}{suffix}")
    choice = _choice(request, bundle, handle, suffix)
    reply = send_part(request, bundle, choice)
    return replace(reply, handle=handle) if reply else _failure(404, request, shelf)


def _choice(request: Request, bundle: Bundle, handle: str, suffix: str) -> Choice:
    if not suffix:
        return page_choice(request, bundle)
    if suffix == ".vcf":
        return _contact_file(request, handle)
    if suffix == ".json":
        kind = negotiate.media_type(request.accept, tuple(JSON_PARTS))
        return Choice(JSON_PARTS[kind], "accept, accept-encoding")
    return Choice(suffix.removeprefix("/"))


def _contact_file(request: Request, handle: str) -> Choice:
    version = query_value(request.query, "v")
    is_4 = version == "4" or (not version and negotiate.wants_vcard4(request.accept))
    return Choice(
        "vcard4" if is_4 else "vcard3",
        "accept, accept-encoding, user-agent",
        (("content-disposition", disposition(request.user_agent, handle)),),
        "save",
    )


def _tap(request: Request, shelf: Shelf, bundle: Bundle, target: str) -> Reply:
    if target not in bundle.targets:
        return _failure(404, request, shelf)
    if request.method != "POST":
        return _not_allowed("POST")
    hit, drop = weigh(request, bundle.card, "tap", target)
    reply = send_nothing(204, ("cache-control", "no-store"))
    return Reply(reply.status, reply.headers, hit=hit, drop=drop)


def _scan(request: Request, shelf: Shelf, code: str) -> Reply:
    if wrong := _only_read(request):
        return wrong
    target = shelf.scan(code)
    if target is None:
        return _failure(404, request, shelf)
    hit, drop = weigh(request, target.card, "scan", code)
    sent = (("location", target.location), ("cache-control", "no-store"))
    reply = send_nothing(302, *sent)
    return Reply(reply.status, reply.headers, hit=hit, drop=drop)


def _redirect(status: int, request: Request, path: str) -> Reply:
    has_query = request.query and VISIBLE.match(request.query)
    location = f"{path}?{request.query}" if has_query else path
    # Never from memory: a handle that comes back to its card would go in circles.
    return send_nothing(status, ("location", location), ("cache-control", REVALIDATE))


def _only_read(request: Request) -> Reply | None:
    return None if request.method in ("GET", "HEAD") else _not_allowed("GET, HEAD")


def _not_allowed(methods: str) -> Reply:
    return send_nothing(405, ("allow", methods), ("cache-control", "no-store"))


def _failure(status: int, request: Request, shelf: Shelf) -> Reply:
    page = shelf.page(str(status)) or BUILT_IN[str(status)]
    return send_page(status, request, page)
