"""Django's mails, written to the outbox instead of being sent at once."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from meishi.lib.clock import now
from meishi.lib.mail.models import Mail
from meishi.lib.mail.tasks import deliver_mail


class OutboxEmailBackend(BaseEmailBackend):
    """Sending means: written in the caller's transaction, so that a mail leaves
    if and only if what it is about was stored."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the mails and their delivery; return how many that were."""
        to_send = [message for message in email_messages if message.recipients()]
        with transaction.atomic():
            for message in to_send:
                mail = _stored(message)
                deliver_mail.enqueue(mail.pk)
        return len(to_send)


def _stored(message: EmailMessage) -> Mail:
    raw = message.message().as_bytes()  # fixes Message-ID, so a second copy is known
    return Mail.objects.create(
        sender=message.from_email,
        to=message.recipients(),
        subject=str(message.subject),
        text=str(message.body),
        html=_html(message),
        raw=raw,
        created_at=now(),
    )


def _html(message: EmailMessage) -> str:
    alternatives = getattr(message, "alternatives", [])
    html = [part.content for part in alternatives if part.mimetype == "text/html"]
    return str(html[0]) if html else ""
