"""Replies: bytes chosen and headers put together. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from meishi.edge import negotiate
from meishi.edge.count import weigh
from meishi.edge.pages import BUILT_IN
from meishi.edge.request import Request
from meishi.formats.bundle import Bundle, Part
from meishi.formats.hit import Drop, Kind

type Headers = tuple[tuple[str, str], ...]

REVALIDATE = "public, max-age=0, must-revalidate"  # fresh at once, cheap by 304
FOR_EVER = "public, max-age=31536000, immutable"
SAFE: Headers = (
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
)
NOTHING_LOADS = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. `file` is sent instead of `body` where it is set, and of it only
    the bytes from `span[0]` to before `span[1]` where that is set.

    `hit` is what `Spool.add` takes, or b""; `drop` then may say why nothing counts.
    `handle` names the bundle that gave the answer: while that stays the same, so
    does the answer to an equal request.
    """

    status: int
    headers: Headers
    body: bytes = b""
    file: Path | None = None
    span: tuple[int, int] | None = None
    hit: bytes = b""
    drop: Drop | None = None
    handle: str = ""


class Choice(NamedTuple):
    """Which part of a bundle answers, and what that choice depended on."""

    part: str
    vary: str = "accept-encoding"
    headers: Headers = ()
    kind: Kind | None = None


def send_part(request: Request, bundle: Bundle, choice: Choice) -> Reply | None:
    """Answer 200 or 304 with the chosen part, or None if the bundle has no such."""
    part = bundle.parts.get(choice.part)
    if part is None:
        return None
    coding = negotiate.encoding(request.accept_encoding, part.bodies)
    etag = part.etag_for(coding)
    headers = merged(
        SAFE,
        (("content-security-policy", NOTHING_LOADS),),
        part.headers,
        choice.headers,
        (("cache-control", REVALIDATE), ("vary", choice.vary), ("etag", etag)),
    )
    hit, drop = b"", None
    if choice.kind:
        hit, drop = weigh(request, bundle.card, choice.kind)
    if negotiate.matches(request.if_none_match, etag):
        return Reply(304, headers, hit=hit, drop=drop)
    body = part.bodies[coding]
    about = _about(part, coding, len(body))
    sent = b"" if request.method == "HEAD" else body
    return Reply(200, about + headers, sent, hit=hit, drop=drop)


def send_page(
    status: int, request: Request, page: Bundle, headers: Headers = ()
) -> Reply:
    """Answer an error with a page in the visitor's language; never a 304."""
    choice = page_choice(request, page)
    if choice.part not in page.parts:
        return send_page(status, request, BUILT_IN[str(status)], headers)
    part = page.parts[choice.part]
    coding = negotiate.encoding(request.accept_encoding, part.bodies)
    body = part.bodies[coding]
    told = (("cache-control", REVALIDATE), ("vary", choice.vary))
    about = _about(part, coding, len(body))
    fixed = merged(SAFE, part.headers, choice.headers, told, headers)
    return Reply(status, about + fixed, b"" if request.method == "HEAD" else body)


def page_choice(request: Request, bundle: Bundle) -> Choice:
    """Choose the page in the language that fits the visitor best."""
    languages = bundle.languages
    if len(languages) < 2:
        told = (("content-language", languages[0]),) if languages else ()
        return Choice("page", headers=told, kind="view")
    tag = negotiate.language(request.accept_language, languages)
    return Choice(
        "page" if tag == languages[0] else f"page:{tag}",
        "accept-encoding, accept-language",
        (("content-language", tag),),
        "view",
    )


def send_text(request: Request, text: str) -> Reply:
    """Answer 200 with a short text that nobody keeps."""
    body = text.encode()
    headers = (
        ("content-type", "text/plain; charset=utf-8"),
        ("content-length", str(len(body))),
        ("cache-control", "no-store"),
        *SAFE,
    )
    return Reply(200, headers, b"" if request.method == "HEAD" else body)


def send_nothing(status: int, *headers: tuple[str, str]) -> Reply:
    """Answer without a body: a redirect, 204 or 405."""
    length = () if status == 204 else (("content-length", "0"),)
    return Reply(status, (*length, *SAFE, *headers))


def merged(*groups: Headers) -> Headers:
    """Join headers; a later group replaces what an earlier one says."""
    all_of_them: dict[str, str] = {}
    for group in groups:
        all_of_them |= {name.lower(): value for name, value in group}
    return tuple(all_of_them.items())


def _about(part: Part, coding: str, length: int) -> Headers:
    about: Mapping[str, str] = {
        "content-type": part.content_type,
        "content-length": str(length),
    }
    if coding != "identity":
        about = {**about, "content-encoding": coding}
    return tuple(about.items())
