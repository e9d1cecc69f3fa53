"""Who owns cards together."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meishi.lib.ids import public_id


class Workspace(models.Model):
    """Owner of cards and assets: a person's own, a team's, or a guest's.

    A guest workspace holds what a visitor builds before signing up. Its key's
    SHA-256 is `guest_key_hash`; it becomes theirs when they sign up, or expires.
    """

    class Kind(models.TextChoices):
        PERSONAL = "personal", _("Personal")
        TEAM = "team", _("Team")
        GUEST = "guest", _("Guest")

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PERSONAL)
    name = models.CharField(max_length=200, blank=True)
    guest_key_hash = models.CharField(max_length=64, blank=True, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="guest_key_only_for_guests",
                condition=Q(kind="guest") ^ Q(guest_key_hash=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.public_id


class Member(models.Model):
    """A person's place in a workspace."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        ADMIN = "admin", _("Administrator")
        EDITOR = "editor", _("Editor")
        VIEWER = "viewer", _("Viewer")

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=10, choices=Role, default=Role.OWNER)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_membership_per_person", fields=["workspace", "user"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.workspace} as {self.role}"
