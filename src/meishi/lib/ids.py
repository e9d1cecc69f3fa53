"""Names for things that the world may see."""

import re
import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
PUBLIC_ID = re.compile(r"[0-9a-z]{1,16}")
SCAN_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def public_id(length: int = 12) -> str:
    """Return a random id of `length` characters without look-alikes (59 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def scan_code(length: int = 7) -> str:
    """Return a random scan link code, upper case so that its QR stays small."""
    return "".join(secrets.choice(SCAN_ALPHABET) for _ in range(length))


def as_public_id(text: str) -> str:
    """Return the text if it could be a public id, else "", which nothing has.

    What somebody sent may hold what a database takes for no text at all.
    """
    return text if PUBLIC_ID.fullmatch(text) else ""
