"""Values of properties, checked against a table and written in one way only."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from operator import and_
from typing import Any

from tinycss2 import color4

from meishi.formats.custom_css import reasons
from meishi.formats.custom_css.problems import Refused
from meishi.formats.custom_css.properties import (
    COLOUR_FUNCTIONS,
    FUNCTIONS,
    PIXELS,
    Range,
    Values,
)
from meishi.formats.custom_css.tokens import (
    NAME,
    VARIABLE,
    is_sign,
    joined,
    number,
    split_at,
    without_space,
)

MAX_TOKENS = 80
FRAMES_PREFIX = "my-"
MATH = ("calc", "min", "max", "clamp")

_GLOBAL = ("inherit", "initial", "unset", "revert-layer")
_ASSET = re.compile(r"/[A-Za-z0-9/_.~-]{1,200}")
_STRINGS = {
    "font": re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}"),
    "areas": re.compile(r"[a-z. ]{1,80}"),
    "text": re.compile(r"[^\"\\<>&]{0,2}"),
}
_STRING_REASONS = {"font": reasons.FONT, "text": reasons.TEXT}
_TIMES = {"s": 1.0, "ms": 0.001}
_ANGLES = {"deg": 1.0, "turn": 360.0, "grad": 0.9, "rad": 57.2958}


@dataclass(frozen=True, slots=True)
class Own:
    """What belongs to this card: addresses of pictures by name, names of frames.

    In `lines` it is noted where each declaration came from, by what was written: its
    selectors, property and value.
    """

    assets: Mapping[str, str]
    frames: frozenset[str]
    lines: dict[tuple[str, str, str], int] = field(default_factory=dict)


def read_value(tokens: list[Any], allowed: Values, own: Own) -> str:
    """Return a value as CSS. Raises Refused."""
    tokens = without_space(tokens)
    if not tokens:
        raise Refused(reasons.EMPTY)
    if _size(tokens) > MAX_TOKENS:
        raise Refused(reasons.LONG_VALUE)
    if len(tokens) == 1 and tokens[0].type == "ident":
        word = tokens[0].lower_value
        if word in _GLOBAL:
            return str(word)
    if allowed.strings == "text":
        _check_text(tokens)
    if allowed.once:
        _check_once(tokens)
    return _list(tokens, allowed, own)


def read_variable(tokens: list[Any], allowed: Values, own: Own) -> str:
    """Return the value of a property of the owner's own, such as `--x`."""
    text = read_value(tokens, allowed, own)
    if text.count("var(") > 1:  # more could grow without end
        raise Refused(reasons.VARIABLES)
    return text


def _size(tokens: list[Any]) -> int:
    inner = [getattr(token, "arguments", []) for token in tokens]
    return len(tokens) + sum(_size(arguments) for arguments in inner)


def _list(tokens: list[Any], allowed: Values, own: Own) -> str:
    signs = [is_sign(token, ",/") for token in tokens]
    ends = [*signs[1:], True]  # a value ends with no sign
    if not tokens or any(map(and_, signs, ends)):
        raise Refused(reasons.EMPTY)
    return joined([_piece(token, allowed, own) for token in tokens])


def _piece(token: Any, allowed: Values, own: Own) -> str:
    reader = _READERS.get(token.type)
    if reader is None:
        raise Refused(reasons.VALUE, token)
    try:
        return reader(token, allowed, own)
    except Refused as refused:
        refused.node = refused.node or token
        raise


def _sign(token: Any, _allowed: Values, _own: Own) -> str:
    if is_sign(token, ",/"):
        return str(token.value)
    raise Refused(reasons.VALUE)


def _word(token: Any, allowed: Values, own: Own) -> str:
    word = str(token.lower_value)
    if word in allowed.words:
        return word
    if allowed.colours and color4.parse_color(token) is not None:
        return word
    if allowed.frames:
        return _frames(word, own)
    if allowed.names and NAME.fullmatch(word):
        return word
    raise Refused(reasons.VALUE)


def _frames(word: str, own: Own) -> str:
    name = FRAMES_PREFIX + word.removeprefix(FRAMES_PREFIX)
    if name not in own.frames:
        raise Refused(reasons.FRAMES)
    return name


def _hash(token: Any, allowed: Values, _own: Own) -> str:
    if allowed.colours and color4.parse_color(token) is not None:
        return f"#{token.value.lower()}"
    raise Refused(reasons.VALUE)


def _string(token: Any, allowed: Values, _own: Own) -> str:
    pattern = _STRINGS.get(allowed.strings)
    if not pattern or not pattern.fullmatch(token.value):
        raise Refused(_STRING_REASONS.get(allowed.strings, reasons.VALUE))
    return f'"{token.value}"'


def _check_text(tokens: list[Any]) -> None:
    """What is put before or after content must not read like words of the app."""
    text = "".join(token.value for token in tokens if token.type == "string")
    kinds = {unicodedata.category(character)[0] for character in text}
    is_lettered = any(unicodedata.normalize("NFKD", c).isalnum() for c in text)
    if len(text) > 2 or not kinds <= set("PSZ") or is_lettered:
        raise Refused(reasons.TEXT)


def _check_once(tokens: list[Any]) -> None:
    names = [token.lower_name for token in tokens if token.type == "function"]
    if len(set(names)) < len(names):
        raise Refused(reasons.ONCE)


def _within(value: float, bounds: Range | None, factor: float = 1) -> str:
    """Return a number as it is written, which is what must be within the bounds."""
    if bounds is None:
        raise Refused(reasons.VALUE)
    written = round(value, 4) * factor
    if not bounds[0] <= written <= bounds[1]:
        raise Refused(reasons.SIZE)
    return number(value)


def _number(token: Any, allowed: Values, _own: Own) -> str:
    if token.value == 0 and allowed.lengths and allowed.numbers is None:
        return _within(0, allowed.lengths)
    if allowed.whole and not token.is_integer:
        raise Refused(reasons.VALUE)
    return _within(token.value, allowed.numbers)


def _percentage(token: Any, allowed: Values, _own: Own) -> str:
    return _within(token.value, allowed.percentages) + "%"


def _dimension(token: Any, allowed: Values, _own: Own) -> str:
    unit = token.lower_unit
    if unit in PIXELS and allowed.lengths and unit not in allowed.units:
        raise Refused(reasons.UNIT)
    for factors, bounds in (
        (PIXELS, allowed.lengths),
        (_TIMES, allowed.times),
        (_ANGLES, allowed.angles),
        ({"fr": 1.0}, allowed.fractions),
    ):
        if unit in factors and bounds:
            return _within(token.value, bounds, factors[unit]) + str(unit)
    raise Refused(reasons.UNIT)


def _address(token: Any, allowed: Values, own: Own) -> str:
    return _asset(token.value, allowed, own)


def _asset(name: str, allowed: Values, own: Own) -> str:
    address = name if name in own.assets.values() else own.assets.get(name, "")
    if not allowed.addresses or not _ASSET.fullmatch(address):
        raise Refused(reasons.ADDRESS)
    return f'url("{address}")'


def _function(token: Any, allowed: Values, own: Own) -> str:
    name, inside = token.lower_name, without_space(token.arguments)
    if name in ("url", "asset"):
        return _named_asset(inside, allowed, own)
    if name == "var":
        return _variable(inside, allowed, own)
    is_colour = allowed.colours and name in COLOUR_FUNCTIONS
    if not is_colour and name not in allowed.functions:
        raise Refused(reasons.FUNCTION)
    if not inside:
        raise Refused(reasons.EMPTY)
    if name in MATH:
        return f"{name}({_math(name, inside, allowed, own)})"
    return f"{name}({_list(inside, FUNCTIONS[name], own)})"


def _named_asset(inside: list[Any], allowed: Values, own: Own) -> str:
    if len(inside) != 1 or inside[0].type not in ("string", "ident"):
        raise Refused(reasons.ADDRESS)
    return _asset(inside[0].value, allowed, own)


def _variable(inside: list[Any], allowed: Values, own: Own) -> str:
    if not allowed.variables:
        raise Refused(reasons.HERE_NO_VARIABLE)
    name = inside[0].value if inside and inside[0].type == "ident" else ""
    if not VARIABLE.fullmatch(name):
        raise Refused(reasons.VARIABLE)
    if len(inside) == 1:
        return f"var({name})"
    if not is_sign(inside[1], ","):
        raise Refused(reasons.VALUE)
    return f"var({name},{_list(inside[2:], allowed, own)})"


def _math(name: str, inside: list[Any], allowed: Values, own: Own) -> str:
    """Return the arguments of calc() and its like.

    Each size obeys the bounds of the property, so the largest of them does too, and
    a sum of four, times ten, is as far as it goes.
    """
    if name != "calc":
        terms = replace(allowed, functions=("calc",), words=frozenset())
        parts = split_at(inside, ",")
        if not all(parts) or len(parts) > 4:
            raise Refused(reasons.MATH)
        return ",".join(_sum(part, terms, own) for part in parts)
    return _sum(inside, replace(allowed, functions=(), words=frozenset()), own)


def _sum(tokens: list[Any], allowed: Values, own: Own) -> str:
    signs = tokens[1::2]
    factors = sum(is_sign(sign, "*/") for sign in signs)
    is_odd = len(tokens) % 2 == 1 and len(tokens) <= 7
    if not is_odd or factors > 1 or not all(is_sign(sign, "+-*/") for sign in signs):
        raise Refused(reasons.MATH)
    terms = replace(allowed, numbers=(0.1, 10)) if factors else allowed
    pieces = [_piece(token, terms, own) for token in tokens[::2]]
    written = pieces[0]
    for sign, piece in zip(signs, pieces[1:], strict=True):
        is_factor = is_sign(sign, "*/")
        written += f"{sign.value}{piece}" if is_factor else f" {sign.value} {piece}"
    return written


_READERS = {
    "literal": _sign,
    "ident": _word,
    "hash": _hash,
    "string": _string,
    "number": _number,
    "percentage": _percentage,
    "dimension": _dimension,
    "url": _address,
    "function": _function,
}
