"""Handles: the name of a card in its address, `/{handle}`.

A handle has 3 to 40 characters out of `a-z`, `0-9` and single hyphens between
them. It is printed on paper and read aloud, so nothing else is allowed.
"""

import re
from enum import StrEnum
from hashlib import blake2b
from unicodedata import combining, name, normalize

from meishi.formats.reserved import RESERVED

__all__ = ["HANDLE", "LONGEST", "RESERVED", "SHORTEST", "BadHandle", "check", "suggest"]

SHORTEST = 3
LONGEST = 40
HANDLE = re.compile(r"(?=[a-z0-9-]{3,40}\Z)[a-z0-9]+(?:-[a-z0-9]+)*\Z")


class Reason(StrEnum):
    """Why a text is no handle."""

    SHORT = "short"
    LONG = "long"
    CHARACTERS = "characters"
    HYPHENS = "hyphens"
    RESERVED = "reserved"


WORDS = {
    Reason.SHORT: f"Use at least {SHORTEST} characters.",
    Reason.LONG: f"Use at most {LONGEST} characters.",
    Reason.CHARACTERS: "Use only the letters a to z, digits and hyphens.",
    Reason.HYPHENS: "Put single hyphens between letters or digits only.",
    Reason.RESERVED: "This name is kept for Meishi itself. Choose another.",
}


class BadHandle(ValueError):
    """A text cannot be a handle; `reason` is the code, `str()` says it in words."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(WORDS[reason])
        self.reason = reason


def check(text: str) -> str:
    """Return `text` as a handle: trimmed, compatible forms folded, lower case.

    Raises BadHandle when it is too short or long, has other characters or
    misplaced hyphens, or is reserved.
    """
    handle = normalize("NFKC", text).strip().lower()
    if reason := _fault(handle):
        raise BadHandle(reason)
    return handle


def suggest(name: str) -> list[str]:
    """Make handles out of a person's name, the best first; never an empty list.

    Each passes `check`. Whether one is free is for the caller to find out.
    """
    words = _words(name)
    candidates = dict.fromkeys(_shorten(text) for text in _spellings(words))
    good = [text for text in candidates if _fault(text) is None]
    return good or [f"card-{blake2b(name.encode(), digest_size=3).hexdigest()}"]


def _fault(handle: str) -> Reason | None:
    if re.search(r"[^a-z0-9-]", handle):
        return Reason.CHARACTERS
    if len(handle) < SHORTEST:
        return Reason.SHORT
    if len(handle) > LONGEST:
        return Reason.LONG
    if not HANDLE.match(handle):
        return Reason.HYPHENS
    return Reason.RESERVED if handle in RESERVED else None


def _spellings(words: list[str]) -> list[str]:
    if not words:
        return []
    first, last = words[0], words[-1]
    if len(words) == 1:
        return [first, f"{first}-card", f"hello-{first}"]
    return [
        "-".join(words),
        f"{first}-{last}",
        f"{first}{last}",
        f"{first[0]}{last}",
        f"{first}-{last[0]}",
        f"{last}-{first}",
        f"{first}-{last}-card",
    ]


def _shorten(text: str) -> str:
    """Cut at a hyphen where there is one, so that no word is left in pieces."""
    if len(text) <= LONGEST:
        return text
    cut = text[: LONGEST + 1]
    return (cut.rpartition("-")[0] or cut)[:LONGEST].strip("-")


def _words(text: str) -> list[str]:
    folded = "".join(_latin(letter) for letter in normalize("NFKC", text).lower())
    for pattern, spelling in JOINS:
        folded = re.sub(pattern, spelling, folded)
    return re.findall(r"[a-z0-9]+", folded)


def _latin(letter: str) -> str:
    """Spell one lower-case letter with a to z, or return a space."""
    if letter.isascii():
        return letter
    if letter in LETTERS:
        return LETTERS[letter]
    base = "".join(c for c in normalize("NFKD", letter) if not combining(c))
    if base.isascii():
        return base
    return "" if combining(letter) else LETTERS.get(base) or _by_name(letter)


def _by_name(letter: str) -> str:
    """Unicode names Hangul syllables and kana by their sound."""
    script, _, rest = name(letter, "").partition(" ")
    if script not in {"HANGUL", "HIRAGANA", "KATAKANA"}:
        return " "
    small = SMALL if " SMALL " in rest else ""
    return small + rest.rpartition(" ")[2].lower()


def _table(letters: str, sounds: str) -> dict[str, str]:
    return dict(zip(letters, sounds.split(), strict=True))


SMALL = "~"  # before the sound of a small kana, which joins its neighbour
JOINS = (
    (r"[’'`.]", ""),  # O'Brien
    (r"~tu([a-z])", r"\1\1"),  # a small tu doubles the next consonant
    (r"i~", ""),  # ki and a small ya make kya
    (SMALL, ""),
)
LETTERS = (
    _table("ßæøđłþıœðħŋ", "ss ae o d l th i oe d h n")
    | _table(
        "абвгдеёжзийклмнопрстуфхцчшщыэюяєіїґћђљњџј",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya"
        " ye i yi g c dj lj nj dz j",
    )
    | {"ъ": "", "ь": "", "ー": ""}
    | _table(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        "a v g d e z i th i k l m n x o p r s s t y f ch ps o",
    )
)
