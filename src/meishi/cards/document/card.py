"""The document as a whole: identity, blocks, design."""

from typing import Annotated, Any, Literal

from pydantic import Field

from meishi.cards.document.base import Data
from meishi.cards.document.design import Design
from meishi.cards.document.identity import Identity
from meishi.lib.ids import public_id


def new_block_id() -> str:
    """Return an id that is unique within a document."""
    return public_id(8)


type Width = Literal["full", "half"]


class BlockEntry(Data):
    """A block on the card. `data` is typed by the block type called `kind`.

    A block of half width shares its row with a neighbour where there is room.
    """

    id: Annotated[str, Field(pattern=r"^[0-9a-z]{1,16}$")]
    kind: Annotated[str, Field(pattern=r"^[a-z][a-z_]{0,39}$")]
    is_hidden: bool = False
    width: Width = "full"
    data: dict[str, Any] = {}


class CardDocument(Data):
    """All that a card says. `language` is the BCP 47 tag it is written in."""

    version: Literal[1] = 1
    identity: Identity = Identity()
    blocks: Annotated[tuple[BlockEntry, ...], Field(max_length=60)] = ()
    design: Design = Design()
    language: Annotated[str, Field(pattern=r"^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$")] = (
        "en"
    )
    is_indexed: bool = False

    def block(self, block_id: str) -> BlockEntry | None:
        """Return the block with that id, or None."""
        return next((entry for entry in self.blocks if entry.id == block_id), None)
