"""Selectors: read piece by piece, and confined to what is the owner's.

The last part of a selector says what is styled. It is held inside `.my` by
`:where(.my *)`, which adds no weight. `.front` and `.content`, which are `.my`
themselves, may be named, and so may the whole page, for its background.
"""

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from tinycss2.nth import parse_nth

from meishi.formats.custom_css import reasons
from meishi.formats.custom_css.problems import Refused
from meishi.formats.custom_css.tokens import (
    SPACE,
    is_sign,
    split_at,
    without_space,
)

MAX_SELECTORS = 10  # in a rule
MAX_LENGTH = 200  # characters of one selector
MAX_PARTS = 6

SCOPE = ":where(.my *)"
ROOTS = ("front", "content", "my")
GROUND = (":root", "html", "body")
AROUND = frozenset({"page", "side", "stage", "card", "turner", "face", "cover"})
"""Classes around the owner's part: they can say where something is, no more."""
APP = frozenset({
    "back", "kinds", "touch", "turn", "bar", "note", "act", "save", "foot", "panel",
})  # fmt: skip
"""Classes of what belongs to the app."""
PSEUDO_CLASSES = frozenset({
    "hover", "active", "focus-visible", "focus-within", "any-link", "empty", "root",
    "first-child", "last-child", "only-child", "first-of-type", "last-of-type",
    "only-of-type",
})  # fmt: skip
NTH = ("nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type")
LISTS = ("is", "where", "not")
PICTURES = ("img", "picture", "svg")
DIRECTIONS = ("ltr", "rtl")
PSEUDO_ELEMENTS = ("before", "after", "first-letter", "first-line", "marker")

_TAG = re.compile(r"[a-z][a-z0-9]{0,19}")
_CLASS = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


class Kind(Enum):
    """What a selector styles."""

    INSIDE = "something in the owner's part"
    ROOT = "the owner's part itself"
    GROUND = "the page behind it all"


@dataclass(frozen=True, slots=True)
class Selector:
    """A confined selector as CSS."""

    text: str
    kind: Kind
    is_picture: bool = False


@dataclass(slots=True)
class _Part:
    """What one element must be: `a.chat:hover::before`."""

    tag: str = ""
    classes: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    element: str = ""

    def text(self, scope: str = "") -> str:
        classes = "".join(f".{name}" for name in self.classes)
        body = f"{self.tag}{classes}{''.join(self.states)}{scope}"
        return (body or "*") + self.element


def read_selectors(prelude: list[Any]) -> list[Selector]:
    """Return the selectors of a rule, confined. Raises Refused."""
    pieces = split_at(prelude, ",")
    if len(pieces) > MAX_SELECTORS:
        raise Refused(reasons.MANY_SELECTORS)
    selectors = list(dict.fromkeys(_confined(tokens) for tokens in pieces))
    if len({selector.kind is Kind.GROUND for selector in selectors}) > 1:
        raise Refused(reasons.GROUND_ALONE)
    return selectors


def _confined(tokens: list[Any]) -> Selector:
    chain = _chain(tokens)
    combinator, subject = chain[-1]
    before = _text(chain[:-1]) + combinator
    if not before and subject.text() in GROUND:
        return Selector(":root", Kind.GROUND)
    if subject.tag in GROUND or ":root" in subject.states:
        raise Refused(reasons.OUTSIDE)
    if any(name in ROOTS for name in subject.classes):
        kind = Kind.INSIDE if subject.element else Kind.ROOT
        selector = Selector(before + subject.text(), kind)
    elif AROUND.intersection(subject.classes):
        raise Refused(reasons.OUTSIDE)
    else:
        selector = Selector(
            before + subject.text(SCOPE),
            Kind.INSIDE,
            is_picture=subject.tag in PICTURES and not subject.element,
        )
    if len(selector.text) > MAX_LENGTH:
        raise Refused(reasons.LONG_SELECTOR)
    return selector


def _text(chain: list[tuple[str, _Part]]) -> str:
    return "".join(combinator + part.text() for combinator, part in chain)


def _chain(tokens: list[Any]) -> list[tuple[str, _Part]]:
    """Return the parts, each with the combinator before it: "" before the first."""
    chain: list[tuple[str, _Part]] = []
    rest = list(tokens)
    had_space = _skip_space(rest)
    while rest:
        combinator = " " if chain and had_space else ""
        if is_sign(rest[0], ">+~"):
            combinator = rest.pop(0).value
            _skip_space(rest)
        if bool(chain) != bool(combinator):
            raise Refused(reasons.SELECTOR)
        chain.append((combinator, _part(rest)))
        had_space = _skip_space(rest)
    if not 0 < len(chain) <= MAX_PARTS or any(p.element for _, p in chain[:-1]):
        raise Refused(reasons.SELECTOR)
    return chain


def _skip_space(rest: list[Any]) -> bool:
    found = False
    while rest and rest[0].type in SPACE:
        found = found or rest[0].type == "whitespace"
        rest.pop(0)
    return found


def _part(rest: list[Any]) -> _Part:
    """Take the tokens of one part off the front."""
    part, length = _Part(), len(rest)
    if rest and rest[0].type == "ident":
        part.tag = _matching(_TAG, rest.pop(0).lower_value)
    elif rest and is_sign(rest[0], "*"):
        rest.pop(0)
    while rest and not part.element and _take(rest, part):
        pass
    if len(rest) == length:
        raise Refused(_reason_against(rest))
    is_over = not rest or rest[0].type in SPACE or is_sign(rest[0], ">+~")
    if not is_over:
        raise Refused(_reason_against(rest))
    return part


def _reason_against(rest: list[Any]) -> str:
    kind = rest[0].type if rest else ""
    return {"hash": reasons.ID, "[] block": reasons.ATTRIBUTE}.get(
        kind, reasons.SELECTOR
    )


def _take(rest: list[Any], part: _Part) -> bool:
    """Move a class, a state or a pseudo-element from the tokens to the part."""
    if is_sign(rest[0], ".") and len(rest) > 1 and rest[1].type == "ident":
        part.classes.append(_class(rest[1].value))
        del rest[:2]
    elif is_sign(rest[0], ":") and len(rest) > 2 and is_sign(rest[1], ":"):
        part.element = _element(rest[2])
        del rest[:3]
    elif is_sign(rest[0], ":") and len(rest) > 1:
        _add_state(rest[1], part)
        del rest[:2]
    else:
        return False
    return True


def _class(name: str) -> str:
    if name in APP:
        raise Refused(reasons.OUTSIDE)
    return _matching(_CLASS, name)


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise Refused(reasons.SELECTOR)
    return text


def _element(token: Any) -> str:
    if token.type == "ident" and token.lower_value in PSEUDO_ELEMENTS:
        return f"::{token.lower_value}"
    raise Refused(reasons.PSEUDO)


def _add_state(token: Any, part: _Part) -> None:
    if token.type == "ident" and token.lower_value in PSEUDO_ELEMENTS[:2]:
        part.element = _element(token)  # :before, as it was once written
    elif token.type == "ident" and token.lower_value in PSEUDO_CLASSES:
        part.states.append(f":{token.lower_value}")
    elif token.type == "function":
        state = f":{token.lower_name}({_arguments(token)})"
        if state != SCOPE:  # which comes back at the end
            part.states.append(state)
    else:
        raise Refused(reasons.PSEUDO)


def _arguments(token: Any) -> str:
    name, inner = token.lower_name, without_space(token.arguments)
    if name in LISTS:
        return _list(token.arguments)
    if name in NTH and (nth := parse_nth(token.arguments)):
        return _nth(*nth)
    if len(inner) == 1 and inner[0].type == "ident":
        word = inner[0].lower_value
        if name == "dir" and word in DIRECTIONS:
            return str(word)
        if name == "lang" and _LANGUAGE.fullmatch(word):
            return str(word)
    raise Refused(reasons.PSEUDO)


def _list(tokens: list[Any]) -> str:
    pieces = split_at(tokens, ",")
    if len(pieces) > MAX_SELECTORS:
        raise Refused(reasons.MANY_SELECTORS)
    chains = [_chain(piece) for piece in pieces]
    if any(chain[-1][1].element for chain in chains):
        raise Refused(reasons.SELECTOR)
    return ",".join(map(_text, chains))


def _nth(step: int, offset: int) -> str:
    if abs(step) > 99 or abs(offset) > 99:
        raise Refused(reasons.SELECTOR)
    return f"{step}n{offset:+d}" if step else str(offset)
