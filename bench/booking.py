"""A month of slots from the database, however much is booked.

The promise: the page that lists slots stays fast with years of bookings. A host with
three schedules and three resources, 2,000 events in calendars elsewhere, and 100, 1,000, 5,000 and 10,000
bookings over four years. Printed beside it, as the reference: the rows of that month
fetched by one bare query, which no answer from the database can beat.
"""

import os
import tempfile
from datetime import timedelta
from statistics import median
from time import perf_counter

BOOKINGS = (100, 1_000, 5_000, 10_000)
EVENTS = 2_000
ROUNDS = 15
DAYS = 31
YEARS = 4


def main():
    """Print the milliseconds of a month for each number of bookings, and the growth."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MEISHI_DATA_DIR"] = folder  # noqa: TID251 (before config reads it)
        os.environ["DJANGO_SETTINGS_MODULE"] = "meishi.settings"  # noqa: TID251 (as above)
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        service, since = host()
        times = {}
        for number in BOOKINGS:
            booked_up_to(service, since, number)
            times[number], slots, queries = month(service, since)
            bare = bare_query(since)
            print(
                f"{number:6} bookings, {EVENTS} outside events: {times[number]:.1f} ms for "
                f"{slots} slots in {queries} queries; bare query {bare:.1f} ms, "
                f"ratio {times[number] / bare:.1f}"
            )
    growth = times[BOOKINGS[-1]] / times[BOOKINGS[0]]
    print(f"growth from {BOOKINGS[0]} to {BOOKINGS[-1]}: {growth:.2f}")


def host():
    """Return a service of three who work by three schedules, and the month's start."""
    from meishi.appointments.models import (
        ExternalBusy,
        ExternalCalendar,
        Resource,
        Schedule,
        Service,
        ServiceResource,
    )
    from meishi.appointments.services.setup import create_service
    from meishi.lib import clock
    from tests.demo import demo_card

    card = demo_card()
    service = create_service(card, name="Consultation")
    workspace = card.workspace
    for number in range(2):
        name = f"Colleague {number}"
        resource = Resource.objects.create(workspace=workspace, name=name)
        schedule = Schedule.objects.create(
            workspace=workspace,
            name=f"Hours {number}",
            time_zone=("America/New_York", "Asia/Tokyo")[number],
            weekly=[[day, 8 * 60, 18 * 60] for day in range(6)],
        )
        ServiceResource.objects.create(
            service=service, resource=resource, schedule=schedule
        )
    Service.objects.filter(pk=service.pk).update(step=15, before=10, after=10)
    since = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    since += timedelta(days=1)
    calendars = [
        ExternalCalendar.objects.create(
            resource=resource,
            host="example.com",
            read_at=since,
            read_until=since + timedelta(days=DAYS * 3),
        )
        for resource in workspace.booking_resources.all()
    ]
    ExternalBusy.objects.bulk_create(
        ExternalBusy(
            calendar=calendars[number % 3],
            start_at=(start := spread(since, number, EVENTS)),
            end_at=start + timedelta(minutes=45),
        )
        for number in range(EVENTS)
    )
    service.refresh_from_db()
    return service, since


def spread(since, number, of):
    """Return a time for the number-th of so many within four years, most of them past."""
    minutes = YEARS * 365 * 24 * 60 * number // of
    return since + timedelta(days=60, minutes=-minutes // 5 * 5)


def booked_up_to(service, since, wanted):
    """Add confirmed bookings until there are that many, spread over the years."""
    from meishi.accounts.models import User
    from meishi.appointments.errors import SlotTaken
    from meishi.appointments.models import Booking
    from meishi.appointments.services.booking import enter_booking
    from meishi.appointments.services.customer import Customer

    host = User.objects.first()
    resources = [offer.resource for offer in service.offers.select_related("resource")]
    have = tries = Booking.objects.count()
    while have < wanted:
        start = spread(since, tries % wanted, wanted) + timedelta(
            minutes=65 * (tries // wanted)
        )
        tries += 1
        try:
            enter_booking(
                service, resources[tries % 3], start, Customer(name="Bob"), by=host
            )
        except SlotTaken:
            continue
        have += 1


def month(service, since):
    """Return the median milliseconds for a month of slots, how many, and the queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from meishi.appointments.queries.availability import Asked, open_slots
    from meishi.lib import clock

    asked = Asked(service, since, since + timedelta(days=DAYS), clock.now())
    with CaptureQueriesContext(connection) as captured:
        slots = open_slots(asked)
    queries, times = len(captured), []
    for _ in range(ROUNDS):
        start = perf_counter()
        open_slots(asked)
        times.append(1000 * (perf_counter() - start))
    return median(times), len(slots), queries


def bare_query(since):
    """Return the median milliseconds of fetching that month's rows and no more."""
    from meishi.appointments.models import ExternalBusy, Session

    until = since + timedelta(days=DAYS)
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        for model in (Session, ExternalBusy):
            rows = model.objects.filter(start_at__lt=until, end_at__gt=since)
            list(rows.values_list("pk", "start_at", "end_at"))
        times.append(1000 * (perf_counter() - start))
    return median(times)
