"""Giving mails to the server, or keeping them in the data folder."""

import email
from email.message import EmailMessage as Message
from email.policy import SMTP, Policy
from pathlib import Path
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, mailers

from meishi.lib.clock import now
from meishi.lib.mail.models import Mail

DELIVERY = "delivery"  # the mailer that talks to the server
REFUSED = range(500, 600)  # SMTP answers that will not change (RFC 5321, 4.2.1)


class StoredMessage(EmailMessage):
    """A message that was written before."""

    def __init__(self, mail: Mail) -> None:
        super().__init__(from_email=mail.sender, to=mail.to)
        self._raw = bytes(mail.raw)

    def message(self, *, policy: "Policy[Any] | None" = None) -> Message:
        """Return the message as it was stored."""
        return email.message_from_bytes(self._raw, policy=policy or SMTP)


def deliver(mail: Mail) -> None:
    """Deliver the mail and note it. Raises if it is worth another try."""
    if DELIVERY in mailers:
        _send(mail)
    else:
        _keep(mail)


def _send(mail: Mail) -> None:
    try:
        mailers[DELIVERY].send_messages([StoredMessage(mail)])
    except (SMTPException, OSError) as error:
        mail.error = _reason(error)
        refused = _is_final(error)
        mail.state = Mail.State.FAILED if refused else Mail.State.WAITING
        mail.save(update_fields=["state", "error"])
        if not refused:
            raise
    else:
        mail.state, mail.sent_at, mail.error = Mail.State.SENT, now(), ""
        mail.raw, mail.text, mail.html = b"", "", ""
        mail.save()


def _keep(mail: Mail) -> None:
    folder = Path(settings.DATA_DIR) / "mail"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{mail.created_at:%Y-%m-%d-%H%M%S}-{mail.pk}.eml"
    draft = folder / f".{name}"
    draft.write_bytes(bytes(mail.raw))
    draft.chmod(0o600)
    draft.rename(folder / name)
    mail.state, mail.sent_at = Mail.State.KEPT, now()
    mail.save(update_fields=["state", "sent_at"])


def _is_final(error: Exception) -> bool:
    if isinstance(error, SMTPRecipientsRefused):
        return all(code in REFUSED for code, _ in error.recipients.values())
    return isinstance(error, SMTPDataError) and error.smtp_code in REFUSED


def _reason(error: Exception) -> str:
    """Say what went wrong without the address, which some servers repeat."""
    if isinstance(error, SMTPRecipientsRefused):
        codes = sorted({code for code, _ in error.recipients.values()})
        return f"the server refused the recipient ({', '.join(map(str, codes))})"
    code = getattr(error, "smtp_code", None) or getattr(error, "errno", None)
    return f"{type(error).__name__} {code or ''}".strip()
