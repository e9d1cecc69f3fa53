"""A limit that holds for all processes, and that no killed process leaves locked."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from meishi.lib import clock
from meishi.lib.rates.models import Count


@transaction.atomic
def is_too_often(what: str, who: str, *, most: int, per: timedelta) -> bool:
    """Count that somebody does something; say whether that is more than `most` times.

    Stretches of `per` begin at fixed times. `who` is an address or a name, of which a
    keyed digest is stored.
    """
    stretch = int(clock.now().timestamp() // per.total_seconds())
    key = salted_hmac(f"rates {what} {stretch}", who, algorithm="sha256").hexdigest()
    mine = Count.objects.filter(pk=key)
    if not mine.update(count=F("count") + 1):
        # Two at once make one row, and each adds itself.
        Count.objects.get_or_create(pk=key, defaults={"ends_at": clock.now() + per * 2})
        mine.update(count=F("count") + 1)
    return mine.get().count > most
