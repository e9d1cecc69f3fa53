"""Which rows? Reads about hits."""

from collections import defaultdict
from datetime import date

from django.db.models import Sum

from meishi.cards.models import Card
from meishi.cards.queries import current_handle
from meishi.insights.models import DailyCount
from meishi.insights.rules.counts import Day, days_until, zone_of
from meishi.insights.rules.links import link_names
from meishi.lib import bundles, clock

LENGTH = 30  # days


def today_of(card: Card) -> date:
    """Return today's date where the card's owner is."""
    zone = zone_of(card.document.identity.time_zone)
    return clock.now().astimezone(zone).date()


def days_of(card: Card, length: int = LENGTH) -> list[Day]:
    """Return the last `length` days of the card, today last, empty ones included."""
    dates = days_until(today_of(card), length)
    rows = (
        DailyCount.objects.filter(card=card, on__gte=dates[0])
        .values("on", "kind", "is_bot")
        .annotate(total=Sum("count"))
    )
    counts: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        name = "bots" if row["is_bot"] else row["kind"]
        counts[row["on"]][name] += row["total"]
    return [Day(on=on, **counts[on]) for on in dates]


def taps_of(card: Card, length: int = LENGTH) -> list[tuple[str, int]]:
    """Return (target, taps by people) of the last days, the most tapped first."""
    first = days_until(today_of(card), length)[0]
    rows = (
        DailyCount.objects.filter(card=card, on__gte=first, kind="tap", is_bot=False)
        .values("target")
        .annotate(total=Sum("count"))
        .order_by("-total", "target")
    )
    return [(row["target"], row["total"]) for row in rows[:50]]


def named_taps_of(card: Card) -> list[tuple[str, int]]:
    """Return (words of the link, taps) of the last days, the most tapped first.

    A link that is no longer on the published page goes by its id.
    """
    handle = current_handle(card)
    bundle = bundles.get_bundle(handle) if handle else None
    page = bundle.parts.get("page") if bundle else None
    names = link_names(page.bodies["identity"].decode()) if page else {}
    return [(names.get(target) or target, count) for target, count in taps_of(card)]
