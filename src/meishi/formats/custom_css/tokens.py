"""Pieces of CSS as tinycss2 reads them: looked at, and written in one way only."""

import re
from typing import Any

NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
VARIABLE = re.compile(r"--[a-z][a-z0-9-]{0,39}")
SPACE = ("whitespace", "comment")


def without_space(tokens: list[Any]) -> list[Any]:
    """Leave out spaces and comments."""
    return [token for token in tokens if token.type not in SPACE]


def is_sign(token: Any, signs: str) -> bool:
    """Tell whether a token is one of these single characters."""
    return token.type == "literal" and token.value in tuple(signs)


def split_at(tokens: list[Any], sign: str) -> list[list[Any]]:
    """Return the pieces between commas or the like."""
    pieces: list[list[Any]] = [[]]
    for token in tokens:
        if is_sign(token, sign):
            pieces.append([])
        else:
            pieces[-1].append(token)
    return pieces


def depth_of(nodes: list[Any]) -> int:
    """Return how deeply brackets are nested, without recursion: it may be 20,000."""
    deepest, waiting = 0, [(node, 0) for node in nodes]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        for name in ("prelude", "content", "arguments"):
            inner = getattr(node, name, None)
            # The body of a rule is a bracket; what stands before it is none.
            step = 0 if name == "prelude" else 1
            waiting += [(child, depth + step) for child in inner or ()]
    return deepest


def number(value: float) -> str:
    """Return a number in its shortest form, with at most four decimal places."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    text = "0" if text == "-0" else text
    return re.sub(r"^(-?)0\.", r"\1.", text)


def joined(pieces: list[str]) -> str:
    """Write the pieces of a value, with spaces only where CSS needs them."""
    text = ""
    for piece in pieces:
        is_tight = not text or piece in (",", "/") or text[-1] in ",/"
        text += piece if is_tight else f" {piece}"
    return text
