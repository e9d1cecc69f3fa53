"""Of a style sheet, what a page has a use for.

`needed(".a{x:1}.b{x:2}@media print{.b{x:3}}", {"a"})` gives `.a{x:1}`. It reads the
CSS of themes and blocks, which is well-formed, and never what an owner wrote.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

_PIECE = re.compile(r'"[^"]*"|\'[^\']*\'|[{}]|[^{}"\']+')
_GROUPS = ("@media", "@container", "@supports", "@layer")
# What a pseudo-class or an attribute says of an element is not looked into.
_DETAIL = re.compile(r"::?[\w-]+(?:\((?:[^()]|\([^()]*\))*\))?|\[[^\]]*\]")
_COMMA = re.compile(r",(?![^()]*(?:\([^()]*\)[^()]*)*\))")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_WORD = re.compile(r"[\w-]+")
_ELEMENT = re.compile(r'<([a-z][\w-]*)|\s(?:class|id)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class _Rule:
    """What stands before the braces, what inside, and the rules of a group.

    `selectors` are pairs of a selector and the tags, classes and ids that it names.
    """

    head: str
    body: str
    selectors: tuple[tuple[str, frozenset[str]], ...] = ()
    rules: "tuple[_Rule, ...] | None" = None


def words_in(html: str, script: str) -> frozenset[str]:
    """Return the tags, classes and ids of a page, and every word of its script."""
    found = set(_WORD.findall(script))
    for tag, names in _ELEMENT.findall(html):
        found.update([tag] if tag else names.split())
    return frozenset(found)


def needed(css: str, words: AbstractSet[str]) -> str:
    """Return the rules of `css` without selectors that name what is not in `words`."""
    return _written(_rules(css), words)


def _written(rules: tuple[_Rule, ...], words: AbstractSet[str]) -> str:
    return "".join(_rule(rule, words) for rule in rules)


def _rule(rule: _Rule, words: AbstractSet[str]) -> str:
    if rule.rules is not None:
        inner = _written(rule.rules, words)
        return f"{rule.head}{{{inner}}}" if inner else ""
    if not rule.selectors:
        return f"{rule.head}{{{rule.body}}}"
    kept = [selector for selector, names in rule.selectors if names <= words]
    return f"{','.join(kept)}{{{rule.body}}}" if kept else ""


@lru_cache(maxsize=256)
def _rules(css: str) -> tuple[_Rule, ...]:
    found, head, body, depth = [], "", "", 0
    for piece in _PIECE.findall(_COMMENT.sub("", css)):
        depth -= piece == "}"
        if depth:
            body += piece
        elif piece == "}":
            found.append(_read(head.strip(), body))
            head = body = ""
        elif piece != "{":
            head += piece
        depth += piece == "{"
    return tuple(found)


def _read(head: str, body: str) -> _Rule:
    if head.startswith(_GROUPS):
        return _Rule(head, body, rules=_rules(body))
    if head.startswith("@"):
        return _Rule(head, body)
    return _Rule(head, body.strip(), tuple((s, _names(s)) for s in _COMMA.split(head)))


def _names(selector: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_DETAIL.sub(" ", selector)))
