"""Which parts of a design a workspace can keep to itself."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

# What a part is called, and the fields of a design that belong to it.
PARTS: Final = MappingProxyType(
    {
        "theme": ("theme",),
        "colours": ("scheme", "colours"),
        "background": ("background",),
        "type": ("typeface",),
        "card": ("face", "back"),
        "page": ("header", "corner", "density", "button", "is_still"),
        "qr": ("qr",),
        "css": ("css",),
    }
)


def fields_of(parts: Iterable[str]) -> frozenset[str]:
    """Return the fields that belong to those parts; unknown parts have none."""
    return frozenset(name for part in parts for name in PARTS.get(part, ()))
