"""Which rows? Reads about cards."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from meishi.accounts.models import User
from meishi.cards.models import Card, Edition, Handle, SavedDesign
from meishi.cards.registry import BLOCK_TYPES
from meishi.cards.rules.locking import fields_of
from meishi.formats import handle as handles
from meishi.media.rules.picture import CropBox
from meishi.workspaces.access import ADMINISTRATORS
from meishi.workspaces.models import Member, Workspace


def cards_list(workspaces: Iterable[Workspace], search: str = "") -> QuerySet[Card]:
    """Return the cards of these workspaces, last changed first.

    Each has `handle` (its current one, or None) and `was_published`. `search` keeps
    those whose title or handle contains every word of it.
    """
    current = Handle.objects.filter(card=OuterRef("pk"), is_current=True)
    cards = Card.objects.filter(workspace__in=workspaces).annotate(
        handle=Subquery(current.values("name")[:1]),
        was_published=Exists(Edition.objects.filter(card=OuterRef("pk"))),
    )
    for word in search.replace("\x00", "").split()[:10]:
        cards = cards.filter(Q(title__icontains=word) | Q(handle__icontains=word))
    return cards.select_related("edition", "workspace")


def current_handle(card: Card) -> str | None:
    """Return the card's handle, or None while it has none."""
    current = card.handles.filter(is_current=True)
    return current.values_list("name", flat=True).first()


def owner_email(card: Card) -> str:
    """Return the e-mail address of the card's owner, "" where there is none."""
    owners = card.workspace.members.filter(role=Member.Role.OWNER)
    return owners.order_by("pk").values_list("user__email", flat=True).first() or ""


def old_handles(card: Card) -> list[str]:
    """Return the handles that redirect to the current one, in order of the alphabet."""
    old = card.handles.filter(is_current=False).order_by("name")
    return list(old.values_list("name", flat=True))


def editions_of(card: Card) -> QuerySet[Edition]:
    """Return the card's editions, the newest first."""
    return card.editions.select_related("published_by").order_by("-number")


def house_design(workspace: Workspace) -> SavedDesign | None:
    """Return the look that the workspace's new cards begin with, if it has one."""
    return workspace.designs.filter(is_house=True).first()


def locked_fields(workspace: Workspace, user: User | None) -> frozenset[str]:
    """Return the fields of a design that this person may not change there.

    Owners and administrators may change all.
    """
    house = house_design(workspace)
    if house is None or not house.locked_parts or user is None:
        return frozenset()
    administrators = workspace.members.filter(user=user, role__in=ADMINISTRATORS)
    return frozenset() if administrators.exists() else fields_of(house.locked_parts)


def handle_state(name: str, card: Card | None = None) -> str:
    """Say what can be done with a handle: free, yours, taken, reserved or bad."""
    try:
        name = handles.check(name)
    except handles.BadHandle as error:
        return "reserved" if error.reason == "reserved" else "bad"
    row = Handle.objects.filter(name=name).first()
    if row is None:
        return "free"
    return "yours" if card and row.card_id == card.pk else "taken"


def suggested_handle(card: Card) -> str:
    """Return the first free handle that fits the card's title."""
    candidates = handle_candidates(card.title)
    taken = set(
        Handle.objects.filter(name__in=candidates)
        .exclude(card=card)
        .values_list("name", flat=True)
    )
    return next((name for name in candidates if name not in taken), "")


def handle_of(card: Card) -> str:
    """Return the handle to offer: the wish, the current one, or a suggestion."""
    return card.wanted_handle or current_handle(card) or suggested_handle(card)


def handle_candidates(title: str) -> list[str]:
    """Return handles that fit a title, the best first, numbered ones at the end."""
    names = handles.suggest(title)
    base = names[0][: handles.LONGEST - 4].rstrip("-")
    return [*names, *(f"{base}-{number}" for number in range(2, 100))]


def cards_using(asset_id: str) -> list[Card]:
    """Return the published cards that show that asset."""
    published = Card.objects.filter(
        workspace__assets__public_id=asset_id, edition__isnull=False
    ).select_related("edition")
    return [
        card
        for card in published.iterator()
        if card.edition and asset_id in asset_ids_of(card.edition.document)
    ]


def live_content(card_id: str, document: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the visible blocks of a stored document show of rows that belong to
    the card with that public id, by the block's id."""
    found = {}
    for entry in document.get("blocks", ()):
        kind = BLOCK_TYPES.get(entry["kind"])
        if kind and kind.is_live and not entry.get("is_hidden"):
            data = kind.data.model_validate(entry.get("data", {}))
            found[entry["id"]] = kind.live(data, card_id)
    return {block: shown for block, shown in found.items() if shown}


def asset_ids_in_use(workspace_pk: int) -> set[str]:
    """Return the ids of all assets that any draft, step of undo or edition shows."""
    cards = Card.objects.filter(workspace=workspace_pk)
    used: set[str] = set()
    for documents in (
        cards.values_list("draft", flat=True),
        cards.values_list("history__document", flat=True),
        cards.values_list("editions__document", flat=True),
        SavedDesign.objects.filter(workspace=workspace_pk).values_list(
            "design", flat=True
        ),
    ):
        used = used.union(*(asset_ids_of(d) for d in documents.iterator()))
    return used


def asset_ids_of(document: object) -> set[str]:
    """Return the ids of all assets that a stored document shows."""
    return {asset for asset, _crop in pictures_in(document)}


def pictures_in(document: object) -> set[tuple[str, CropBox | None]]:
    """Return asset id and crop of every picture in a stored document."""
    if isinstance(document, list):
        return set().union(*(pictures_in(item) for item in document))
    if not isinstance(document, dict):
        return set()
    found = set().union(*(pictures_in(item) for item in document.values()))
    if isinstance(document.get("asset"), str):
        found.add((document["asset"], _crop_box(document.get("crop"))))
    return found


def _crop_box(crop: dict[str, float] | None) -> CropBox | None:
    return (crop["x"], crop["y"], crop["width"], crop["height"]) if crop else None


def draft_steps(card: Card) -> tuple[bool, bool]:
    """Say whether there is a change to undo, and one to redo."""
    near = (card.history_position - 1, card.history_position + 1)
    found = set(
        card.history.filter(position__in=near).values_list("position", flat=True)
    )
    return near[0] in found, near[1] in found


def has_unpublished_changes(card: Card) -> bool:
    """Whether the draft differs from what the world sees."""
    return card.edition is None or card.edition.document != card.draft
