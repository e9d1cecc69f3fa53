"""Whom a booking is with."""

from meishi.appointments.models import Service
from meishi.cards.models import Card
from meishi.workspaces.models import Member


def organizer_of(service: Service) -> tuple[str, str]:
    """Return the name and e-mail address that invitations come from.

    The address is the service's own, else that of the workspace's owner, "" for a
    workspace whose owner has none.
    """
    card = service.card
    return card.title, service.host_email or owner_email(card)


def owner_email(card: Card) -> str:
    """Return the e-mail address of the card's owner, "" where there is none."""
    owners = card.workspace.members.filter(role=Member.Role.OWNER)
    return owners.order_by("pk").values_list("user__email", flat=True).first() or ""
