"""A booking by the secret links to it: its customer's, and its host's."""

import pytest

from meishi.appointments.services.changing import cancel_booking
from meishi.appointments.services.links import current_token
from meishi.appointments.tests.test_availability import at
from meishi.appointments.tests.visiting import NINE, TEN, booked, text


def test_looking_changes_nothing(visitor, service):
    booking, address = booked(service)

    for method in (visitor.get, visitor.head):
        for path in (address, f"{address}move/"):
            assert method(path).status_code == 200
        assert method(f"{address}cancel/").status_code == 405
    booking.refresh_from_db()
    assert booking.state == "confirmed"


def test_a_link_says_nothing_to_others(visitor, service):
    _, address = booked(service)
    response = visitor.get(address)

    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert visitor.get("/booking/not-a-token/").status_code == 404


def test_cancelling_twice_says_so(visitor, service):
    booking, address = booked(service)

    assert visitor.post(f"{address}cancel/", {"reason": "Ill"}).url == address
    again = visitor.post(f"{address}cancel/")
    assert (again.status_code, "already cancelled" in text(again)) == (200, True)
    booking.refresh_from_db()
    assert booking.sequence == 1
    assert "Ill" in text(visitor.get(address))


@pytest.mark.parametrize("what", ["cancel/", "move/"])
def test_after_the_start_nothing_can_be_changed(visitor, service, clock, what):
    booking, address = booked(service)
    clock.move_to(at(9))

    assert visitor.post(address + what, {"start": TEN}).status_code == 409
    booking.refresh_from_db()
    assert (booking.state, booking.start_at) == ("confirmed", at(9))


def test_a_booking_moves_and_its_link_stays(visitor, service):
    booking, address = booked(service)

    assert visitor.post(f"{address}move/", {"start": TEN}).url == address
    booking.refresh_from_db()
    assert booking.start_at == at(10)
    assert visitor.get(address).status_code == 200


def test_a_booking_that_cannot_move_there_shows_what_is_free(visitor, service):
    _, address = booked(service)
    booked(service, at(10))

    response = visitor.post(f"{address}move/", {"start": TEN})
    assert response.status_code == 409
    assert "has just been taken" in text(response)


def test_its_own_time_is_free_for_a_booking_that_moves(visitor, service):
    _, address = booked(service)

    html = text(visitor.get(f"{address}move/?day=2027-01-19&zone=Europe/Berlin"))
    assert f'value="{NINE}"' in html


def test_the_calendar_file_is_that_of_the_booking(visitor, service):
    booking, address = booked(service)

    response = visitor.get(f"{address}calendar.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"UID:{booking.uid}" in text(response)
    cancel_booking(booking, by="customer")
    assert visitor.get(f"{address}calendar.ics").status_code == 404


def test_a_hold_is_no_booking_to_manage(visitor, hold):
    token = hold().rstrip("/").rpartition("/")[2]

    assert visitor.get(f"/booking/{token}/").status_code == 404


@pytest.mark.parametrize(
    ("answer", "state"), [("confirm", "confirmed"), ("decline", "declined")]
)
def test_the_host_answers_by_the_link_in_the_mail(visitor, change, answer, state):
    booking, _ = booked(change(is_confirmation_needed=True))
    address = f"/booking/decide/{current_token(booking, 'decision')}/"

    assert "Bob" in text(visitor.get(address))
    booking.refresh_from_db()
    assert booking.state == "pending"
    assert visitor.post(address, {"answer": answer}).url == address
    booking.refresh_from_db()
    assert booking.state == state
    again = visitor.post(address, {"answer": answer})
    assert "answered this already" in text(again)


def test_the_customers_link_decides_nothing(visitor, change):
    booking, _ = booked(change(is_confirmation_needed=True))

    for purpose, path in (("manage", "decide/"), ("decision", "")):
        secret = current_token(booking, purpose)
        assert visitor.get(f"/booking/{path}{secret}/").status_code == 404
