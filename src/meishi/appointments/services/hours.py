"""Hours, days that differ, and who can be booked: made, changed, removed."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import RestrictedError
from django.utils.translation import gettext as _

from meishi.accounts.models import User
from meishi.appointments.errors import NameTaken, StillInUse
from meishi.appointments.models import Resource, Schedule, ScheduleException
from meishi.appointments.services.setup import OFFICE_HOURS
from meishi.workspaces.models import Workspace


def create_schedule(
    workspace: Workspace, *, name: str, time_zone: str, by: User | None = None
) -> Schedule:
    """Add hours to the workspace, those of an office; raises NameTaken."""
    with _unique(name):
        return Schedule.objects.create(
            workspace=workspace, name=name, time_zone=time_zone, weekly=OFFICE_HOURS
        )


def change_schedule(
    schedule: Schedule, terms: Mapping[str, Any], *, by: User | None = None
) -> None:
    """Give the hours these terms; what is booked stays. Raises NameTaken."""
    for name, value in terms.items():
        setattr(schedule, name, value)
    with _unique(schedule.name):
        schedule.save()


@transaction.atomic
def delete_schedule(schedule: Schedule, *, by: User | None = None) -> None:
    """Delete the hours; raises StillInUse where a service goes by them."""
    users = schedule.offers.select_related("service")
    names = sorted({str(offer.service) for offer in users})
    words = _("These hours are in use: %(names)s. Give that other hours first.")
    if names:
        raise StillInUse(words % {"names": ", ".join(names)})
    try:
        schedule.delete()
    except RestrictedError as error:  # taken into use this very moment
        raise StillInUse(words % {"names": "…"}) from error


@transaction.atomic
def set_exceptions(
    schedule: Schedule,
    dates: Iterable[date],
    hours: list[list[int]],
    *,
    note: str = "",
    by: User | None = None,
) -> None:
    """Let these dates have hours of their own, in place of what they had."""
    ScheduleException.objects.bulk_create(
        [
            ScheduleException(schedule=schedule, on=on, hours=hours, note=note)
            for on in dates
        ],
        update_conflicts=True,
        unique_fields=["schedule", "on"],
        update_fields=["hours", "note"],
    )


def remove_exceptions(
    schedule: Schedule, first_on: date, last_on: date, *, by: User | None = None
) -> int:
    """Let the dates between the two be as their weekday again; return how many."""
    count, _by_model = schedule.exceptions.filter(
        on__range=(first_on, last_on)
    ).delete()
    return count


def create_resource(
    workspace: Workspace, *, name: str, by: User | None = None
) -> Resource:
    """Add somebody, or something, that can be booked; raises NameTaken."""
    with _unique(name):
        return Resource.objects.create(workspace=workspace, name=name)


def change_resource(
    resource: Resource, *, name: str, is_active: bool, by: User | None = None
) -> None:
    """Rename it, or let it take bookings or none; raises NameTaken."""
    resource.name, resource.is_active = name, is_active
    with _unique(name):
        resource.save(update_fields=["name", "is_active"])


@contextmanager
def _unique(name: str) -> Iterator[None]:
    """A transaction in which a name that is there already is NameTaken."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        words = _("There is “%(name)s” already. Choose another name.")
        raise NameTaken(words % {"name": name}) from error
