"""The WhatsApp Business Platform, for those who have an account with Meta."""

import secrets

from django.db import models

from meishi.lib.ids import public_id
from meishi.shop.models.order import Order
from meishi.shop.models.shop import Shop


def _verify_token() -> str:
    return secrets.token_urlsafe(24)


class CloudConnection(models.Model):
    """A shop's own number on the platform.

    `token` and `secret` (that of the app, which signs the webhook) are sealed
    (`lib.sealing`). `template` is one that Meta approved, with three parameters: code,
    total and link. New orders are told to `notify_number`, digits only. `problem` is why
    the last message could not be sent, "" where it could.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    shop = models.OneToOneField(Shop, models.CASCADE, related_name="cloud")
    phone_number_id = models.CharField(max_length=32)
    token = models.TextField()
    secret = models.TextField()
    verify_token = models.CharField(max_length=64, default=_verify_token)
    template = models.CharField(max_length=512, blank=True)
    template_language = models.CharField(max_length=15, default="en")
    notify_number = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    problem = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.phone_number_id


class CloudMessage(models.Model):
    """A message in either direction. Its id is the platform's, unique.

    `peer` is the other side, digits only; `status` that of one of ours.
    """

    connection = models.ForeignKey(
        CloudConnection, models.CASCADE, related_name="messages"
    )
    wamid = models.CharField(max_length=128)
    is_incoming = models.BooleanField()
    peer = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    status = models.CharField(max_length=20, blank=True)
    error = models.CharField(max_length=200, blank=True)
    order = models.ForeignKey(
        Order, models.SET_NULL, null=True, blank=True, related_name="cloud_messages"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["connection", "peer", "-at"])]
        constraints = [
            models.UniqueConstraint(
                name="one_row_per_cloud_message", fields=["connection", "wamid"]
            ),
        ]

    def __str__(self) -> str:
        return self.wamid
