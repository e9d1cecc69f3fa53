"""Addresses that a card may lead to, and those made from contact details.

Only these schemes are let through: https, http, mailto, tel and sms. Everything
else (javascript:, data:, file: ...) could act in the visitor's browser.
"""

import re
from urllib.parse import quote, urlsplit

SCHEMES = ("https", "http", "mailto", "tel", "sms")
MAX_LINK = 2000  # characters

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_HOST = re.compile(
    r"(?=.{1,253}$)([^\W_]([\w\-]{0,61}[^\W_])?\.)+[^\W\d_][\w\-]{1,61}\.?"
)
_LOCAL_HOST = re.compile(r"localhost|\[[0-9A-Fa-f:.]+\]|\d{1,3}(\.\d{1,3}){3}")
_MAIL = re.compile(r"[^\s@<>\"(),:;\\]+@[^\s@<>\"(),:;\\]+\.[^\s@<>\"(),:;\\.]+")
_NUMBER = re.compile(r"\+?[\d\s().\-/]{3,40}(;[\w=\-]+)*")
_BAD = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}]")


class BadLink(ValueError):
    """The text is no address that a card may lead to. `reason` says why.

    Reasons: "empty", "long", "scheme", "host", "mail", "phone".
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse(text: str) -> str:
    """Return the whole address that was meant by `text`.

    `example.com/a` becomes `https://example.com/a`, `ann@example.com` becomes
    `mailto:ann@example.com`. Raises BadLink.
    """
    text = text.strip()
    if not text:
        raise BadLink("empty")
    if len(text) > MAX_LINK:
        raise BadLink("long")
    scheme, rest = _split(text)
    if scheme not in SCHEMES:
        raise BadLink("scheme")
    link = _READERS[scheme](scheme, rest)
    if len(link) > MAX_LINK:
        raise BadLink("long")
    return link


def mailto(address: str, subject: str = "") -> str:
    """Return the link that starts a mail (RFC 6068)."""
    query = f"?subject={quote(subject, safe='')}" if subject else ""
    return f"mailto:{quote(address, safe='@+')}{query}"


def tel(number: str) -> str:
    """Return the link that calls a number in E.164 or as typed (RFC 3966)."""
    return "tel:" + re.sub(r"[^\d+*#,;]", "", number).replace("#", "%23")


def _split(text: str) -> tuple[str, str]:
    found = _SCHEME.match(text)
    if found and not re.match(r"\d+(/|$)", text[found.end() :]):  # example.com:8000
        return found[1].lower(), text[found.end() :]
    if _MAIL.fullmatch(text):
        return "mailto", text
    return "https", text


def _web(scheme: str, rest: str) -> str:
    link = _BAD.sub(lambda m: quote(m[0]), f"{scheme}://{rest.lstrip('/')}")
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
        _ = parts.port  # raises ValueError where it is no number
    except ValueError as error:
        raise BadLink("host") from error
    if (
        not (_HOST.fullmatch(host) or _LOCAL_HOST.fullmatch(host))
        or "@" in parts.netloc
    ):
        raise BadLink("host")
    return link


def _mail(scheme: str, rest: str) -> str:
    address, _, query = rest.partition("?")
    if not _MAIL.fullmatch(address):
        raise BadLink("mail")
    query = _BAD.sub(lambda m: quote(m[0]), query)
    return f"mailto:{address}" + (f"?{query}" if query else "")


def _number(scheme: str, rest: str) -> str:
    number, _, query = rest.partition("?")
    if not _NUMBER.fullmatch(number.strip()) or not any(map(str.isdigit, number)):
        raise BadLink("phone")
    query = _BAD.sub(lambda m: quote(m[0]), query)
    written = re.sub(r"[\s().\-/]", "", number)
    return f"{scheme}:{written}" + (f"?{query}" if query else "")


_READERS = {
    "https": _web,
    "http": _web,
    "mailto": _mail,
    "tel": _number,
    "sms": _number,
}
