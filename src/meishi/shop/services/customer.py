"""What a customer says when they order."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256

from meishi.shop.rules.cart import Cart


@dataclass(frozen=True)
class Customer:
    """Who orders. `phone` is E.164 where it could be read, `place` the table or room,
    `language` a BCP 47 tag."""

    name: str
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    place: str = ""
    note: str = ""
    language: str = "en"

    def content_digest(self, cart: Cart, delivery: str) -> str:
        """Return the SHA-256 of all that the form said, in hexadecimal.

        `delivery` is the public id of the way that was chosen. Prices are not what
        the customer says.
        """
        lines = [[line.variant, line.quantity] for line in cart]
        said = [lines, delivery, asdict(self)]
        return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
