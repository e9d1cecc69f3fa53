"""Calendars that an owner's own programs subscribe to."""

from django.db import models
from django.db.models import Q

from meishi.appointments.models.hours import Resource
from meishi.workspaces.models import Workspace


class CalendarFeed(models.Model):
    """A secret address at which bookings are read, of one resource or of all.

    The address is made from `nonce` and the installation's secret (`services.links`);
    only its SHA-256 is stored. A new nonce ends the old address.
    """

    workspace = models.ForeignKey(
        Workspace, models.CASCADE, related_name="calendar_feeds"
    )
    resource = models.ForeignKey(
        Resource, models.CASCADE, null=True, blank=True, related_name="calendar_feeds"
    )
    nonce = models.CharField(max_length=43)
    digest = models.CharField(max_length=64, unique=True)
    renewed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_feed_per_resource", fields=["workspace", "resource"]
            ),
            models.UniqueConstraint(
                name="one_feed_of_everything",
                fields=["workspace"],
                condition=Q(resource__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"feed of {self.resource or self.workspace}"
