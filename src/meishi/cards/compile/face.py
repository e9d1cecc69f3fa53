"""What stands on the face of the card."""

from typing import Any
from unicodedata import bidirectional, east_asian_width

from django.utils.text import Truncator

from meishi.cards.compile.source import CardSource
from meishi.cards.document import AssetRef, Identity

SUMMARY = 200  # characters
LONG, LONGER = 18, 34  # columns from which a name is set smaller


def face_context(source: CardSource) -> dict[str, Any]:
    """Return what the template of the page needs to set the face."""
    identity = source.document.identity
    is_person = identity.subject == "person"
    name = identity.display_name
    initials = initials_of(identity)
    return {
        "name": name,
        "title": ", ".join(filter(None, [name, _position(identity)])),
        "summary": summary_of(identity),
        "brand": identity.company if is_person and identity.company != name else "",
        "role": is_person and (identity.title or identity.department),
        "phonetic": _phonetic(identity) if is_person else "",
        "name_size": size_of(name),
        "initials": initials,
        "is_han": len(initials) > 1 and _is_wide(initials),
        "has_photo": _is_ready(source, identity.photo),
        "has_logo": _is_ready(source, identity.logo),
    }


def summary_of(identity: Identity) -> str:
    """Return one or two sentences that say who this is."""
    said = identity.headline or identity.note or _position(identity)
    return Truncator(said or identity.display_name).chars(SUMMARY)


def initials_of(identity: Identity) -> str:
    """Return one or two letters for the seal: of the family name where that is Han.

    Arabic letters would join and read as another word, so there is but one of them.
    """
    if identity.subject == "company":
        return _first(identity.company)
    if _is_joined(identity.given[:1]):
        return identity.given[:1]
    if _is_wide(identity.family[:1]):
        return identity.family[:2]
    pair = [_first(identity.given), _first(identity.family)]
    if identity.is_family_first:
        pair.reverse()
    return "".join(pair) or _first(identity.display_name)


def size_of(name: str) -> str:
    """Return how a name is set: "", "long" or "longer"."""
    columns = sum(2 if _is_wide(letter) else 1 for letter in name)
    if columns > LONGER:
        return "longer"
    return "long" if columns > LONG else ""


def _position(identity: Identity) -> str:
    if identity.subject == "company":
        return ""
    return ", ".join(filter(None, [identity.title, identity.company]))


def _phonetic(identity: Identity) -> str:
    parts = [identity.phonetic_given, identity.phonetic_family]
    if identity.is_family_first:
        parts.reverse()
    return " ".join(filter(None, parts))


def _is_ready(source: CardSource, ref: AssetRef | None) -> bool:
    return bool(ref and source.pictures(ref.asset, ref.box))


def _first(text: str) -> str:
    return text[:1].upper()


def _is_joined(text: str) -> bool:
    return any(bidirectional(letter) == "AL" for letter in text)


def _is_wide(text: str) -> bool:
    return any(east_asian_width(letter) in "WF" for letter in text)
