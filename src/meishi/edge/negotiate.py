"""Choosing by what a client prefers (RFC 9110, section 12). Pure."""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from meishi.formats.bundle import ENCODINGS

MANY = 40  # entries of a list header that are read; nobody needs more

LONGEST = 1000  # characters

type Weighed = tuple[tuple[str, float], ...]


def encoding(accept: str, available: Collection[str]) -> str:
    """Choose a content coding out of `available` for an Accept-Encoding.

    The highest weight wins; among equals the smallest body (br, gzip, identity).
    When all are refused, identity is sent: an answer helps more than a 406.
    """
    if not accept:
        return "identity"
    weights = dict(_weighed(accept))
    star = weights.get("*", 0.0)
    best, best_weight = "identity", 0.0
    for coding in ENCODINGS:
        missing = 0.001 if coding == "identity" and "*" not in weights else star
        weight = weights.get(coding, weights.get(f"x-{coding}", missing))
        if coding in available and weight > best_weight:
            best, best_weight = coding, weight
    return best


def language(accept: str, available: Sequence[str]) -> str:
    """Choose a language tag for an Accept-Language by lookup (RFC 4647, 3.4).

    A wish for "de-AT" is met by "de", one for "de" by "de-CH" too. Without a
    match the first of `available` is chosen.
    """
    for wish in _by_weight(_weighed(accept)):
        for tag in available:
            if _same_language(wish, tag.lower()):
                return tag
    return available[0]


def primary_language(accept: str) -> str:
    """Return the primary subtag that is wished for most, such as "de", or ""."""
    for wish in _by_weight(_weighed(accept)):
        primary = wish.partition("-")[0]
        if 2 <= len(primary) <= 3 and primary.isascii() and primary.isalpha():
            return primary
    return ""


def media_type(accept: str, available: Sequence[str]) -> str:
    """Choose a media type for an Accept; among equals the first of `available`.

    When none is acceptable, the first is sent: an answer helps more than a 406.
    """
    weights = dict(_weighed(accept))
    best, best_weight = available[0], 0.0
    for kind in available:
        group = kind.partition("/")[0] + "/*"
        weight = weights.get(kind, weights.get(group, weights.get("*/*", 0.0)))
        if weight > best_weight:
            best, best_weight = kind, weight
    return best


def wants_vcard4(accept: str) -> bool:
    """Say whether an Accept asks for vCard 4.0 by name (RFC 6350, section 10.1)."""
    for entry in accept.lower().split(",")[:MANY]:
        kind, *parameters = (word.strip() for word in entry.split(";"))
        asks = {word.replace(" ", "").replace('"', "") for word in parameters}
        if kind == "text/vcard" and "version=4.0" in asks and weight_of(parameters):
            return True
    return False


def matches(if_none_match: str, etag: str) -> bool:
    """Compare an If-None-Match weakly with a validator (RFC 9110, 13.1.2)."""
    if not if_none_match:
        return False
    tags = (tag.strip() for tag in if_none_match.split(",")[:MANY])
    return any(tag in ("*", etag) or tag.removeprefix("W/") == etag for tag in tags)


def weight_of(parameters: Iterable[str]) -> float:
    """Return the weight `q` out of parameters: 1 when absent, 0 when not readable."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            return _weight(value.strip())
    return 1.0


@lru_cache(maxsize=1024)  # browsers send few different lists
def _read(header: str) -> Weighed:
    entries = (entry.split(";") for entry in header.lower().split(",")[:MANY])
    pairs = ((name.strip(), weight_of(parameters)) for name, *parameters in entries)
    return tuple((name, weight) for name, weight in pairs if name)


def _weighed(header: str) -> Weighed:
    return _read(header[:LONGEST])


def _weight(text: str) -> float:
    digits = text.replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit()):
        return 0.0
    return min(float(text), 1.0)


def _by_weight(weighed: Weighed) -> list[str]:
    wishes = [(name, weight) for name, weight in weighed if weight and name != "*"]
    return [name for name, _ in sorted(wishes, key=lambda wish: -wish[1])]


def _same_language(wish: str, tag: str) -> bool:
    return wish == tag or wish.startswith(f"{tag}-") or tag.startswith(f"{wish}-")
