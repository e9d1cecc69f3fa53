"""Forms that are well but for a field or two: no fault of ours, whatever is in it."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meishi.appointments.models import Block
from meishi.appointments.services.booking import book_slot
from meishi.appointments.tests.test_availability import BOB, at
from meishi.appointments.tests.test_owner_hours import hours
from meishi.appointments.tests.test_owner_setup import asked, terms
from tests.test_no_500 import NASTY

MORE = [
    "0001-01-01",
    "9999-12-31",
    "2027-03-28",
    "2027-10-31",
    "02:30",
    "24:00",
    "-5",
    "9223372036854775808",
    "choice",
    "dates",
    "22-2, 3-4",
    "DE",
    "Etc/GMT+12",
    "questions:remove:0",
    "offers:up:99999999999999999999",
    "copy:monday:all",
]
nasty = st.sampled_from(NASTY + MORE) | st.text(max_size=12)


@pytest.fixture
def sent(browser, service, resource, schedule):
    """Every form of the owner: its address, and what it sends when all is well."""
    booking = book_slot(service, at(9), BOB)
    block = Block.objects.create(resource=resource, start_at=at(9), end_at=at(10))
    when = {"on": "2027-01-20", "at": "11:00", "resource": resource.public_id}
    when |= {"occurrence": "", "is_agreed": "on"}
    kept = {"resource": resource.public_id, "first_on": "2027-01-19", "note": "x"}
    kept |= {"first_at": "09:00", "last_on": "2027-01-20", "last_at": "10:00"}
    question = {"label": "Why?", "kind": "choice", "choices": "a\nb", "id": ""}
    away = {"first_on": "2027-02-01", "last_on": "2027-02-03", "hours": "9-12"}
    in_card = [service.card.public_id, service.public_id]
    return {
        "service": (in_card, terms(**asked(question), do="")),
        "service-add": (in_card[:1], {"name": "x"}),
        "schedule": ([schedule.public_id], hours(monday="9-12", do="")),
        "exception-add": ([schedule.public_id], away | {"note": "x"}),
        "exception-remove": ([schedule.public_id], away),
        "schedule-add": ([], {"name": "x", "workspace": "x"}),
        "resource": ([resource.public_id], {"name": "x", "is_active": "on"}),
        "booking-add": (
            [service.public_id],
            when | {"name": "x", "email": "", "phone": "", "message": ""},
        ),
        "booking-move": ([booking.public_id], when),
        "booking-drop": ([booking.public_id], {"start": at(14).isoformat()}),
        "booking-note": ([booking.public_id], {"host_note": "x"}),
        "booking-cancel": ([booking.public_id], {"reason": "x", "next": "/"}),
        "block-add": ([], kept),
        "block": ([block.public_id], kept),
        "calendar": (
            [],
            {"view": "week", "date": "2027-01-19", "zone": "", "q": "", "page": ""}
            | {"resource": "", "service": "", "state": "", "session": ""},
        ),
        "export": (
            [],
            {"format": "csv", "first_on": "2027-01-01", "last_on": "2027-01-31"},
        ),
    }


FORMS = [
    *("service", "service-add", "schedule", "schedule-add", "resource"),
    *("exception-add", "exception-remove", "block", "block-add"),
    *("booking-add", "booking-move", "booking-drop", "booking-note"),
    *("booking-cancel", "calendar", "export"),
]


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_field_that_is_wrong_is_no_fault_of_ours(browser, sent, form, data):
    arguments, fields = sent[form]
    names = st.lists(st.sampled_from(sorted(fields)), min_size=1, max_size=2)
    wrong = {name: data.draw(nasty, label=name) for name in data.draw(names)}
    address = reverse(f"appointments:{form}", args=arguments)
    browser.raise_request_exception = False

    assert browser.get(address, fields | wrong).status_code < 500
    assert browser.post(address, fields | wrong).status_code < 500


@pytest.mark.parametrize("form", FORMS)
def test_the_forms_are_well_before_a_field_is_wrong(browser, sent, form):
    arguments, fields = sent[form]
    fields = {name: value for name, value in fields.items() if name != "do"}
    address = reverse(f"appointments:{form}", args=arguments)
    ask = browser.get if form in ("calendar", "export") else browser.post

    assert ask(address, fields).status_code in (200, 302)
