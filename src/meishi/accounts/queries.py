"""Which rows? Reads about accounts and mails."""

from django.db.models import Q, QuerySet

from meishi.accounts.models import User
from meishi.lib.mail.models import Mail


def has_administrator() -> bool:
    """Say whether anybody administers this installation."""
    return User.objects.filter(is_superuser=True, is_active=True).exists()


def mails(search: str = "") -> QuerySet[Mail]:
    """Return the mails that were written, newest first; those that hold each word."""
    found = Mail.objects.defer("raw", "html")
    for word in search.replace("\x00", "").split()[:10]:
        found = found.filter(Q(subject__icontains=word) | Q(to__icontains=word))
    return found
