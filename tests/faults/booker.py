"""A crowd that books at once: `python -m tests.faults.booker FOLDER PROCESSES ATTEMPTS`.

Each second one of them is killed. Whoever takes its place goes on where it was, and
tries what was not acknowledged again with the same key. An acknowledgement is a line
in FOLDER that has reached the disk. Prints how many were killed.
"""

import os
import random
import sys
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import django

django.setup()

from django.utils import timezone  # noqa: E402 (Django first)

from meishi.appointments.errors import AlreadyDone, SlotTaken  # noqa: E402 (as above)
from meishi.appointments.models import (  # noqa: E402 (as above)
    Booking,
    BookingEvent,
    Service,
)
from meishi.appointments.services.booking import book_slot  # noqa: E402 (as above)
from meishi.appointments.services.changing import (  # noqa: E402 (as above)
    cancel_booking,
    move_booking,
)
from meishi.appointments.services.customer import Customer  # noqa: E402 (as above)
from tests.faults.crowd import Crowd  # noqa: E402 (as above)

SLOTS = 100
STEP = timedelta(minutes=15)
BY = BookingEvent.By.CUSTOMER


def book(name: str, folder: Path, attempts: int) -> None:
    """Make the attempts that are left."""
    log = folder / f"{name}.log"
    done = len(log.read_text().splitlines()) if log.exists() else 0
    services = list(Service.objects.select_related("card").order_by("pk"))
    with log.open("a") as acknowledged:
        for number in range(done, attempts):
            try:
                line = attempt(f"{name}-{number:012d}", services)
            except Exception as error:  # noqa: BLE001 (each is a failure to be seen)
                line = f"error {type(error).__name__} {str(error)[:200]!r}"
            acknowledged.write(f"{line}\n")
            acknowledged.flush()
            os.fsync(acknowledged.fileno())


def attempt(key: str, services: list[Service]) -> str:
    """Book, and now and then move or cancel what was booked; return what was told."""
    chance = random.Random(key)
    service = chance.choice(services)
    start = first_slot() + chance.randrange(SLOTS) * STEP
    customer = Customer(name=key, email="bob@example.com")
    try:
        booking = book_slot(service, start, customer, key=key)
    except SlotTaken:
        return f"taken {key}"
    what = chance.random()
    if what < 0.2:
        return cancelled(booking, key)
    if what < 0.4:
        return moved(booking, key, first_slot() + chance.randrange(SLOTS) * STEP)
    return f"booked {key} {booking.start_at.isoformat()}"


def cancelled(booking: Booking, key: str) -> str:
    """Cancel, which may have happened before a kill."""
    with suppress(AlreadyDone):
        cancel_booking(booking, by=BY)
    return f"cancelled {key}"


def moved(booking: Booking, key: str, start: datetime) -> str:
    """Move, which may have happened before a kill."""
    try:
        move_booking(booking, start, by=BY)
    except AlreadyDone:
        pass
    except SlotTaken:
        booking.refresh_from_db()
    return f"booked {key} {booking.start_at.isoformat()}"


def first_slot() -> datetime:
    """Return midnight (UTC) in two days."""
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(days=2)


if __name__ == "__main__":
    Crowd(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), book).run()
