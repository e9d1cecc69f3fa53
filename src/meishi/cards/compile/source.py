"""All that the compiler knows of an edition: its bytes depend on nothing else."""

from dataclasses import dataclass
from datetime import datetime

from meishi.cards.document import CardDocument
from meishi.media.rules.picture import Pictures


@dataclass(frozen=True, slots=True)
class CardSource:
    """An edition with its surroundings.

    `published_at` is in UTC; `site_url` has no slash at its end; `scan_code` is the
    one behind the card's QR.
    """

    public_id: str
    handle: str
    edition: int
    published_at: datetime
    document: CardDocument
    site_url: str
    scan_code: str
    pictures: Pictures
