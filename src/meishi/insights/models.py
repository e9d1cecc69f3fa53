"""Hits, counted by day."""

from django.db import models
from django.db.models import Q

from meishi.cards.models import Card


class DailyCount(models.Model):
    """How often something happened to a card on one day.

    `on` is the date in the card's time zone. `target` is the id of the tapped link
    or the scanned code. Bots are counted apart from people, never with them.
    """

    card = models.ForeignKey(Card, models.CASCADE, related_name="daily_counts")
    on = models.DateField()
    kind = models.CharField(max_length=8)
    target = models.CharField(max_length=120, blank=True)
    device = models.CharField(max_length=8)
    is_bot = models.BooleanField(default=False)
    count = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_count_per_day_and_thing",
                fields=["card", "on", "kind", "target", "device", "is_bot"],
            ),
            models.CheckConstraint(
                name="known_kinds_of_hits",
                condition=Q(kind__in=["view", "save", "tap", "scan"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count} × {self.kind} of {self.card} on {self.on}"


class SpoolProgress(models.Model):
    """How far a spool file has been counted, in bytes: written in the transaction
    that adds its hits, so that each is counted exactly once."""

    name = models.CharField(max_length=200, primary_key=True)
    offset = models.PositiveBigIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.name} up to {self.offset}"
