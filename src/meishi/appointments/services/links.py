"""The secret links of a booking: one for the customer, one for the host's decision.

Mails that leave later need the link again, and only its SHA-256 may be stored. So it
is made from a random nonce in the row and the installation's secret: the database
alone does not give it away.
"""

import base64
import secrets
from typing import Literal

from django.utils.crypto import salted_hmac

from meishi.appointments.models import Booking
from meishi.appointments.rules.links import digest

type Purpose = Literal["manage", "decision"]


def new_nonce() -> str:
    """Return 256 random bits for a new booking."""
    return secrets.token_urlsafe(32)


def token(nonce: str, purpose: Purpose | Literal["feed"]) -> str:
    """Return the secret part of a link, 43 characters for an address."""
    salt = f"meishi.appointments.{purpose}"
    code = salted_hmac(salt, nonce, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(code).rstrip(b"=").decode()


def current_token(booking: Booking, purpose: Purpose) -> str:
    """Return the secret of a booking's link.

    Where the installation's secret has changed since, the new link takes the place of
    the old one.
    """
    secret = token(booking.link_nonce, purpose)
    column = f"{purpose}_digest"
    if getattr(booking, column) != digest(secret):
        Booking.objects.filter(pk=booking.pk).update(**{column: digest(secret)})
        setattr(booking, column, digest(secret))
    return secret
