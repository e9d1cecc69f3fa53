"""What can be booked, for those who offer it."""

from django.db.models import Count, Q, QuerySet

from meishi.appointments.models import Service
from meishi.appointments.rules.states import State
from meishi.cards.models import Card
from meishi.lib import clock


def services_of(card: Card) -> QuerySet[Service]:
    """Return the card's services in order, each with `ahead`: its bookings to come."""
    is_ahead = Q(
        bookings__state__in=(State.PENDING, State.CONFIRMED),
        bookings__start_at__gt=clock.now(),
    )
    services = card.bookable_services.annotate(ahead=Count("bookings", filter=is_ahead))
    return services.prefetch_related("offers__resource")


def names_of_services(card_id: str) -> tuple[tuple[str, str], ...]:
    """Return id and name of what can be booked on the card of that public id."""
    services = Service.objects.filter(card__public_id=card_id)
    return tuple(services.values_list("public_id", "name"))
