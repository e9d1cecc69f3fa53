"""Secret addresses at which an owner's own calendars read bookings."""

from django.db import transaction

from meishi.accounts.models import User
from meishi.appointments.models import CalendarFeed, Resource
from meishi.appointments.services import links
from meishi.lib import clock, secret_links
from meishi.lib.secret_links import digest
from meishi.workspaces.models import Workspace


@transaction.atomic
def renew_feed(
    workspace: Workspace, resource: Resource | None = None, *, by: User | None = None
) -> CalendarFeed:
    """Return a feed with a new address; the one it had leads nowhere any more.

    Without a resource it has the bookings of all.
    """
    nonce = secret_links.new_nonce()
    feed, _is_new = CalendarFeed.objects.update_or_create(
        workspace=workspace,
        resource=resource,
        defaults={
            "nonce": nonce,
            "digest": digest(links.token(nonce, "feed")),
            "renewed_at": clock.now(),
        },
    )
    return feed


def end_feed(
    workspace: Workspace, resource: Resource | None = None, *, by: User | None = None
) -> None:
    """Let the address of the feed lead nowhere; nothing where there is none."""
    CalendarFeed.objects.filter(workspace=workspace, resource=resource).delete()


def feed_token(feed: CalendarFeed) -> str:
    """Return the secret part of the address.

    Where the installation's secret has changed since, it is a new one.
    """
    secret = links.token(feed.nonce, "feed")
    if feed.digest != digest(secret):
        feed.digest = digest(secret)
        feed.save(update_fields=["digest"])
    return secret
