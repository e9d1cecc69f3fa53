from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from meishi.appointments.models import Block, Resource, ServiceResource
from meishi.appointments.queries.availability import Asked, open_slots
from meishi.appointments.services.booking import book_slot, hold_slot
from meishi.appointments.services.customer import Customer
from meishi.lib import clock as the_clock

BERLIN = ZoneInfo("Europe/Berlin")
BOB = Customer(name="Bob", email="bob@example.com")


def at(hour, minute=0, day=19):
    """A time in Berlin in January 2027; the 19th is a Tuesday."""
    return datetime(2027, 1, day, hour, minute, tzinfo=BERLIN)


def starts(service, day=19, **options):
    asked = Asked(service, at(0, day=day), at(0, day=day + 1), the_clock.now())
    slots = open_slots(asked, **options)
    return [f"{start.astimezone(BERLIN):%H:%M}" for start in slots]


def test_a_new_service_can_be_booked_in_office_hours(service):
    found = starts(service)

    assert found[0] == "09:00"
    assert found[-1] == "16:30"
    assert len(found) == 16


def test_every_start_is_said_in_utc(service):
    asked = Asked(service, at(0), at(24 - 1), the_clock.now())
    assert {start.tzinfo for start in open_slots(asked)} == {UTC}


def test_what_is_booked_is_gone_with_its_breaks(service, change):
    change(before=15, after=15)
    book_slot(service, at(11), BOB)

    assert starts(service)[2:4] == ["10:00", "12:00"]


def test_a_block_is_no_time_to_book(service, resource):
    Block.objects.create(resource=resource, start_at=at(9), end_at=at(16))

    assert starts(service) == ["16:00", "16:30"]


def test_an_exception_takes_the_place_of_the_week(service, schedule):
    schedule.exceptions.create(on=date(2027, 1, 19), hours=[[600, 660]])

    assert starts(service) == ["10:00", "10:30"]
    assert len(starts(service, day=20)) == 16


def test_a_holiday_is_closed_unless_the_host_says_otherwise(service, schedule):
    schedule.holidays_country, schedule.holidays_subdivision = "US", "NY"
    schedule.save()

    assert starts(service, day=18) == []  # Martin Luther King's day
    schedule.exceptions.create(on=date(2027, 1, 18), hours=[[720, 780]])
    assert starts(service, day=18) == ["12:00", "12:30"]


def test_the_limit_of_a_day_holds_for_all_who_do_the_service(service, change, schedule):
    change(daily_limit=2)
    other = Resource.objects.create(workspace=service.card.workspace, name="Bob")
    ServiceResource.objects.create(service=service, resource=other, schedule=schedule)
    book_slot(service, at(9), BOB)
    book_slot(service, at(9), BOB)

    assert starts(service) == []
    assert len(starts(service, day=20)) == 16


def test_the_one_with_less_to_do_is_named_first(service, schedule, resource):
    other = Resource.objects.create(workspace=service.card.workspace, name="Bob")
    ServiceResource.objects.create(service=service, resource=other, schedule=schedule)
    book_slot(service, at(9), BOB, resource=resource)

    asked = Asked(service, at(10), at(11), the_clock.now())
    assert open_slots(asked)[at(10)] == [other, resource]


def test_one_who_is_away_is_not_booked(service, resource):
    resource.is_active = False
    resource.save()

    assert starts(service) == []


def test_a_held_slot_is_free_again_without_anybody_tidying_up(service, clock):
    hold_slot(service, at(9))
    assert starts(service)[0] == "09:30"

    clock.shift(timedelta(minutes=5))
    assert starts(service)[0] == "09:00"


def test_a_meeting_of_several_is_shown_until_it_is_full(service, change):
    change(capacity=2)
    book_slot(service, at(9), BOB)
    assert starts(service)[0] == "09:00"

    book_slot(service, at(9), BOB)
    assert starts(service)[0] == "09:30"


def test_a_meeting_of_several_takes_time_of_other_services(service, change, alice):
    from meishi.appointments.services.setup import create_service

    change(capacity=2, duration=60)
    other = create_service(service.card, name="Shave", by=alice)
    book_slot(service, at(9), BOB)

    assert starts(other)[0] == "10:00"


@pytest.mark.parametrize("many", [1, 200])
def test_queries_do_not_grow_with_what_is_booked(
    service, resource, many, django_assert_num_queries
):
    Block.objects.bulk_create(
        Block(
            resource=resource,
            start_at=at(9) + timedelta(days=number),
            end_at=at(10) + timedelta(days=number),
        )
        for number in range(many)
    )
    with django_assert_num_queries(4):
        starts(service)
