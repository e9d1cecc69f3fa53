"""Mails as they wait, and what became of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mail(models.Model):
    """A mail to be delivered. `raw` is the whole message (RFC 5322).

    Without a mail server it stays readable here and lies in the data folder
    (state `kept`). Once a server has taken it, its words are forgotten: `raw`,
    `text` and `html` are emptied, for links in mails open accounts.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        KEPT = "kept", _("Kept in the data folder")
        FAILED = "failed", _("Refused")

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    sender = models.CharField(max_length=320)
    to = models.JSONField()
    subject = models.CharField(max_length=998)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    raw = models.BinaryField()
    error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"mail {self.pk}"
