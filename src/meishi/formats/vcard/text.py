"""Text inside a value: what is escaped, and what may never be written.

Nothing that a person typed may end a property or begin another. Every kind of line
break becomes the two characters `\\n`; other control characters and those that turn
the direction of writing round are left out.
"""

import re

_LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = str.maketrans({"\\": r"\\", ",": r"\,", ";": r"\;", "\n": r"\n"})
_PLAIN = {"n": "\n", "N": "\n"}
_SPECIAL = "\\,;:\"'"
_ESCAPED_OR = {sign: re.compile(rf"\\.|{sign}", re.DOTALL) for sign in ",;"}
_CARET = re.compile(r"\^([n^'])")
_CARETS = {"n": "\n", "^": "^", "'": '"'}


def clean(text: str) -> str:
    """Return text as it may be written: one kind of line break, nothing invisible."""
    if text.isascii() and text.isprintable():
        return text
    return _FORBIDDEN.sub("", _LINE_BREAK.sub("\n", text))


def escape(text: str) -> str:
    """Return text as a value (RFC 6350, section 3.4)."""
    return clean(text).translate(_ESCAPES)


def escape_uri(text: str) -> str:
    """Return an address as a value: nothing is escaped in it (RFC 6350, section 4).

    Only what is no address, with a backslash or a line break in it, has to be.
    """
    text = clean(text)
    return escape(text) if "\\" in text or "\n" in text else text


def escape_raw(text: str) -> str:
    """Return text as a value, with all that `clean` would leave out."""
    return text.translate(_ESCAPES)


def unescape(value: str) -> str:
    """Return a value as text; a backslash before anything else stays."""
    if "\\" not in value:
        return value
    return _ESCAPED.sub(_unescaped, value)


def components(value: str) -> list[str]:
    """Return the parts of a structured value, split at `;`, as text."""
    return [unescape(part) for part in split(value, ";")]


def split(value: str, separator: str) -> list[str]:
    """Return the parts of a value, still escaped, split where nothing is escaped."""
    if "\\" not in value:
        return value.split(separator)
    parts, start = [], 0
    for found in _ESCAPED_OR[separator].finditer(value):
        if found[0] == separator:
            parts.append(value[start : found.start()])
            start = found.end()
    return [*parts, value[start:]]


def escape_parameter(text: str) -> str:
    """Return text as a parameter's value (RFC 6868), without its quotes."""
    kept = clean(text).replace("^", "^^").replace('"', "^'")
    return kept.replace("\n", "^n")


def unescape_parameter(value: str) -> str:
    """Return a parameter's value as text."""
    return _CARET.sub(lambda match: _CARETS[match[1]], value)


def _unescaped(match: re.Match[str]) -> str:
    letter = match[1]
    if letter in _PLAIN:
        return _PLAIN[letter]
    return letter if letter in _SPECIAL else match[0]
