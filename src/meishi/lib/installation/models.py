"""What is stored about the installation itself."""

from django.db import models


class Installation(models.Model):
    """The one row that says which data folder this database belongs to."""

    name = models.CharField(max_length=32, primary_key=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class CacheEntry(models.Model):
    """The table of Django's database cache, which only that reads and writes."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "cache"

    def __str__(self) -> str:
        return self.cache_key
