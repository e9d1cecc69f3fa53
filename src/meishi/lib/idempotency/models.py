"""Which forms have had their effect."""

from django.db import models


class Answer(models.Model):
    """What a form was answered, kept in the transaction of its effect.

    `scope` is who sent it where, `digest` the SHA-256 of what was sent.
    """

    scope = models.CharField(max_length=200)
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    location = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_answer_per_key", fields=["scope", "key"]),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.key}"
