"""Cards as they are stored: the draft, its history, editions, names."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from meishi.cards.document import CardDocument
from meishi.lib.ids import public_id, scan_code
from meishi.workspaces.models import Workspace


def _empty_document() -> dict[str, Any]:
    return CardDocument().model_dump(mode="json")


class Card(models.Model):
    """A person's or business's digital business card.

    `draft` is the document as its owner edits it, `draft_number` counts its
    changes and guards against two editors at once. `edition` is what the world
    sees; None means that nothing is published. `wanted_handle` is the name that
    the owner would like and that publishing claims.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="cards")
    title = models.CharField(max_length=400, blank=True)
    draft = models.JSONField(default=_empty_document)
    draft_number = models.PositiveIntegerField(default=0)
    history_position = models.PositiveIntegerField(default=0)
    wanted_handle = models.CharField(max_length=40, blank=True)
    edition = models.OneToOneField(
        "Edition", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-updated_at", "-pk"]
        indexes = [models.Index(fields=["workspace", "-updated_at"])]

    def __str__(self) -> str:
        return self.title or self.public_id

    @property
    def document(self) -> CardDocument:
        """The draft, typed."""
        return CardDocument.model_validate(self.draft)


class DraftState(models.Model):
    """The draft as it stood after a change: what undo and redo step through."""

    card = models.ForeignKey(Card, models.CASCADE, related_name="history")
    position = models.PositiveIntegerField()
    document = models.JSONField()
    change = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="one_draft_state_per_position", fields=["card", "position"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.card} at {self.position}"


class Edition(models.Model):
    """An immutable published version of a card's document."""

    card = models.ForeignKey(Card, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    document = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                name="edition_numbers_are_unique", fields=["card", "number"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.card} edition {self.number}"


class Handle(models.Model):
    """A card's name in its address. Never deleted, never given to another card:
    prints outlive accounts."""

    name = models.CharField(max_length=40, primary_key=True)
    card = models.ForeignKey(
        Card, models.SET_NULL, null=True, blank=True, related_name="handles"
    )
    is_current = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_current_handle_per_card",
                fields=["card"],
                condition=Q(is_current=True, card__isnull=False),
            ),
            models.CheckConstraint(
                name="handles_are_lower_case", condition=Q(name=Lower("name"))
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SavedDesign(models.Model):
    """A look that the cards of a workspace can share.

    New cards begin with the workspace's own look, `is_house`; of that one,
    `locked_parts` (names of `rules.locking.PARTS`) are not for editors to change.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="designs")
    name = models.CharField(max_length=100)
    design = models.JSONField()
    is_house = models.BooleanField(default=False)
    locked_parts = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-is_house", "name"]
        constraints = [
            models.UniqueConstraint(
                name="design_names_are_unique", fields=["workspace", "name"]
            ),
            models.UniqueConstraint(
                name="one_house_design_per_workspace",
                fields=["workspace"],
                condition=Q(is_house=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ScanLink(models.Model):
    """A short, permanent redirect behind a printed QR or NFC tag: `/q/{code}`."""

    code = models.CharField(max_length=16, primary_key=True, default=scan_code)
    card = models.ForeignKey(
        Card, models.SET_NULL, null=True, blank=True, related_name="scan_links"
    )
    label = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.code
