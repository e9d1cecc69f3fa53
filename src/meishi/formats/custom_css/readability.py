"""Words in the owner's colours, kept readable: contrast is computed, not hoped for.

It reads what `sanitise` wrote. A selector may match more than its words tell, so each
colour of words must reach 4.5 (WCAG 2.2, 1.4.3) on every surface of its part of the card
(the face, or what is below it): those of the theme and all that the owner paints. A
rule that paints a surface says the colours of words on it too: its own, or else those
of the theme, moved until they read; children take them over as `--ms-ink` and the like.
Over a picture lies a veil.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

import tinycss2

from meishi.formats.colour import BLACK, WHITE, contrast, mixed, readable, weakest
from meishi.formats.custom_css.paints import Palettes, Unknown
from meishi.formats.palette import TEXT, Palette, veil

FRONT: Final = frozenset({
    "front", "words", "who", "name", "role", "brand", "after", "portrait", "seal",
})  # fmt: skip
"""Classes of the face; all others are below it."""
ON_SEAL: Final = frozenset({"seal", "brand"})
"""What stands on the colour of the seal in some faces."""
SURFACES: Final = ("background", "background-color", "background-image", "box-shadow")
PIECES: Final = frozenset({
    "background-size", "background-repeat", "background-position", "background-clip",
    "background-origin",
})  # fmt: skip
"""What leaves part of an element without its gradient."""
WORDS: Final = ("ink", "muted", "accent")
FILLS: Final = ("paper", "line")
MARGIN: Final = 0.05  # contrast that rounding a pixel to 8 bits can cost
AIM: Final = TEXT + MARGIN
_CLASS: Final = re.compile(r"\.([A-Za-z][\w-]*)")
_DARK: Final = "prefers-color-scheme:dark"
_LIGHT: Final = "prefers-color-scheme:light"

type Scheme = str  # "light" or "dark"
type Place = tuple[str, str, str]  # selectors, property and value, as they are written


@dataclass(frozen=True, slots=True)
class Doubt:
    """A colour that is not used as it was written.

    `contrast` is what it reaches at worst, None where that cannot be told; `instead` is
    what is used, "" where the declaration is left out.
    """

    place: Place
    contrast: float | None
    instead: str


@dataclass(frozen=True, slots=True)
class _Rule:
    selectors: str
    declared: tuple[tuple[str, str], ...]
    schemes: tuple[Scheme, ...]
    is_always: bool  # whatever the screen

    @property
    def is_ground(self) -> bool:
        return self.selectors == ":root"

    @property
    def parts(self) -> frozenset[str]:
        """Where it may match: on the face, below it, or both."""
        found = set()
        for selector in self.selectors.split(","):
            classes = _classes(selector)
            if not self.is_ground and (not classes or "my" in classes):
                return frozenset({"front", "content"})
            found.add("front" if classes & FRONT else "content")
        return frozenset(found)

    @property
    def may_be_on_seal(self) -> bool:
        named = [_classes(selector) for selector in self.selectors.split(",")]
        return any(classes & ON_SEAL for classes in named)


def _classes(selector: str) -> frozenset[str]:
    return frozenset(_CLASS.findall(re.sub(r":\w+\([^)]*\)", "", selector)))


def kept_readable(
    css: str, light: Palette, dark: Palette
) -> tuple[str, tuple[Doubt, ...]]:
    """Return what `sanitise` wrote with colours that read, and what was changed."""
    return _Sheet(css, {"light": light, "dark": dark}).written()


class _Sheet:
    def __init__(self, css: str, palettes: Mapping[Scheme, Palette]) -> None:
        self.nodes = tinycss2.parse_stylesheet(css)
        self.doubts: list[Doubt] = []
        rules = list(_rules(self.nodes, ("light", "dark")))
        own: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for name, value in (pair for rule in rules for pair in rule.declared):
            if name.startswith("--"):
                own[name] += (value,)
        self.palettes = {
            scheme: Palettes(palette, scheme == "dark", own)
            for scheme, palette in palettes.items()
        }
        self.grounds: dict[tuple[str, Scheme], list[str]] = {}
        for scheme, palette in palettes.items():
            self.grounds["front", scheme] = [palette.paper, palette.ground]
            self.grounds["content", scheme] = _below(palette)
        pieced = {name for rule in rules for name, _ in rule.declared} & PIECES
        self.has_pieces = bool(pieced)
        for rule in rules:
            if rule.selectors == ".front" and rule.is_always:
                for scheme in rule.schemes:
                    if self._covers(rule, scheme):  # nothing of the theme's is left
                        self.grounds["front", scheme].clear()
        for rule in rules:
            self._survey(rule)

    def written(self) -> tuple[str, tuple[Doubt, ...]]:
        css = _written(self.nodes, ("light", "dark"), self._rule)
        return css, tuple(dict.fromkeys(self.doubts))

    def _survey(self, rule: _Rule) -> None:
        """Note what the rule paints, for words that it does not speak of."""
        for scheme in rule.schemes:
            painted = self._painted(rule, scheme)
            for part in rule.parts:
                known = self.grounds[part, scheme]
                known += [each for each in painted if each not in known]

    def _painted(self, rule: _Rule, scheme: Scheme) -> list[str]:
        """Every colour that may lie behind words in what the rule matches."""
        found: list[str] = []
        for name, value in rule.declared:
            if name in SURFACES and not (name == "box-shadow" and "inset" not in value):
                found += self._surfaces(value, rule, scheme)
        return list(dict.fromkeys(found))

    def _surfaces(self, value: str, rule: _Rule, scheme: Scheme) -> Iterator[str]:
        palettes = self.palettes[scheme]
        try:
            paints = palettes.paints(value)
        except Unknown:
            return
        if "url(" in value:
            theme = palettes.theme
            share = veil(theme.ink, theme.paper, AIM)
            for pixel in (BLACK, WHITE):
                yield mixed(theme.paper, pixel, share)
        # What is seen through may lie on itself many times, or on the bare page.
        theme = palettes.theme
        is_thin = any(paint.share < 1 for paint in paints)
        paints = [paint for paint in paints if paint.share > 0]
        colours = [paint.colour for paint in paints]
        yield from _between(colours)
        if is_thin:
            for ground in (WHITE, BLACK) if rule.is_ground else _below(theme):
                for one, colour in zip(paints, colours, strict=True):
                    yield from _between([one.over(ground), colour])
                yield from _between([paint.over(ground) for paint in paints])

    def _rule(self, rule: _Rule) -> str:
        declared = []
        for name, value in rule.declared:
            kept = self._kept(rule, name, value)
            if kept:
                declared.append((name, kept))
        rule = replace(rule, declared=tuple(declared))
        spoken = self._spoken(rule)
        if spoken is None:  # no words could be read on it
            for name, value in declared:
                if name in SURFACES:
                    self._doubt(rule, name, value, None, "")
            declared = [each for each in declared if each[0] not in SURFACES]
            spoken = []
        body = ";".join(f"{name}:{value}" for name, value in (*spoken, *declared))
        after = ""
        if rule.is_ground and spoken:
            # Words on the page itself; blocks without a surface of their own get one.
            colours = ";".join(f"{name}:{value}" for name, value in spoken)
            body = ";".join(f"{name}:{value}" for name, value in declared)
            after = (
                f".headline{{{colours}}}.blocks>section{{background:var(--ms-paper)}}"
            )
        return (f"{rule.selectors}{{{body}}}" if body else "") + after

    def _kept(self, rule: _Rule, name: str, value: str) -> str:
        """The value as it is used, "" where it is not."""
        if name.startswith("--ms-"):
            self._doubt(rule, name, value, None, "")
            return ""
        if name == "color":
            return self._words(rule, value)
        if name not in SURFACES:
            return value
        if not self._is_told(rule, value):
            self._doubt(rule, name, value, None, "")
            return ""
        if "url(" in value and name != "box-shadow":
            return f"{self._veil()},{value}"
        return value

    def _is_told(self, rule: _Rule, value: str) -> bool:
        if value in ("inherit", "initial", "unset"):
            return False
        try:
            for scheme in rule.schemes:
                self.palettes[scheme].paints(value)
        except Unknown:
            return False
        return True

    def _veil(self) -> str:
        sides = []
        for palettes in self.palettes.values():
            theme = palettes.theme
            share = veil(theme.ink, theme.paper, AIM)
            sides.append(f"{theme.paper}{min(255, int(share * 255 + 0.999)):02x}")
        colour = sides[0] if sides[0] == sides[1] else f"light-dark({','.join(sides)})"
        return f"linear-gradient({colour},{colour})"

    def _words(self, rule: _Rule, value: str) -> str:
        if not self._is_told(rule, value):
            self._doubt(rule, "color", value, None, "")
            return ""
        found, worst, is_changed = {}, 21.0, False
        for scheme in rule.schemes:
            grounds = self._under(rule, scheme)
            paints = self.palettes[scheme].paints(value)
            for paint in paints:
                least = min(contrast(paint.over(each), each) for each in grounds)
                worst = min(worst, least)
                is_changed |= least < TEXT
            if paints:
                found[scheme] = readable(paints[-1].colour, grounds, AIM)
                if weakest(found[scheme], grounds) < TEXT:
                    self._doubt(rule, "color", value, worst, "")
                    return ""
        if not is_changed or not found:
            return value
        instead = _of_both(found)
        self._doubt(rule, "color", value, worst, instead)
        return instead

    def _under(self, rule: _Rule, scheme: Scheme) -> list[str]:
        """What the words of the rule may stand on."""
        if rule.is_ground or self._covers(rule, scheme):
            return self._painted(rule, scheme)
        grounds = [g for part in sorted(rule.parts) for g in self.grounds[part, scheme]]
        if rule.may_be_on_seal:
            grounds.append(self.palettes["light"].theme.accent)
        return list(dict.fromkeys(grounds))

    def _covers(self, rule: _Rule, scheme: Scheme) -> bool:
        """Whether the rule paints all of what it matches, so that nothing shines through."""
        for name, value in rule.declared:
            is_whole = "gradient(" not in value or not (self.has_pieces or "/" in value)
            if name in ("background", "background-color") and "url(" not in value:
                paints = self._paints(value, scheme)
                if paints and is_whole and all(paint.share == 1 for paint in paints):
                    return True
        return False

    def _paints(self, value: str, scheme: Scheme) -> list[Any]:
        try:
            return self.palettes[scheme].paints(value)
        except Unknown:
            return []

    def _spoken(self, rule: _Rule) -> list[tuple[str, str]] | None:
        """Colours of words for a surface that the rule paints; None if none reads."""
        painted = {scheme: self._painted(rule, scheme) for scheme in rule.schemes}
        if not any(painted.values()):
            return []
        chosen = dict(rule.declared).get("color")
        said: dict[str, dict[Scheme, str]] = {name: {} for name in (*WORDS, *FILLS)}
        for scheme in rule.schemes:
            grounds = self._under(rule, scheme)
            for name in WORDS:
                wanted = self._of_theme(name, scheme, grounds)
                if name == "ink" and chosen:
                    wanted = self._paints(chosen, scheme)[-1].colour
                said[name][scheme] = readable(wanted, grounds, AIM)
                if weakest(said[name][scheme], grounds) < TEXT:
                    return None
            # Tiles and badges of the theme turn it round: words on ink, ink on lines.
            for name in FILLS:
                said[name][scheme] = grounds[0]
        pairs = [(f"--ms-{name}", _of_both(found)) for name, found in said.items()]
        return pairs if chosen else [("color", pairs[0][1]), *pairs]

    def _of_theme(self, name: str, scheme: Scheme, grounds: list[str]) -> str:
        """The colour by day or by night, whichever reads on the grounds."""
        sides = [self.palettes[scheme], *self.palettes.values()]
        colours: list[str] = [getattr(side.theme, name) for side in sides]
        return next((c for c in colours if weakest(c, grounds) >= TEXT), colours[0])

    def _doubt(
        self, rule: _Rule, name: str, value: str, reached: float | None, instead: str
    ) -> None:
        self.doubts.append(Doubt((rule.selectors, name, value), reached, instead))


def _below(theme: Palette) -> list[str]:
    """What words below the face stand on: the page, blocks, tiles, doors to players."""
    return [
        theme.paper,
        theme.ground,
        theme.line,
        mixed(theme.accent, theme.paper, 0.14),
    ]


def _between(colours: list[str]) -> Iterator[str]:
    """Colours and, since a gradient passes from one to the next, what is between."""
    for one, other in pairwise(colours):
        yield from (mixed(other, one, share / 8) for share in range(8))
    yield from colours[-1:]


def _of_both(found: Mapping[Scheme, str]) -> str:
    sides = list(found.values())
    return sides[0] if len(set(sides)) == 1 else f"light-dark({','.join(sides)})"


def _schemes_in(node: Any, schemes: tuple[Scheme, ...]) -> tuple[Scheme, ...]:
    condition = tinycss2.serialize(node.prelude).replace(" ", "")
    if "," in condition or "not" in condition:
        return schemes
    if _DARK in condition:
        return ("dark",)
    return ("light",) if _LIGHT in condition else schemes


def _is_always(node: Any) -> bool:
    condition = tinycss2.serialize(node.prelude).replace(" ", "")
    return condition in ("screen", f"({_DARK})", f"({_LIGHT})")


def _read(node: Any, schemes: tuple[Scheme, ...], *, is_always: bool = True) -> _Rule:
    declared = tinycss2.parse_blocks_contents(node.content)
    pairs = ((each.name, tinycss2.serialize(each.value)) for each in declared)
    return _Rule(tinycss2.serialize(node.prelude), tuple(pairs), schemes, is_always)


def _rules(
    nodes: list[Any], schemes: tuple[Scheme, ...], *, is_always: bool = True
) -> Iterator[_Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            yield _read(node, schemes, is_always=is_always)
        elif node.type == "at-rule" and node.lower_at_keyword == "media":
            inner = tinycss2.parse_rule_list(node.content)
            always = is_always and _is_always(node)
            yield from _rules(inner, _schemes_in(node, schemes), is_always=always)


def _written(nodes: list[Any], schemes: tuple[Scheme, ...], rule: Any) -> str:
    css = ""
    for node in nodes:
        if node.type == "qualified-rule":
            css += rule(_read(node, schemes))
        elif node.type == "at-rule" and node.lower_at_keyword == "media":
            inner = tinycss2.parse_rule_list(node.content)
            body = _written(inner, _schemes_in(node, schemes), rule)
            head = tinycss2.serialize(node.prelude)
            css += f"@media{head}{{{body}}}" if body else ""
        else:
            css += tinycss2.serialize([node])
    return css
