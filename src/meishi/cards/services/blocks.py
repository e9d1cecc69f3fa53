"""Changes of a draft's blocks. Each is one step of undo."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from meishi.accounts.models import User
from meishi.cards.document import BlockEntry, CardDocument, new_block_id
from meishi.cards.document.base import Data
from meishi.cards.document.card import Width
from meishi.cards.errors import BlockMissing, TooManyBlocks
from meishi.cards.models import Card
from meishi.cards.registry import BLOCK_TYPES
from meishi.cards.services.drafts import change_draft, complete_draft, locked

MAX_BLOCKS = 60


@transaction.atomic
def add_block(
    card: Card, kind: str, *, after: str | None = None, by: User | None = None
) -> BlockEntry:
    """Add an empty block of that kind, behind the block `after` or at the end.

    Raises KeyError for an unknown kind, TooManyBlocks where the card is full.
    """
    block_type = BLOCK_TYPES[kind]
    entry = BlockEntry(
        id=new_block_id(), kind=kind, data=block_type.data().model_dump(mode="json")
    )
    label = _("Add %(block)s") % {"block": block_type.label}
    _change(card, lambda blocks: _inserted(blocks, entry, after), label, by)
    return entry


@transaction.atomic
def duplicate_block(card: Card, block_id: str, *, by: User | None = None) -> BlockEntry:
    """Add a copy right behind the block; raises BlockMissing, TooManyBlocks."""
    original = _block(locked(card).document, block_id)
    copy = original.model_copy(update={"id": new_block_id()})
    label = _("Duplicate %(block)s") % {"block": _label(original)}
    _change(card, lambda blocks: _inserted(blocks, copy, block_id), label, by)
    return copy


@transaction.atomic
def remove_block(card: Card, block_id: str, *, by: User | None = None) -> None:
    """Take the block off the card; undo brings it back. Raises BlockMissing."""
    entry = _block(locked(card).document, block_id)
    label = _("Delete %(block)s") % {"block": _label(entry)}
    _change(card, lambda blocks: [b for b in blocks if b.id != block_id], label, by)


@transaction.atomic
def move_block(card: Card, block_id: str, *, to: int, by: User | None = None) -> None:
    """Put the block at position `to`, counted from 0 and clamped to the list."""
    entry = _block(locked(card).document, block_id)

    def moved(blocks: list[BlockEntry]) -> list[BlockEntry]:
        others = [block for block in blocks if block.id != block_id]
        others.insert(max(0, to), entry)
        return others

    _change(card, moved, _("Move %(block)s") % {"block": _label(entry)}, by)


@transaction.atomic
def set_block_hidden(
    card: Card, block_id: str, *, is_hidden: bool, by: User | None = None
) -> None:
    """Hide the block from the published card, or show it again."""
    entry = _block(locked(card).document, block_id)
    words = _("Hide %(block)s") if is_hidden else _("Show %(block)s")
    replacement = entry.model_copy(update={"is_hidden": is_hidden})
    _replace(card, replacement, words % {"block": _label(entry)}, by=by)


@transaction.atomic
def set_block_width(
    card: Card, block_id: str, width: Width, *, by: User | None = None
) -> None:
    """Let the block share its row with a neighbour ("half"), or not ("full")."""
    entry = _block(locked(card).document, block_id)
    words = (
        _("Half width for %(block)s")
        if width == "half"
        else _("Full width for %(block)s")
    )
    replacement = entry.model_copy(update={"width": width})
    _replace(card, replacement, words % {"block": _label(entry)}, by=by)


@transaction.atomic
def change_block(
    card: Card,
    block_id: str,
    data: Data,
    *,
    expected: int | None = None,
    is_removal: bool = False,
    by: User | None = None,
) -> Card:
    """Give the block new content; raises BlockMissing, DraftChanged.

    What `is_removal`, of an entry, is a step of undo by itself.
    """
    entry = _block(locked(card).document, block_id)
    data = _with_errand(entry, data)
    replacement = entry.model_copy(update={"data": data.model_dump(mode="json")})
    words = _("Remove from %(block)s") if is_removal else _("Edit %(block)s")
    label = words % {"block": _label(entry)}
    card = _replace(
        card, replacement, label, expected=expected, is_own_step=is_removal, by=by
    )
    if errand := BLOCK_TYPES[entry.kind].errand:
        errand.send(card, replacement)
    return card


@transaction.atomic
def complete_block(
    card: Card, block_id: str, completed: Callable[[BlockEntry], Data | None]
) -> None:
    """Add to the block what its errand brought, as part of the last step of undo.

    `completed` returns the data of the block, which may have changed since, with what
    was brought, or None where it has no place any more.
    """
    document = locked(card).document
    entry = document.block(block_id)
    data = completed(entry) if entry else None
    if entry is None or data is None:
        return
    whole = entry.model_copy(update={"data": data.model_dump(mode="json")})
    blocks = tuple(
        whole if block.id == block_id else block for block in document.blocks
    )
    complete_draft(card, document.model_copy(update={"blocks": blocks}))


def _replace(
    card: Card,
    entry: BlockEntry,
    label: str,
    *,
    expected: int | None = None,
    is_own_step: bool = False,
    by: User | None = None,
) -> Card:
    def replaced(blocks: list[BlockEntry]) -> list[BlockEntry]:
        return [entry if block.id == entry.id else block for block in blocks]

    return _change(card, replaced, label, by, expected, is_own_step=is_own_step)


def _change(
    card: Card,
    rearrange: Callable[[list[BlockEntry]], list[BlockEntry]],
    label: str,
    by: User | None,
    expected: int | None = None,
    *,
    is_own_step: bool = False,
) -> Card:
    document = locked(card).document
    blocks = rearrange(list(document.blocks))
    if len(blocks) > MAX_BLOCKS:
        raise TooManyBlocks(
            _("A card holds at most %(count)d blocks.") % {"count": MAX_BLOCKS}
        )
    changed = document.model_copy(update={"blocks": tuple(blocks)})
    return change_draft(
        card,
        changed,
        change=label,
        expected=expected,
        is_own_step=is_own_step,
        by=by,
    )


def _with_errand(entry: BlockEntry, data: Data) -> Data:
    errand = BLOCK_TYPES[entry.kind].errand
    kept: Data = errand.kept(entry, data) if errand else data
    return kept


def _block(document: CardDocument, block_id: str) -> BlockEntry:
    entry = document.block(block_id)
    if entry is None:
        raise BlockMissing(_("That block is no longer on the card."))
    return entry


def _inserted(
    blocks: list[BlockEntry], entry: BlockEntry, after: str | None
) -> list[BlockEntry]:
    ids = [block.id for block in blocks]
    position = ids.index(after) + 1 if after in ids else len(blocks)
    return [*blocks[:position], entry, *blocks[position:]]


def _label(entry: BlockEntry) -> str:
    block_type = BLOCK_TYPES.get(entry.kind)
    return str(block_type.label) if block_type else entry.kind
