"""The draft and its history: every change is saved, and can be taken back."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from meishi.accounts.models import User
from meishi.cards.document import CardDocument, Design
from meishi.cards.errors import DraftChanged, NothingToUndo
from meishi.cards.models import Card, DraftState
from meishi.cards.queries import house_design, locked_fields, pictures_in
from meishi.lib import clock
from meishi.media.models import Asset
from meishi.media.services import request_renditions

HISTORY_LENGTH = 100
TYPING_PAUSE = timedelta(seconds=5)


@transaction.atomic
def change_draft(
    card: Card,
    document: CardDocument,
    *,
    change: str,
    expected: int | None = None,
    is_own_step: bool = False,
    by: User | None = None,
) -> Card:
    """Save `document` as the draft and return the card.

    `change` says what was done, in words; quick successive changes with the same
    words are one step of undo, unless it `is_own_step`. `expected` is the draft number
    that the change was made on; raises DraftChanged where the draft has moved on.
    """
    card = locked(card)
    if expected is not None and card.draft_number != expected:
        raise DraftChanged(
            _("This card was changed in another window since you opened it here.")
        )
    document = _within_house(card, document, by)
    content = document.model_dump(mode="json")
    if content == card.draft:
        return card
    _request_pictures(card, content)
    _remember(card, content, change[:200], is_own_step=is_own_step)
    return _store(card, document)


@transaction.atomic
def complete_draft(card: Card, document: CardDocument) -> None:
    """Save what was brought in the background for the last change, as part of it.

    It is no step of undo by itself, and the draft's number stays, so that nobody who
    has the editor open is told that somebody else was there. `document` differs from
    the draft only in what no form shows.
    """
    card = locked(card)
    card.draft = document.model_dump(mode="json")
    card.save(update_fields=["draft", "updated_at"])
    card.history.filter(position=card.history_position).update(document=card.draft)


@transaction.atomic
def undo(card: Card, *, by: User | None = None) -> Card:
    """Take the last change back; raises NothingToUndo at the beginning."""
    return _step(locked(card), -1, _("There is nothing to undo."))


@transaction.atomic
def redo(card: Card, *, by: User | None = None) -> Card:
    """Make the change again that was taken back; raises NothingToUndo at the end."""
    return _step(locked(card), +1, _("There is nothing to redo."))


def locked(card: Card) -> Card:
    """Return the card as it is now, locked until the transaction ends."""
    return Card.objects.select_for_update(of=("self",)).get(pk=card.pk)


def start_history(card: Card) -> None:
    """Write the first state, the one that undo ends at."""
    DraftState.objects.create(card=card, position=0, document=card.draft, change="")


def _within_house(card: Card, document: CardDocument, by: User | None) -> CardDocument:
    """Return the document with what the workspace keeps to itself left alone."""
    locked = locked_fields(card.workspace, by)
    house = house_design(card.workspace) if locked else None
    if house is None:
        return document
    own = Design.model_validate(house.design)
    kept = {name: getattr(own, name) for name in sorted(locked)}
    design = document.design.model_copy(update=kept)
    return document.model_copy(update={"design": design})


def _request_pictures(card: Card, content: dict[str, object]) -> None:
    """Have renditions made of pictures that are new, or cropped anew."""
    new = pictures_in(content) - pictures_in(card.draft)
    ids = {asset for asset, crop in new if crop}
    own = Asset.objects.filter(workspace=card.workspace, public_id__in=ids)
    assets = {asset.public_id: asset for asset in own}
    for asset_id, crop in new:
        if crop and asset_id in assets:
            request_renditions(assets[asset_id], crop)


def _remember(
    card: Card, content: dict[str, object], change: str, *, is_own_step: bool
) -> None:
    card.history.filter(position__gt=card.history_position).delete()
    last = card.history.filter(position=card.history_position).first()
    is_same = last and last.position and last.change == change and _is_fresh(last)
    if last and is_same and not is_own_step:
        last.document = content
        last.created_at = clock.now()
        last.save(update_fields=["document", "created_at"])
        return
    card.history_position += 1
    DraftState.objects.create(
        card=card, position=card.history_position, document=content, change=change
    )
    oldest = card.history_position - HISTORY_LENGTH
    card.history.filter(position__lt=oldest).delete()


def _is_fresh(state: DraftState) -> bool:
    return clock.now() - state.created_at < TYPING_PAUSE


def _step(card: Card, direction: int, message: str) -> Card:
    position = card.history_position + direction
    state = card.history.filter(position=position).first()
    if state is None:
        raise NothingToUndo(message)
    card.history_position = position
    return _store(card, CardDocument.model_validate(state.document))


def _store(card: Card, document: CardDocument) -> Card:
    card.draft = document.model_dump(mode="json")
    card.draft_number += 1
    card.title = document.identity.display_name[:400]
    card.save(
        update_fields=[
            "draft",
            "draft_number",
            "title",
            "history_position",
            "updated_at",
        ]
    )
    return card
