"""Colours in custom CSS as a reader gets them, in one scheme."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import tinycss2
from tinycss2 import color4

from meishi.formats.colour import from_oklch, mixed
from meishi.formats.custom_css.tokens import split_at
from meishi.formats.palette import Palette

THEME: Final = ("ground", "paper", "ink", "muted", "line", "accent", "on-accent")


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour as `#rrggbb`, and how opaque it is, 0 to 1."""

    colour: str
    share: float = 1.0

    def over(self, ground: str) -> str:
        """What is seen where it lies on `ground`."""
        return mixed(self.colour, ground, self.share)


class Unknown(Exception):
    """A colour that cannot be told without a browser."""


@dataclass(frozen=True, slots=True)
class Palettes:
    """What names of colours stand for: the theme's, and the owner's own properties."""

    theme: Palette
    is_dark: bool
    own: Mapping[str, tuple[str, ...]]

    def paints(self, value: str) -> list[Paint]:
        """Return every colour in a value, as it is in this scheme. Raises Unknown."""
        tokens = tinycss2.parse_component_value_list(value, skip_comments=True)
        return list(self._paints(tokens, depth=0))

    def _paints(self, tokens: list[Any], depth: int) -> Iterator[Paint]:
        for token in tokens:
            if token.type in ("function", "hash", "ident"):
                yield from self._of(token, depth)

    def _of(self, token: Any, depth: int) -> Iterator[Paint]:
        name = token.lower_name if token.type == "function" else ""
        if name == "var":
            yield from self._variable(token.arguments, depth)
        elif name == "light-dark":
            sides = split_at(token.arguments, ",")
            yield from self._paints(sides[-1 if self.is_dark else 0], depth)
        elif name == "color-mix":
            raise Unknown
        elif name.endswith("gradient"):
            yield from self._paints(token.arguments, depth)
        elif (colour := color4.parse_color(token)) is not None:
            yield _paint(colour)

    def _variable(self, arguments: list[Any], depth: int) -> Iterator[Paint]:
        name, *rest = split_at(arguments, ",")
        word = "".join(token.value for token in name if token.type == "ident")
        theme = word.removeprefix("--ms-")
        if theme in THEME:
            yield Paint(getattr(self.theme, theme.replace("-", "_")))
        elif word in self.own and depth < 3:
            for value in self.own[word]:
                tokens = tinycss2.parse_component_value_list(value)
                yield from self._paints(tokens, depth + 1)
        elif not rest:
            raise Unknown
        for each in rest:
            yield from self._paints(each, depth)


def _paint(colour: Any) -> Paint:
    if isinstance(colour, str):  # currentcolor
        raise Unknown
    alpha = 1.0 if colour.alpha is None else float(colour.alpha)
    if colour.space == "oklch":
        lightness, chroma, hue = (part or 0 for part in colour.coordinates)
        return Paint(from_oklch(lightness, chroma, hue), alpha)
    try:
        red, green, blue = colour.to("srgb").coordinates
    except (NotImplementedError, ValueError, TypeError) as error:
        raise Unknown from error
    channels = [round(255 * min(1, max(0, part or 0))) for part in (red, green, blue)]
    return Paint("#" + bytes(channels).hex(), alpha)
