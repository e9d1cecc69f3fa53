"""Delivering mails, and forgetting old ones."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.tasks import task

from meishi.lib.clock import now
from meishi.lib.mail.delivery import deliver
from meishi.lib.mail.models import Mail
from meishi.lib.outbox.periodic import periodic


@task
def deliver_mail(mail_id: int) -> None:
    """Deliver the mail, unless that was done before."""
    mail = Mail.objects.filter(pk=mail_id, state=Mail.State.WAITING).first()
    if mail is not None:
        deliver(mail)


@periodic(every=timedelta(days=1))
@task
def forget_old_mails() -> None:
    """Delete mails, and their files, older than MEISHI_MAIL_DAYS."""
    oldest = now() - timedelta(days=settings.MAIL_DAYS)
    Mail.objects.filter(created_at__lt=oldest).delete()
    for file in (Path(settings.DATA_DIR) / "mail").glob("*.eml"):
        if file.stat().st_mtime < oldest.timestamp():
            file.unlink(missing_ok=True)
