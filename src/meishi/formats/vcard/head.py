"""What stands before a value: group, name and parameters (RFC 6350, section 3.3).

Files say the same few heads over and over, so what they say is remembered.
"""

import re
from functools import lru_cache
from typing import Literal

from meishi.formats.contact import Params, Property

type Encoding = Literal["quoted-printable", "base64", ""]

MAX_REMEMBERED = 200  # characters
REMEMBERED = 256  # entries
NAME = re.compile(r"[\w/-]+\Z")
GROUP = re.compile(r"[\w.-]+\Z")
QUOTED_HEAD = re.compile(r'((?:"[^"]*"|[^":])*):')
PART = re.compile(r'(?:"[^"]*"|[^";])+')
VALUE = re.compile(r'"([^"]*)"|([^",]+)')
ENCODINGS: dict[str, Encoding] = {
    "quoted-printable": "quoted-printable",
    "b": "base64",
    "base64": "base64",
}


def parse_property(line: str) -> Property | None:
    """Return the property on an unfolded line, or None where there is none."""
    head, colon, value = line.partition(":")
    if '"' in head and (found := QUOTED_HEAD.match(line)):
        head, value = found[1], line[found.end() :]
    if not colon:
        return None
    parsed = _remembered(head) if len(head) <= MAX_REMEMBERED else _parsed(head)
    if parsed is None:
        return None
    name, params, group = parsed
    return Property(name, value, params, group)


def parameter(params: Params, name: str) -> tuple[str, ...]:
    """Return all values of that parameter, in order; its name in upper case."""
    if not params:
        return ()
    return tuple(
        value for key, values in params if key.upper() == name for value in values
    )


@lru_cache(maxsize=REMEMBERED)
def encoding_of(params: Params) -> Encoding:
    """Return how the value is encoded, said by ENCODING or by a bare word of 2.1."""
    for key, values in params:
        if key.upper() in ("ENCODING", ""):
            for value in values:
                if kind := ENCODINGS.get(value.strip().lower()):
                    return kind
    return ""


def _parsed(head: str) -> tuple[str, Params, str] | None:
    first, *words = _parts(head)
    group, _, name = first.strip().rpartition(".")
    if not NAME.match(name) or (group and not GROUP.match(group)):
        return None
    return name, tuple(_param(word) for word in words if word.strip()), group


_remembered = lru_cache(maxsize=REMEMBERED)(_parsed)


def _parts(head: str) -> list[str]:
    is_quoted = '"' in head and head.count('"') % 2 == 0
    return PART.findall(head) or [""] if is_quoted else head.split(";")


def _param(word: str) -> tuple[str, tuple[str, ...]]:
    name, equals, values = word.partition("=")
    if not equals:
        return "", _values(name)
    return name.strip(), _values(values)


def _values(text: str) -> tuple[str, ...]:
    text = text.strip()
    if '"' not in text or text.count('"') % 2:
        return tuple(text.split(","))
    return tuple(quoted or bare for quoted, bare in VALUE.findall(text)) or ("",)
