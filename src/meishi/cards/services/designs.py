"""Looks that a workspace keeps, to use on any of its cards."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.tasks import task
from django.utils.translation import gettext as _

from meishi.accounts.models import User
from meishi.cards.document import Design
from meishi.cards.errors import DesignNameTaken, NotPublishable, TooManyDesigns
from meishi.cards.models import Card, SavedDesign
from meishi.cards.queries import has_unpublished_changes
from meishi.cards.rules.locking import PARTS
from meishi.cards.services.drafts import change_draft
from meishi.cards.services.publishing import publish_card
from meishi.workspaces.models import Workspace

MAX_DESIGNS = 100  # of a workspace


@transaction.atomic
def save_design(
    workspace: Workspace, design: Design, *, name: str, by: User | None = None
) -> SavedDesign:
    """Keep the look under that name; raises DesignNameTaken, TooManyDesigns."""
    if workspace.designs.count() >= MAX_DESIGNS:
        raise TooManyDesigns(
            _("A workspace keeps at most %(count)d looks. Delete one first.")
            % {"count": MAX_DESIGNS}
        )
    try:
        with transaction.atomic():
            return SavedDesign.objects.create(
                workspace=workspace, name=name, design=design.model_dump(mode="json")
            )
    except IntegrityError:
        raise DesignNameTaken(
            _("There is a look called “%(name)s” already. Choose another name.")
            % {"name": name}
        ) from None


@transaction.atomic
def replace_design(saved: SavedDesign, design: Design, *, by: User | None) -> None:
    """Let a saved look be as the given one from now on."""
    saved.design = design.model_dump(mode="json")
    saved.save(update_fields=["design"])


def delete_design(saved: SavedDesign, *, by: User | None = None) -> None:
    """Forget a saved look; cards that use it keep theirs."""
    saved.delete()


@transaction.atomic
def set_house_design(
    saved: SavedDesign, *, locked_parts: Iterable[str], by: User | None = None
) -> None:
    """Let new cards begin with this look, and keep those parts of it to itself."""
    wanted = set(locked_parts)
    Workspace.objects.select_for_update().get(pk=saved.workspace_id)
    others = SavedDesign.objects.filter(workspace=saved.workspace_id, is_house=True)
    others.exclude(pk=saved.pk).update(is_house=False, locked_parts=[])
    saved.is_house = True
    saved.locked_parts = [part for part in PARTS if part in wanted]
    saved.save(update_fields=["is_house", "locked_parts"])


def unset_house_design(saved: SavedDesign, *, by: User | None = None) -> None:
    """Let new cards begin without a look of the workspace, and lock nothing."""
    saved.is_house, saved.locked_parts = False, []
    saved.save(update_fields=["is_house", "locked_parts"])


def use_design(card: Card, saved: SavedDesign, *, by: User | None = None) -> Card:
    """Put the card's draft into a saved look, as a change that can be undone."""
    document = card.document.model_copy(
        update={"design": Design.model_validate(saved.design)}
    )
    change = _("Use the look “%(name)s”") % {"name": saved.name}
    return change_draft(card, document, change=change, by=by)


@transaction.atomic
def use_design_on(
    cards: Iterable[Card],
    saved: SavedDesign,
    *,
    is_published: bool = False,
    by: User | None = None,
) -> int:
    """Put many cards into a saved look, one after the other in the background.

    With `is_published`, a card whose draft holds nothing else that visitors have not
    seen is published again. Returns how many cards there are.
    """
    keys = [card.pk for card in cards]
    for key in keys:
        use_design_later.enqueue(key, saved.pk, by.pk if by else None, is_published)
    return len(keys)


@task()
def use_design_later(
    card_pk: int, saved_pk: int, user_pk: int | None, is_published: bool
) -> None:
    """Put one card into a saved look, if both still exist."""
    card = Card.objects.filter(pk=card_pk).first()
    saved = SavedDesign.objects.filter(pk=saved_pk).first()
    if card is None or saved is None or card.workspace_id != saved.workspace_id:
        return
    by = User.objects.filter(pk=user_pk).first() if user_pk else None
    with transaction.atomic():
        was_clean = not has_unpublished_changes(card)
        card = use_design(card, saved, by=by)
        if is_published and was_clean:
            try:
                publish_card(card, by=by)
            except NotPublishable:
                return
