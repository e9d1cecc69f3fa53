"""The conditions of @media that custom CSS can ask for."""

from dataclasses import dataclass
from typing import Any

from meishi.formats.custom_css import reasons
from meishi.formats.custom_css.problems import Refused
from meishi.formats.custom_css.tokens import (
    is_sign,
    number,
    split_at,
    without_space,
)

TYPES = ("screen", "print", "all")
FEATURES: dict[str, tuple[str, ...]] = {
    "prefers-color-scheme": ("light", "dark"),
    "prefers-reduced-motion": ("reduce", "no-preference"),
    "prefers-contrast": ("more", "less", "no-preference"),
    "orientation": ("portrait", "landscape"),
    "hover": ("hover", "none"),
}
WIDTHS = ("min-width", "max-width")
UNITS = ("px", "em", "rem")
MAX_QUERIES = 4


@dataclass(frozen=True, slots=True)
class Media:
    """A list of conditions as CSS; whether one of them is paper."""

    text: str
    is_print: bool


def read_media(prelude: list[Any]) -> Media:
    """Return the conditions between @media and its bracket. Raises Refused."""
    queries = [_query(tokens) for tokens in split_at(without_space(prelude), ",")]
    if len(queries) > MAX_QUERIES:
        raise Refused(reasons.MEDIA)
    is_print = any(query.startswith("print") for query in queries)
    return Media(",".join(queries), is_print)


def _query(tokens: list[Any]) -> str:
    terms = [_term(token, is_first=not at) for at, token in enumerate(tokens[::2])]
    links = tokens[1::2]
    if not terms or len(links) != len(terms) - 1 or len(terms) > MAX_QUERIES:
        raise Refused(reasons.MEDIA)
    if any(link.type != "ident" or link.lower_value != "and" for link in links):
        raise Refused(reasons.MEDIA)
    return " and ".join(terms)


def _term(token: Any, *, is_first: bool) -> str:
    if token.type == "ident" and is_first and token.lower_value in TYPES:
        return str(token.lower_value)
    if token.type == "() block":
        return _feature(without_space(token.content))
    raise Refused(reasons.MEDIA)


def _feature(tokens: list[Any]) -> str:
    if len(tokens) != 3 or tokens[0].type != "ident" or not is_sign(tokens[1], ":"):
        raise Refused(reasons.MEDIA)
    name, value = tokens[0].lower_value, tokens[2]
    if value.type == "ident" and value.lower_value in FEATURES.get(name, ()):
        return f"({name}:{value.lower_value})"
    is_width = name in WIDTHS and value.type == "dimension"
    if is_width and value.lower_unit in UNITS and 0 <= value.value <= 4000:
        return f"({name}:{number(value.value)}{value.lower_unit})"
    raise Refused(reasons.MEDIA)
