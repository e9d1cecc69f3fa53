"""Uploaded originals and what is derived from them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meishi.lib.ids import public_id
from meishi.workspaces.models import Workspace


class Asset(models.Model):
    """An uploaded original. It is private: the world only sees renditions.

    `sha256` is that of the bytes as they came, in hexadecimal; the same file twice
    in a workspace is one asset. `message` says in words why it failed.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("Being prepared")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="assets")
    sha256 = models.CharField(max_length=64)
    original_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.PENDING)
    message = models.CharField(max_length=300, blank=True)
    colour = models.CharField(max_length=7, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_asset_per_file", fields=["workspace", "sha256"]
            ),
        ]

    def __str__(self) -> str:
        return self.original_name or self.public_id
