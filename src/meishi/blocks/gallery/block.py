"""Pictures in albums."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy as _

from meishi.blocks.gallery.data import GalleryData, GalleryItem
from meishi.blocks.gallery.form import GalleryForm
from meishi.cards.document import Identity
from meishi.cards.registry import BlockType

SEEN_AT_FIRST = 6  # pictures of an album; the others load when they are asked for
SIZES = {
    "grid": "100px",
    "masonry": "(min-width:31em) 230px,24vw",
    "carousel": "360px",
}
WIDEST = {"grid": 320, "masonry": 640, "carousel": 640}  # pixels across
"""What each layout loads. A phone with 3 pixels a point is told of two thirds of the
width, since two are enough for a thumbnail."""

AT_ONCE = {"grid": 1, "masonry": 2, "carousel": 1}
"""Pictures that are part of the first view where the gallery is the first block: those
that may be the largest thing in it. All others would keep it back."""


@dataclass(frozen=True, slots=True)
class Row:
    """A picture and its number in the block, from 1."""

    number: int
    item: GalleryItem
    is_frugal: bool


@dataclass(frozen=True, slots=True)
class Album:
    """Pictures that are shown together: some at first, the rest when asked for."""

    title: str
    first: tuple[Row, ...]
    rest: tuple[Row, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.first) + len(self.rest)


def albums_of(data: GalleryData) -> list[Album]:
    """Return the albums in the order of their first pictures."""
    found: dict[str, list[Row]] = {}
    for number, item in enumerate(data.items, start=1):
        if item.picture or item.caption:
            rows = found.setdefault(item.album, [])
            rows.append(Row(number, item, is_frugal=number > SEEN_AT_FIRST))
    # A strip is seen a picture at a time, and the browser loads no more than that.
    first = None if data.layout == "carousel" else SEEN_AT_FIRST
    return [_album(title, iter(rows), first) for title, rows in found.items()]


def _album(title: str, rows: Iterator[Row], first: int | None) -> Album:
    return Album(title, tuple(islice(rows, first)), tuple(rows))


def _shown(data: GalleryData, identity: Identity) -> dict[str, Any]:
    layout = data.layout
    return {
        "albums": albums_of(data),
        "sizes": SIZES[layout],
        "widest": WIDEST[layout],
        "at_once": AT_ONCE[layout],
    }


gallery = BlockType(
    __name__,
    label=_("Gallery"),
    description=_("Pictures in a grid, in columns or to swipe, in albums."),
    data=GalleryData,
    form=GalleryForm,
    show_context=_shown,
    example=GalleryData(
        heading="Finished work",
        items=(
            GalleryItem(caption="Table in oak, 2026", album="Tables"),
            GalleryItem(caption="Table for ten, ash", album="Tables"),
            GalleryItem(caption="Side table", album="Tables"),
            GalleryItem(caption="Stairs in a mill", album="Stairs"),
        ),
    ),
)
