"""A card's document: what the owner edits and what an edition freezes."""

from meishi.cards.document.card import (
    BlockEntry,
    CardDocument,
    new_block_id,
)
from meishi.cards.document.design import Background, Colours, Design
from meishi.cards.document.identity import (
    AddressEntry,
    AssetRef,
    Crop,
    EmailEntry,
    Identity,
    PhoneEntry,
    WebsiteEntry,
)
from meishi.cards.document.qr_design import QrDesign

__all__ = [
    "AddressEntry",
    "AssetRef",
    "Background",
    "BlockEntry",
    "CardDocument",
    "Colours",
    "Crop",
    "Design",
    "EmailEntry",
    "Identity",
    "PhoneEntry",
    "QrDesign",
    "WebsiteEntry",
    "new_block_id",
]
