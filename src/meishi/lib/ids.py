"""Names for things that the world may see."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
SCAN_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def public_id(length: int = 12) -> str:
    """Return a random id of `length` characters without look-alikes (59 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def scan_code(length: int = 7) -> str:
    """Return a random scan link code, upper case so that its QR stays small."""
    return "".join(secrets.choice(SCAN_ALPHABET) for _ in range(length))
