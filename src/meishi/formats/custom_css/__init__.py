"""Custom CSS of a card's owner, made safe to stand in a page beside the app's own.

Nothing is taken over as it was written: what is understood and allowed is written
anew, in one way only, so that no trick of spelling gets through. Rules reach what is
inside `.my` (the face of the card and its content) and nothing else of the page.

`sanitise(".name { color: #b8321e }")` gives
`@media screen{.name:where(.my *){color:#b8321e}}`. What the owner does not lay out
for print stays as the theme made it for paper.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import Any

import tinycss2

from meishi.formats.custom_css import reasons
from meishi.formats.custom_css.media import read_media
from meishi.formats.custom_css.problems import Problem, Refused
from meishi.formats.custom_css.readability import Doubt, kept_readable
from meishi.formats.custom_css.rules import Frames, read_frames, read_rule
from meishi.formats.custom_css.tokens import depth_of
from meishi.formats.custom_css.values import Own

__all__ = [
    "MAX_BYTES",
    "MAX_OUTPUT",
    "Doubt",
    "Problem",
    "Sanitised",
    "kept_readable",
    "sanitise",
]

MAX_BYTES = 20_000  # of what is written, in UTF-8
MAX_OUTPUT = 3_600  # bytes of what a page gets
MAX_DEPTH = 8  # brackets in brackets
MAX_RULES = 150
MAX_PROBLEMS = 50

# Python refuses to read numbers of thousands of digits, and tinycss2 would ask it to.
_ENDLESS = re.compile("[0-9]{40}")
_PLACES = {"screen": "@media screen{", "": ""}


@dataclass(frozen=True, slots=True)
class Sanitised:
    """CSS that may stand in a page, and what is wrong with what was written.

    `lines` tells where a declaration came from, by its selectors, property and value as
    they are in `css`.
    """

    css: str
    errors: tuple[Problem, ...]
    lines: Mapping[tuple[str, str, str], int] = MappingProxyType({})


def sanitise(text: str, *, own_assets: Mapping[str, str]) -> Sanitised:
    """Return the allowed part of `text`, scoped and short, and all that is refused.

    `own_assets` gives the address (`/m/...`) for each name that `url()` may use.
    Never raises; the result for its own `css` is that `css`.
    """
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return Sanitised("", (Problem(1, 1, reasons.LONG, ""),))
    if digits := _ENDLESS.search(text):
        line = text.count("\n", 0, digits.start()) + 1
        return Sanitised("", (Problem(line, 1, reasons.DIGITS, f"{digits[0][:12]}…"),))
    nodes = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    if depth_of(nodes) > MAX_DEPTH:
        return Sanitised("", (Problem(1, 1, reasons.DEEP, ""),))
    sheet = _Sheet(own_assets)
    sheet.read(nodes)
    css = sheet.written()
    if len(css.encode()) > MAX_OUTPUT:
        sheet.problems.append(Problem(1, 1, reasons.BIG, ""))
        css = ""
    found = sorted(sheet.problems, key=lambda p: (p.line, p.column))
    return Sanitised(css, tuple(found[:MAX_PROBLEMS]), sheet.lines)


class _Sheet:
    """A style sheet while it is read: frames, and rules with the place they go to."""

    def __init__(self, own_assets: Mapping[str, str]) -> None:
        self.problems: list[Problem] = []
        self.lines: dict[tuple[str, str, str], int] = {}
        self._assets = dict(own_assets)
        self._frames: list[Frames] = []
        self._rules: list[tuple[str, str]] = []
        self._count = 0

    def read(self, nodes: list[Any]) -> None:
        """Take in the rules of a sheet. Frames come first, since rules name them."""
        nodes = list(self._flat(nodes))
        still = Own(self._assets, frozenset())
        for node in nodes:
            if node.type == "at-rule" and node.lower_at_keyword == "keyframes":
                self._try(self._read_frames, node, still)
        own = Own(self._assets, frozenset(f.name for f in self._frames), self.lines)
        for node in nodes:
            self._try(self._read_node, node, own)

    def written(self) -> str:
        """Return the whole sheet."""
        pieces = [frames.css for frames in self._frames]
        for place, rules in groupby(self._rules, key=lambda rule: rule[0]):
            opening = _PLACES[place]
            pieces += [opening, *(css for _, css in rules), "}" if opening else ""]
        return "".join(pieces)

    def _flat(self, nodes: list[Any]) -> list[Any]:
        """Put what stands in `@media screen` beside the rest, where it goes anyway."""
        flat: list[Any] = []
        for node in nodes:
            if _is_media(node) and self._is_screen(node):
                flat += self._flat(_inside(node))
            else:
                flat.append(node)
        return flat

    def _is_screen(self, node: Any) -> bool:
        try:
            return read_media(node.prelude).text == "screen"
        except Refused:
            return False  # it is said when the node is read

    def _try(self, read: Any, node: Any, own: Own) -> None:
        try:
            read(node, own)
        except Refused as refused:
            self.problems.append(refused.problem(node))

    def _read_frames(self, node: Any, own: Own) -> None:
        self._frames.append(read_frames(node, own, self.problems))

    def _read_node(self, node: Any, own: Own) -> None:
        if node.type == "qualified-rule":
            self._add("screen", self._rule(node, own))
        elif _is_media(node):
            self._read_media(node, own)
        elif node.type == "error":
            raise Refused(reasons.BROKEN)
        elif node.lower_at_keyword != "keyframes":
            raise Refused(reasons.AT_RULE)

    def _read_media(self, node: Any, own: Own) -> None:
        media = read_media(node.prelude)
        rules = ""
        for inner in _inside(node):
            try:
                rules += self._inner_rule(inner, own)
            except Refused as refused:
                self.problems.append(refused.problem(inner))
        if rules:
            place = "" if media.is_print else "screen"
            self._add(place, f"@media {media.text}{{{rules}}}")

    def _inner_rule(self, node: Any, own: Own) -> str:
        if node.type == "at-rule":
            raise Refused(reasons.NESTED_AT_RULE)
        if node.type == "error":
            raise Refused(reasons.BROKEN)
        return self._rule(node, own)

    def _rule(self, node: Any, own: Own) -> str:
        self._count += 1
        if self._count > MAX_RULES:
            raise Refused(reasons.MANY_RULES)
        return read_rule(node, own, self.problems)

    def _add(self, place: str, css: str) -> None:
        if css:
            self._rules.append((place, css))


def _is_media(node: Any) -> bool:
    return bool(node.type == "at-rule" and node.lower_at_keyword == "media")


def _inside(node: Any) -> list[Any]:
    nodes: list[Any] = tinycss2.parse_rule_list(
        node.content or [], skip_comments=True, skip_whitespace=True
    )
    return nodes
