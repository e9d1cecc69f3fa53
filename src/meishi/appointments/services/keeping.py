"""Time that the host keeps free, and what they note for themselves."""

from datetime import datetime

from django.db import transaction

from meishi.accounts.models import User
from meishi.appointments.models import Block, Booking, Resource
from meishi.appointments.services.seats import lock_resources


@transaction.atomic
def keep_free(
    resource: Resource,
    start: datetime,
    end: datetime,
    *,
    note: str = "",
    by: User | None = None,
) -> Block:
    """Keep time of the resource free of new bookings; those that are there stay."""
    lock_resources(resource)
    return Block.objects.create(
        resource=resource, start_at=start, end_at=end, note=note
    )


@transaction.atomic
def change_block(
    block: Block,
    resource: Resource,
    start: datetime,
    end: datetime,
    *,
    note: str = "",
    by: User | None = None,
) -> None:
    """Keep other time free in place of this."""
    lock_resources(block.resource_id, resource)
    block.resource, block.start_at, block.end_at = resource, start, end
    block.note = note
    block.save()


def delete_block(block: Block, *, by: User | None = None) -> None:
    """Let the time be booked again."""
    block.delete()


def set_host_note(booking: Booking, text: str, *, by: User | None = None) -> None:
    """Keep what the host notes for themselves about a booking."""
    Booking.objects.filter(pk=booking.pk).update(host_note=text)
    booking.host_note = text
