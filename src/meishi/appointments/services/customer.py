"""What a customer says when they book."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any


@dataclass(frozen=True)
class Customer:
    """Who comes. `time_zone` is an IANA name, `language` a BCP 47 tag.

    `answers` lists {"question", "answer"} in the words that were shown.
    """

    name: str
    email: str = ""
    phone: str = ""
    time_zone: str = "UTC"
    language: str = "en"
    message: str = ""
    place_detail: str = ""
    answers: tuple[dict[str, Any], ...] = ()

    def values(self) -> dict[str, Any]:
        """Return the columns of a booking that these are."""
        values = asdict(self)
        values["answers"] = list(self.answers)
        values["customer_time_zone"] = values.pop("time_zone")
        if not self.place_detail:
            del values["place_detail"]
        return values

    def content_digest(self, service_id: str, of: datetime) -> str:
        """Return the SHA-256 of all that the form said, in hexadecimal.

        `of` tells forms of one service apart: the start, or when the time was held.
        """
        said = [service_id, of.isoformat(), asdict(self)]
        return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
