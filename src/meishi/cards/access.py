"""May this person? What is not theirs is 404, as if it were not there."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from meishi.cards.models import Card, SavedDesign
from meishi.workspaces.access import (
    administered_workspaces,
    editable_workspaces,
    readable_workspaces,
)


def readable_cards(request: HttpRequest) -> QuerySet[Card]:
    """Return the cards that this visitor may see in the app."""
    return Card.objects.filter(workspace__in=readable_workspaces(request))


def readable_card(request: HttpRequest, public_id: str) -> Card:
    """Return the card if this visitor may see it, else raise Http404."""
    return get_object_or_404(readable_cards(request), public_id=public_id)


def editable_design(request: HttpRequest, card: Card, public_id: str) -> SavedDesign:
    """Return a saved look of the card's workspace, else raise Http404.

    The card is one that this visitor may change.
    """
    return get_object_or_404(card.workspace.designs, public_id=public_id)


def may_administer(request: HttpRequest, card: Card) -> bool:
    """Say whether this visitor makes the rules of the card's workspace."""
    return administered_workspaces(request).filter(pk=card.workspace_id).exists()


def editable_card(request: HttpRequest, public_id: str) -> Card:
    """Return the card if this visitor may change it, else raise Http404."""
    cards = Card.objects.filter(workspace__in=editable_workspaces(request))
    return get_object_or_404(cards, public_id=public_id)


def may_edit(request: HttpRequest, card: Card) -> bool:
    """Whether this visitor, who may see the card, may change it too."""
    return editable_workspaces(request).filter(pk=card.workspace_id).exists()
