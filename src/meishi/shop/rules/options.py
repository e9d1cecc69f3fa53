"""What the variants of a product differ in: options, and their combinations."""

import re
from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

MOST_OPTIONS = 3
MOST_VALUES = 50
MOST_VARIANTS = 100
LONGEST_VALUE = 60  # characters
_BETWEEN = re.compile(r"[,;\n、،]")


class Option(NamedTuple):
    """What variants differ in ("Size"), and what there is of it, in order."""

    name: str
    values: tuple[str, ...]


def values_in(text: str) -> tuple[str, ...]:
    """Return the values that were typed with commas between them, each once."""
    parts = (" ".join(part.split()) for part in _BETWEEN.split(text))
    return tuple(dict.fromkeys(part for part in parts if part))


def combinations(options: Sequence[Option]) -> list[tuple[str, ...]]:
    """Return the values of each variant; one without any where there are no options."""
    return list(product(*(option.values for option in options)))


def to_json(options: Iterable[Option]) -> list[dict[str, object]]:
    """Return the options as `Product.options` keeps them."""
    return [{"name": one.name, "values": list(one.values)} for one in options]


def from_json(stored: Iterable[dict[str, object]]) -> tuple[Option, ...]:
    """Return the options that `to_json` wrote."""
    return tuple(
        Option(str(one["name"]), tuple(map(str, _list(one["values"]))))
        for one in stored
    )


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
