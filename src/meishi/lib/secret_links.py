"""Addresses that only those know who were given them.

Mails that leave later need the address again, and only its SHA-256 may be stored. So
its secret part is made from a random nonce in the row and the installation's secret:
the database alone does not give it away.
"""

import base64
import secrets
from hashlib import sha256

from django.utils.crypto import salted_hmac


def new_nonce() -> str:
    """Return 256 random bits for a new row, as 43 characters."""
    return secrets.token_urlsafe(32)


def token(nonce: str, purpose: str) -> str:
    """Return the secret part of an address, 43 characters that need no escaping.

    `purpose` tells the addresses of one row apart.
    """
    code = salted_hmac(f"meishi.{purpose}", nonce, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(code).rstrip(b"=").decode()


def digest(token: str) -> str:
    """Return what is stored of a secret part: its SHA-256 in hexadecimal."""
    return sha256(token.encode()).hexdigest()
