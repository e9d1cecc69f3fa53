"""The owner looks at the counts of a card."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meishi.cards.access import readable_card
from meishi.insights.queries import days_of, named_taps_of
from meishi.insights.rules.chart import bars

CHART = (600, 120)  # the view box, in its own units
KINDS = ("view", "scan", "save", "tap")


def card(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the last 30 days of a card."""
    card = readable_card(request, public_id)
    days = days_of(card)
    context = {
        "card": card,
        "days": days,
        "totals": {kind: sum(getattr(d, kind) for d in days) for kind in KINDS},
        "bots": sum(day.bots for day in days),
        "bars": bars([(day.on, day.view) for day in days], *CHART),
        "chart": CHART,
        "taps": named_taps_of(card),
    }
    return render(request, "insights/card.html", context)
