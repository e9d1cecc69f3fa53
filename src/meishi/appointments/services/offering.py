"""What can be booked: changed, ordered, switched off, deleted."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from meishi.accounts.models import User
from meishi.appointments.models import Resource, Schedule, Service, ServiceResource
from meishi.cards.models import Card


@transaction.atomic
def change_service(
    service: Service,
    terms: Mapping[str, Any],
    offers: Sequence[tuple[Resource, Schedule]],
    *,
    by: User | None = None,
) -> None:
    """Give the service these terms, and let these do it in these hours.

    What is booked keeps its terms.
    """
    for name, value in terms.items():
        setattr(service, name, value)
    service.save()
    wanted = [resource.pk for resource, _hours in offers]
    service.offers.exclude(resource__in=wanted).delete()
    for resource, schedule in offers:
        ServiceResource.objects.update_or_create(
            service=service, resource=resource, defaults={"schedule": schedule}
        )


@transaction.atomic
def move_service(service: Service, *, to: int, by: User | None = None) -> None:
    """Put the service at position `to`, counted from 0 and clamped to the list."""
    Card.objects.select_for_update().get(pk=service.card_id)
    others = list(service.card.bookable_services.exclude(pk=service.pk))
    others.insert(max(0, to), service)
    for position, each in enumerate(others):
        each.position = position
    Service.objects.bulk_update(others, ["position"])


def set_service_active(
    service: Service, *, is_active: bool, by: User | None = None
) -> None:
    """Let the service be booked, or no more; what is booked stays."""
    service.is_active = is_active
    service.save(update_fields=["is_active"])


@transaction.atomic
def delete_service(service: Service, *, by: User | None = None) -> None:
    """Delete the service; its bookings stay and keep their names and times."""
    service.delete()
