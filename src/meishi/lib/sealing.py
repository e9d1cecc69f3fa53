"""Secrets of owners at rest: readable with the installation's key, and by nobody else."""

from base64 import urlsafe_b64encode
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Unsealable(Exception):
    """What was kept was sealed with another key, or was changed since."""


def sealed(text: str, *, purpose: str) -> str:
    """Return the text so that it can be stored; `purpose` has to be the same later."""
    return _fernet(settings.SECRET_KEY, purpose).encrypt(text.encode()).decode()


def unsealed(token: str, *, purpose: str) -> str:
    """Return the text that was sealed. Raises Unsealable."""
    try:
        return _fernet(settings.SECRET_KEY, purpose).decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise Unsealable from error


@lru_cache(maxsize=16)
def _fernet(secret: str, purpose: str) -> Fernet:
    info = f"meishi {purpose}".encode()
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=info)
    return Fernet(urlsafe_b64encode(derived.derive(secret.encode())))
