"""What a calendar that an owner subscribes to has in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db.models import Count, Max, QuerySet, Sum

from meishi.appointments.models import Booking, CalendarFeed
from meishi.appointments.rules.states import State
from meishi.workspaces.models import Workspace

PAST = timedelta(days=90)
AHEAD = timedelta(days=731)
SHOWN = (State.PENDING, State.CONFIRMED, State.COMPLETED, State.NO_SHOW)


@dataclass(frozen=True)
class Whose:
    """Bookings that can be subscribed to: of all, or of one resource.

    A workspace of one person has no name.
    """

    key: str
    name: str
    feed: CalendarFeed | None


def bookings_of(feed: CalendarFeed, now: datetime) -> QuerySet[Booking]:
    """Return the bookings in the feed, in order: 90 days back, two years ahead."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    found = Booking.objects.filter(
        workspace=feed.workspace_id,
        state__in=SHOWN,
        start_at__gte=today - PAST,
        start_at__lt=today + AHEAD,
    )
    if feed.resource_id:
        found = found.filter(resource=feed.resource_id)
    return found.select_related("resource").order_by("start_at", "pk")


def version_of(feed: CalendarFeed, bookings: QuerySet[Booking]) -> str:
    """Return a text that differs whenever the feed does, from one look at it."""
    sums = bookings.order_by().aggregate(Count("pk"), Sum("pk"), Max("updated_at"))
    names = feed.workspace.booking_resources.values_list("pk", "name").order_by("pk")
    said = [feed.digest, feed.workspace.name, sorted(sums.items()), list(names)]
    return sha256(repr(said).encode()).hexdigest()[:32]


def choices_in(workspaces: QuerySet[Workspace]) -> list[Whose]:
    """Return what can be subscribed to in these workspaces, with the feeds there are."""
    feeds = {
        (feed.workspace_id, feed.resource_id): feed
        for feed in CalendarFeed.objects.filter(workspace__in=workspaces)
    }
    found = []
    for workspace in workspaces.order_by("pk").prefetch_related("booking_resources"):
        everything = feeds.get((workspace.pk, None))
        found.append(Whose(workspace.public_id, workspace.name, everything))
        for resource in workspace.booking_resources.all():
            key = f"{workspace.public_id}/{resource.public_id}"
            feed = feeds.get((workspace.pk, resource.pk))
            found.append(Whose(key, resource.name, feed))
    return found
