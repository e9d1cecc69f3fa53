"""What a block type is, and which ones exist.

Concrete types live in ``meishi.blocks``, one folder each, and register
themselves when Django starts. Adding a type edits no other file.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from typing import Any, NamedTuple, Protocol

from django import forms
from django.utils.functional import Promise

from meishi.cards.document import AssetRef, BlockEntry, Identity
from meishi.cards.document.base import Data
from meishi.formats.contact import Contact

BLOCK_TYPES: dict[str, "BlockType"] = {}


def _unchanged(data: Any, contact: Contact) -> Contact:
    return contact


def _no_block(contact: Contact) -> Data | None:
    return None


def _nothing(data: Any) -> list[dict[str, Any]]:
    return []


def _no_hosts(data: Any) -> tuple[str, ...]:
    return ()


def _no_options(card_id: str) -> dict[str, Any]:
    return {}


def _no_rows(data: Any, card_id: str) -> dict[str, Any]:
    return {}


def _no_context(data: Any, identity: Identity) -> dict[str, Any]:
    return {}


class Notice(NamedTuple):
    """What the editor says of a block's errand: in words, with a picture that it
    brought (public id), and what the button is called that sends it again, if any."""

    text: str
    asset: str = ""
    again: str = ""


class Errand(Protocol):
    """What a block has done for it in the background once its content changed.

    It brings content that its form does not show: `kept` hands that on. `card` is the
    model of that name.
    """

    def kept(self, entry: BlockEntry, data: Any) -> Any:
        """Return the new data with what was brought for the entry and still fits."""

    def send(self, card: Any, entry: BlockEntry) -> None:
        """Enqueue the errand if the block is in need of it and it is not under way."""

    def send_again(self, card: Any, entry: BlockEntry) -> None:
        """Enqueue it once more after it failed."""

    def notice(self, card: Any, entry: BlockEntry) -> Notice | None:
        """Return how it went, None where there is nothing to say."""


@dataclass(frozen=True)
class BlockType:
    """A kind of content that a card can hold. Its name is its folder's name.

    `form` edits the data (see `cards.forms.block`). `example` serves the palette
    preview, the docs and the contract test. `contact` adds what the block knows to
    the contact file, `from_contact` makes a block of what a contact file brings.
    `structured_data` returns schema.org objects for the page.
    `show_context` computes what `show.html` needs beside `data` and `identity`.
    `live` returns what the block shows of rows that belong to the card with that public
    id, as JSON: `show.html` has it as `live`. Whoever changes such rows deploys the card.
    `form_options` are told to the form: what can be chosen on the card with that public id.
    `frame_hosts` names the hosts whose frames the block opens once a visitor asks for
    them: the page that has it may, and no other. `has_media` says that it plays films
    or sounds of our own. `errand` is what it has done in the background.
    """

    module: str
    label: str | Promise
    description: str | Promise
    data: type[Data]
    form: type[forms.Form]
    example: Data
    contact: Callable[[Any, Contact], Contact] = field(default=_unchanged)
    from_contact: Callable[[Contact], Data | None] = field(default=_no_block)
    structured_data: Callable[[Any], list[dict[str, Any]]] = field(default=_nothing)
    show_context: Callable[[Any, Identity], dict[str, Any]] = field(default=_no_context)
    live: Callable[[Any, str], dict[str, Any]] = field(default=_no_rows)
    form_options: Callable[[str], dict[str, Any]] = field(default=_no_options)
    frame_hosts: Callable[[Any], tuple[str, ...]] = field(default=_no_hosts)
    has_media: bool = False
    errand: Errand | None = None

    def __post_init__(self) -> None:
        if self.kind in BLOCK_TYPES:
            raise ValueError(f"two block types are called {self.kind!r}")
        BLOCK_TYPES[self.kind] = self

    @property
    def package(self) -> str:
        """The dotted path of its folder."""
        return self.module.removesuffix(".block")

    @property
    def kind(self) -> str:
        """Its name, as stored in documents."""
        return self.package.rpartition(".")[2]

    @property
    def is_live(self) -> bool:
        """Whether it shows rows that live beside the card."""
        return self.live is not _no_rows

    @property
    def show_template(self) -> str:
        """The template of the published block."""
        return f"blocks/{self.kind}/show.html"

    @property
    def edit_templates(self) -> list[str]:
        """Templates of its form, the first that exists wins."""
        return [f"blocks/{self.kind}/edit.html", "cards/block_edit.html"]

    @cached_property
    def style(self) -> str:
        """Its CSS, put into each page that has such a block."""
        return self._text("style.css")

    @cached_property
    def script(self) -> str:
        """Its JavaScript, put into each page that has such a block."""
        return self._text("script.js")

    @cached_property
    def icon(self) -> str:
        """Its icon as inline SVG, 24 units square."""
        return self._text("icon.svg")

    def _text(self, name: str) -> str:
        path = files(self.package) / name
        return path.read_text("utf-8") if path.is_file() else ""


def assets_in(value: Any) -> Iterator[AssetRef]:
    """Yield every picture that typed data refers to, at any depth, in order."""
    if isinstance(value, AssetRef):
        yield value
    elif isinstance(value, Data):
        for name in type(value).model_fields:
            yield from assets_in(getattr(value, name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from assets_in(item)
