"""The first thing that can be booked on a card, ready to use."""

from zoneinfo import available_timezones

from django.db import transaction
from django.utils.translation import gettext as _

from meishi.accounts.models import User
from meishi.appointments.models import (
    Resource,
    Schedule,
    Service,
    ServiceResource,
)
from meishi.cards.models import Card
from meishi.workspaces.models import Workspace

OFFICE_HOURS = [[day, 9 * 60, 17 * 60] for day in range(5)]


@transaction.atomic
def create_service(card: Card, *, name: str = "", by: User | None = None) -> Service:
    """Add something to book to the card, with usual terms, and return it.

    Whoever the workspace has first does it, in the hours that it has first; both are
    made where there are none.
    """
    workspace = Workspace.objects.select_for_update().get(pk=card.workspace_id)
    service = Service.objects.create(
        card=card,
        name=name or _("Appointment"),
        position=card.bookable_services.count(),
        reminders=[24 * 60],
    )
    ServiceResource.objects.create(
        service=service,
        resource=_first_resource(workspace, card),
        schedule=_first_schedule(workspace, card),
    )
    return service


def _first_resource(workspace: Workspace, card: Card) -> Resource:
    first = workspace.booking_resources.filter(is_active=True).first()
    name = card.title[:100] or _("Me")
    return first or Resource.objects.create(workspace=workspace, name=name)


def _first_schedule(workspace: Workspace, card: Card) -> Schedule:
    zone = card.document.identity.time_zone
    return workspace.booking_schedules.first() or Schedule.objects.create(
        workspace=workspace,
        name=_("Office hours"),
        time_zone=zone if zone in available_timezones() else "UTC",
        weekly=OFFICE_HOURS,
    )
