"""What is wrong with a piece of custom CSS, and where."""

from dataclasses import dataclass
from typing import Any

import tinycss2

MAX_DROPPED = 60  # characters


@dataclass(frozen=True, slots=True)
class Problem:
    """A refusal: line and column (from 1), why, and the text that is left out."""

    line: int
    column: int
    reason: str
    dropped: str


class Refused(Exception):
    """Something is not allowed. `node` says where, unless the asker knows better."""

    def __init__(self, reason: str, node: Any = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.node = node

    def problem(self, node: Any) -> Problem:
        """Return what to tell the owner, of the whole `node` that is left out."""
        place = self.node or node
        return Problem(
            place.source_line, place.source_column, self.reason, dropped_text(node)
        )


def dropped_text(node: Any) -> str:
    """Return the beginning of a node as CSS, on one line."""
    text = node.message if node.type == "error" else tinycss2.serialize([node])
    text = " ".join(text.split()).rstrip("; ")
    return text if len(text) <= MAX_DROPPED else text[: MAX_DROPPED - 1] + "…"
