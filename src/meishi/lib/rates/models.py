"""How often something was done in a stretch of time."""

from django.db import models


class Count(models.Model):
    """A counter that is of no use any more after `ends_at`.

    `key` is a digest of what was done, by whom and when: no address is stored.
    """

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} until {self.ends_at}"
