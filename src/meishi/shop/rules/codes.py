"""Codes of orders, for people to say and type."""

import secrets

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ3789"
LENGTH = 6
# What a code never has, and what was meant by it.
_LOOK_ALIKES = str.maketrans({"0": "Q", "O": "Q", "1": "L", "I": "L"})
_LOOK_ALIKES |= str.maketrans({"2": "Z", "4": "A", "5": "S", "6": "G"})


def new_code() -> str:
    """Return a random code (28.8 bits). It names an order and opens nothing."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read(text: str) -> str:
    """Return the code that was meant: spaces and dashes go, look-alikes are understood.

    "" where it can be none.
    """
    bare = "".join(c for c in text.upper() if c.isascii() and c.isalnum())
    meant = bare.translate(_LOOK_ALIKES)
    return meant if len(meant) == LENGTH else ""
