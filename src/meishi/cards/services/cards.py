"""Cards come, are copied, and go."""

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from meishi.accounts.models import User
from meishi.cards.document import (
    AssetRef,
    BlockEntry,
    CardDocument,
    Design,
    new_block_id,
)
from meishi.cards.document.from_contact import document_from
from meishi.cards.models import Card
from meishi.cards.queries import house_design
from meishi.cards.registry import BLOCK_TYPES
from meishi.cards.services.deploying import bury_soon
from meishi.cards.services.drafts import locked, start_history
from meishi.formats.contact import Contact
from meishi.media.errors import UnreadablePicture
from meishi.media.services import delete_assets, store_asset
from meishi.workspaces.models import Workspace

FIRST_BLOCKS = ("contact",)


@transaction.atomic
def create_card(
    workspace: Workspace,
    *,
    document: CardDocument | None = None,
    by: User | None = None,
) -> Card:
    """Return a new card, with the blocks that every card begins with."""
    document = document or CardDocument()
    house = house_design(workspace)
    if house and document.design == Design():
        own = Design.model_validate(house.design)
        document = document.model_copy(update={"design": own})
    if not document.blocks:
        document = document.model_copy(update={"blocks": _first_blocks()})
    card = Card.objects.create(
        workspace=workspace,
        draft=document.model_dump(mode="json"),
        title=document.identity.display_name[:400],
    )
    start_history(card)
    return card


@transaction.atomic
def duplicate_card(card: Card, *, by: User | None = None) -> Card:
    """Return an unpublished copy of the card's draft, in the same workspace."""
    return create_card(card.workspace, document=card.document, by=by)


@transaction.atomic
def delete_card(card: Card, *, by: User | None = None) -> None:
    """Delete the card with its history. Its handles and scan links stay reserved,
    and answer that the card is gone."""
    card = locked(card)
    if card.editions.exists():
        bury_soon(list(card.handles.values_list("name", flat=True)))
    else:
        card.handles.all().delete()
    card.delete()


@transaction.atomic
def delete_own_cards(user: User) -> None:
    """Delete the workspaces that are this person's alone, with cards and pictures."""
    alone = Workspace.objects.annotate(people=Count("members")).filter(
        people=1, members__user=user
    )
    for workspace in alone:
        delete_workspace(workspace)


@transaction.atomic
def delete_workspace(workspace: Workspace) -> None:
    """Delete a workspace; its published cards say that they are gone."""
    for card in workspace.cards.all():
        delete_card(card)
    delete_assets(workspace.assets.all())
    workspace.delete()


@transaction.atomic
def new_card_from_contact(
    contact: Contact, workspace: Workspace, *, by: User | None = None
) -> Card:
    """Return a card that says what the contact says, its photo included.

    Social profiles become a block; a photo that cannot be read is left out.
    """
    document = document_from(contact)
    identity = document.identity.model_copy(
        update={
            "photo": _picture(contact, workspace, "photo"),
            "logo": _picture(contact, workspace, "logo"),
        }
    )
    blocks = (*_first_blocks(), *_social_block(contact))
    document = document.model_copy(update={"identity": identity, "blocks": blocks})
    return create_card(workspace, document=document, by=by)


def _first_blocks() -> tuple[BlockEntry, ...]:
    return tuple(_empty(kind) for kind in FIRST_BLOCKS if kind in BLOCK_TYPES)


def _empty(kind: str) -> BlockEntry:
    data = BLOCK_TYPES[kind].data().model_dump(mode="json")
    return BlockEntry(id=new_block_id(), kind=kind, data=data)


def _social_block(contact: Contact) -> list[BlockEntry]:
    blocks = []
    for block_type in BLOCK_TYPES.values():
        data = block_type.from_contact(contact)
        if data is not None:
            entry = _empty(block_type.kind)
            content = data.model_dump(mode="json")
            blocks.append(entry.model_copy(update={"data": content}))
    return blocks


def _picture(contact: Contact, workspace: Workspace, name: str) -> AssetRef | None:
    picture = contact.photo if name == "photo" else contact.logo
    if picture is None or not picture.data:
        return None
    try:
        asset = store_asset(workspace, picture.data, name=name)
    except UnreadablePicture:
        return None
    alt = _("Photo of %(name)s") if name == "photo" else _("Logo of %(name)s")
    owner = contact.full_name if name == "photo" else contact.organization
    return AssetRef(asset=asset.public_id, alt=(alt % {"name": owner})[:200])
