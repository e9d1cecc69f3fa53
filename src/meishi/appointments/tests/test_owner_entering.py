import pytest
from django.urls import reverse

from meishi.appointments.models import Block, Booking, Resource, ServiceResource
from meishi.appointments.services.booking import book_slot
from meishi.appointments.tests.test_availability import BOB, at, starts
from meishi.appointments.tests.test_owner_bookings import of

KEY = "k" * 32


@pytest.fixture
def booking(service):
    return book_slot(service, at(9), BOB)


def moved(resource, on="2027-01-20", at="11:00", **more):
    return {"on": on, "at": at, "resource": resource.public_id} | more


def test_a_booking_moves_by_form(browser, booking, resource):
    assert 'value="09:00"' in browser.get(of(booking, "booking-move")).text
    browser.post(of(booking, "booking-move"), moved(resource))
    booking.refresh_from_db()

    assert booking.start_at == at(11, day=20)
    assert "Moved by alice@example.com, from Tue 19 Jan 2027, 09:00" in (
        browser.get(of(booking)).text
    )


def test_a_move_onto_another_booking_says_so_and_keeps_what_was_typed(
    browser, booking, service, resource
):
    book_slot(service, at(11), BOB)
    sent = moved(resource, on="2027-01-19")
    response = browser.post(of(booking, "booking-move"), sent)

    assert response.status_code == 409
    assert "That time has just been taken." in response.text
    assert 'value="11:00"' in response.text


def test_a_move_outside_of_the_hours_asks_first(browser, booking, resource):
    sent = moved(resource, at="20:00")
    assert (
        "outside of your hours" in browser.post(of(booking, "booking-move"), sent).text
    )
    booking.refresh_from_db()
    assert booking.start_at == at(9)

    browser.post(of(booking, "booking-move"), sent | {"is_agreed": "on"})
    booking.refresh_from_db()
    assert booking.start_at == at(20, day=20)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"on": "2027-03-28", "at": "02:30"}, "this time does not exist"),
        ({"on": "2027-10-31", "at": "02:30"}, "02:30 CEST"),
        ({"at": "11:03"}, "Choose a time in steps of five minutes."),
        ({"at": ""}, "This field is required."),
        ({"resource": "nobody"}, "Select a valid choice."),
        ({"on": "0001-01-01"}, "Choose a date between 1970 and 2200."),
    ],
)
def test_a_time_that_is_none_is_refused(browser, booking, resource, wrong, words):
    response = browser.post(of(booking, "booking-move"), moved(resource) | wrong)

    assert response.status_code == 422
    assert words in response.text


def test_of_a_time_that_comes_twice_one_is_chosen(browser, booking, resource):
    sent = moved(resource, on="2027-10-31", at="02:30", is_agreed="on", occurrence="1")
    browser.post(of(booking, "booking-move"), sent)
    booking.refresh_from_db()

    assert booking.start_at.isoformat() == "2027-10-31T01:30:00+00:00"


def test_a_booking_moves_by_drag(browser, booking):
    answer = browser.post(
        of(booking, "booking-drop"), {"start": at(14).isoformat()}
    ).json()

    assert answer == {"message": "Moved."}
    booking.refresh_from_db()
    assert booking.start_at == at(14)


def test_a_drag_onto_another_booking_says_why_not(browser, booking, service):
    book_slot(service, at(11), BOB)
    sent = {"start": at(11).isoformat()}
    answer = browser.post(of(booking, "booking-drop"), sent)

    assert answer.status_code == 409
    assert "taken" in answer.json()["message"]


@pytest.mark.parametrize(
    "start",
    ["", "soon", "2027-01-19T09:00", "9999-12-31T23:59:59-12:00", "2027-02-30T09:00Z"],
)
def test_a_drag_to_no_time_changes_nothing(browser, booking, start):
    sent = {"start": start}

    assert browser.post(of(booking, "booking-drop"), sent).status_code == 422


def entered(resource, **more):
    return moved(resource, name="Dana", idempotency_key=KEY) | more


def add_to(service):
    return reverse("appointments:booking-add", args=[service.public_id])


def test_somebody_who_called_is_booked_once(browser, service, resource):
    for _twice in range(2):
        browser.post(add_to(service), entered(resource, phone="+1 202 555 0101"))

    made = Booking.objects.get()
    assert (made.name, made.source, made.state) == ("Dana", "host", "confirmed")
    assert made.start_at == at(11, day=20)


def test_who_called_for_a_time_that_is_taken_is_not_booked(
    browser, service, resource, booking
):
    sent = entered(resource, on="2027-01-19", at="09:15", message="By phone")
    response = browser.post(add_to(service), sent)

    assert response.status_code == 409
    assert "By phone" in response.text
    assert Booking.objects.count() == 1


def test_who_called_for_the_evening_is_booked_when_the_host_agrees(
    browser, service, resource
):
    sent = entered(resource, at="21:00")
    assert browser.post(add_to(service), sent).status_code == 422
    assert not Booking.objects.exists()

    browser.post(add_to(service), sent | {"is_agreed": "on"})
    assert Booking.objects.exists()


def test_time_that_is_kept_free_is_a_reason_to_ask(browser, service, resource):
    Block.objects.create(
        resource=resource, start_at=at(9, day=20), end_at=at(12, day=20)
    )
    assert "You keep this time free." in (
        browser.post(add_to(service), entered(resource)).text
    )


def test_only_who_does_the_service_is_offered(browser, service, resource):
    other = Resource.objects.create(workspace=resource.workspace, name="The red room")
    assert browser.post(add_to(service), entered(other)).status_code == 422

    schedule = service.offers.get().schedule
    ServiceResource.objects.create(service=service, resource=other, schedule=schedule)
    browser.post(add_to(service), entered(other))
    assert Booking.objects.get().resource == other


def test_what_can_be_booked_is_asked_first(browser, service):
    page = browser.get(reverse("appointments:booking-new"), {"on": "2027-01-20"}).text

    assert f"{add_to(service)}?on=2027-01-20" in page


def block(resource, **more):
    return {"resource": resource.public_id, "first_on": "2027-01-19"} | more


def test_a_whole_day_is_kept_free(browser, service, resource):
    browser.post(reverse("appointments:block-add"), block(resource))

    kept = Block.objects.get()
    assert (kept.start_at, kept.end_at) == (at(0), at(0, day=20))
    assert starts(service) == []


def test_hours_are_kept_free_and_given_back(browser, service, resource):
    sent = block(resource, first_at="09:00", last_at="12:00", note="Dentist")
    browser.post(reverse("appointments:block-add"), sent)
    kept = Block.objects.get()
    assert starts(service)[0] == "12:00"
    assert "Dentist" in browser.get(reverse("appointments:blocks")).text

    page = reverse("appointments:block", args=[kept.public_id])
    assert 'value="09:00"' in browser.get(page).text
    browser.post(page, sent | {"last_at": "11:00"})
    assert starts(service)[0] == "11:00"
    browser.post(reverse("appointments:block-delete", args=[kept.public_id]))
    assert starts(service)[0] == "09:00"


def test_a_booking_in_time_kept_free_stays_and_is_said(browser, booking, resource):
    sent = block(resource)
    shown = browser.post(reverse("appointments:block-add"), sent, follow=True).text

    assert "1 booking lies in it and stays." in shown
    assert Booking.objects.get().state == "confirmed"


def test_time_that_ends_before_it_begins_is_not_kept(browser, resource):
    sent = block(resource, first_at="12:00", last_at="09:00")
    response = browser.post(reverse("appointments:block-add"), sent)

    assert response.status_code == 422
    assert "This lies before the beginning." in response.text
