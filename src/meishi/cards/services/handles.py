"""A card's name in its address."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meishi.accounts.models import User
from meishi.cards.errors import HandleTaken
from meishi.cards.models import Card, Handle
from meishi.cards.queries import current_handle, handle_candidates
from meishi.cards.services.deploying import deploy_soon
from meishi.cards.services.drafts import locked
from meishi.formats import handle as handles
from meishi.workspaces.models import Workspace


@transaction.atomic
def want_handle(card: Card, name: str, *, by: User | None = None) -> str:
    """Give the card that handle and return it, normalised.

    A published card answers at once under the new handle and redirects from the
    old one. A guest's wish is kept until they sign up and publish. Raises BadHandle
    with the reason in words, or HandleTaken.
    """
    name = handles.check(name)
    card = locked(card)
    if Handle.objects.filter(name=name).exclude(card=card).exists():
        raise _taken(name)
    card.wanted_handle = name
    card.save(update_fields=["wanted_handle", "updated_at"])
    if card.workspace.kind != Workspace.Kind.GUEST:
        _claim(card, name)
    return name


def claim_wanted_handle(card: Card) -> str:
    """Return the locked card's handle, claiming its wish, or the first free name.

    Raises HandleTaken where somebody else was faster with the wish.
    """
    current = current_handle(card)
    if current and card.wanted_handle in ("", current):
        return current
    if card.wanted_handle:
        _claim(card, card.wanted_handle)
        return card.wanted_handle
    return _claim_suggestion(card)


def _claim_suggestion(card: Card) -> str:
    for name in handle_candidates(card.title):
        try:
            _claim(card, name)
        except HandleTaken:
            continue
        card.wanted_handle = name
        card.save(update_fields=["wanted_handle"])
        return name
    name = f"card-{card.public_id}"
    _claim(card, name)
    return name


def _claim(card: Card, name: str) -> None:
    if current_handle(card) == name:
        return
    _let_go(card)
    try:
        with transaction.atomic():
            row, _created = Handle.objects.get_or_create(name=name, card=card)
    except IntegrityError:
        raise _taken(name) from None
    row.is_current = True
    row.save(update_fields=["is_current"])
    deploy_soon(card)


def _let_go(card: Card) -> None:
    """Keep the old handle as a redirect if the world has seen it, else free it."""
    old = card.handles.filter(is_current=True)
    if card.editions.exists():
        old.update(is_current=False)
    else:
        old.delete()


def _taken(name: str) -> HandleTaken:
    return HandleTaken(_("“%(handle)s” is taken. Try another name.") % {"handle": name})
