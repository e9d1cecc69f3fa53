"""What `respond` asks of a store."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Protocol

from meishi.formats.bundle import Bundle, ScanTarget


class Replaced(Exception):
    """A new edition took the place of the bundle while it was read: ask again."""


class Later(Exception):
    """The answer is far away: call `fetch`, which blocks, and ask again.

    Whoever waits for the same `name` may share one call.
    """

    def __init__(self, name: str, fetch: Callable[[], None]) -> None:
        super().__init__(name)
        self.name = name
        self.fetch = fetch


class Rendition(NamedTuple):
    """A picture or film file that exists, and its size in bytes."""

    path: Path
    size: int


class Shelf(Protocol):
    """Where bundles stand. Each method gives None for what is not there.

    May raise Later, Replaced, BrokenBundle or OSError, and so may the bodies of a
    bundle.
    """

    @property
    def generation(self) -> int:
        """Grow whenever a bundle is replaced or forgotten."""

    def find(self, handle: str) -> Bundle | None:
        """Return the bundle at a handle in lower case."""

    def scan(self, code: str) -> ScanTarget | None:
        """Return the target of a scan code in upper case."""

    def page(self, name: str) -> Bundle | None:
        """Return a page of the edge itself: "404" or "410"."""

    def rendition(self, name: str) -> Rendition | None:
        """Return the file of a rendition, such as "3f9c0a….webp"."""
