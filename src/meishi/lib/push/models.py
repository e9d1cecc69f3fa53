"""Which devices are notified."""

from django.conf import settings
from django.db import models

from meishi.lib.ids import public_id


class Subscription(models.Model):
    """A browser that its owner wants to be notified on.

    `endpoint` is where its push service takes messages (RFC 8030), `digest` the SHA-256
    of that in hexadecimal; `p256dh` and `auth` encrypt them (RFC 8291), in base64url.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="push_subscriptions"
    )
    endpoint = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.public_id
