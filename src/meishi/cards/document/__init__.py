"""A card's document: what the owner edits and what an edition freezes."""

from meishi.cards.document.card import (
    BlockEntry,
    CardDocument,
    Design,
    new_block_id,
)
from meishi.cards.document.identity import (
    AddressEntry,
    AssetRef,
    Crop,
    EmailEntry,
    Identity,
    PhoneEntry,
    WebsiteEntry,
)

__all__ = [
    "AddressEntry",
    "AssetRef",
    "BlockEntry",
    "CardDocument",
    "Crop",
    "Design",
    "EmailEntry",
    "Identity",
    "PhoneEntry",
    "WebsiteEntry",
    "new_block_id",
]
