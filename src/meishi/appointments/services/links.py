"""The secret links of a booking: one for the customer, one for the host's decision."""

from typing import Literal

from meishi.appointments.models import Booking
from meishi.lib import secret_links

type Purpose = Literal["manage", "decision"]


def token(nonce: str, purpose: Purpose | Literal["feed"]) -> str:
    """Return the secret part of a link."""
    return secret_links.token(nonce, f"appointments.{purpose}")


def current_token(booking: Booking, purpose: Purpose) -> str:
    """Return the secret of a booking's link.

    Where the installation's secret has changed since, the new link takes the place of
    the old one.
    """
    secret = token(booking.link_nonce, purpose)
    column = f"{purpose}_digest"
    stored = secret_links.digest(secret)
    if getattr(booking, column) != stored:
        Booking.objects.filter(pk=booking.pk).update(**{column: stored})
        setattr(booking, column, stored)
    return secret
