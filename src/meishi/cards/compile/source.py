"""All that the compiler knows of an edition: its bytes depend on nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from meishi.cards.document import CardDocument
from meishi.media.rules.picture import Pictures


@dataclass(frozen=True, slots=True)
class CardSource:
    """An edition with its surroundings.

    `published_at` is in UTC; `site_url` has no slash at its end; `scan_code` is the
    one behind the card's QR. `live` has what blocks show of rows, by the block's id.
    """

    public_id: str
    handle: str
    edition: int
    published_at: datetime
    document: CardDocument
    site_url: str
    scan_code: str
    pictures: Pictures
    live: Mapping[str, Any] = field(default_factory=dict)
