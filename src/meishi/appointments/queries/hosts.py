"""Whom a booking is with."""

from meishi.appointments.models import Service
from meishi.cards.queries import owner_email


def organizer_of(service: Service) -> tuple[str, str]:
    """Return the name and e-mail address that invitations come from.

    The address is the service's own, else that of the workspace's owner, "" for a
    workspace whose owner has none.
    """
    card = service.card
    return card.title, service.host_email or owner_email(card)
