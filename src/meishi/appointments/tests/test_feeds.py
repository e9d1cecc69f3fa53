import re
from datetime import timedelta

import pytest
import vobject
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meishi.accounts.models import User
from meishi.appointments.models import Booking, CalendarFeed, Resource
from meishi.appointments.services.booking import book_slot
from meishi.appointments.services.changing import cancel_booking, move_booking
from meishi.appointments.services.feeds import feed_token, renew_feed
from meishi.appointments.tests.test_availability import BOB, at
from meishi.lib.rates.models import Count
from meishi.lib.secret_links import digest

PAGE = "/appointments/feed/"
CUSTOMER = "customer"


@pytest.fixture
def feed(service, workspace):
    return renew_feed(workspace)


def address(feed):
    return reverse("appointments:feed", args=[feed_token(feed)])


def read(feed):
    response = Client().get(address(feed))
    assert response.status_code == 200
    return vobject.readOne(response.content.decode())


def events(feed):
    return list(read(feed).contents.get("vevent", []))


def test_a_subscriber_sees_who_comes_and_when(service, feed):
    booking = book_slot(service, at(9), BOB)
    [event] = events(feed)

    assert event.uid.value == booking.uid
    assert event.summary.value == "Bob · Haircut"
    assert (event.dtstart.value, event.dtend.value) == (at(9), at(9, 30))
    assert event.status.value == "CONFIRMED"
    assert event.url.value.endswith(f"/appointments/bookings/{booking.public_id}/")


def test_a_moved_booking_moves_and_a_cancelled_one_disappears(service, feed):
    booking = book_slot(service, at(9), BOB)
    move_booking(booking, at(11), by=CUSTOMER)
    [event] = events(feed)
    assert (event.dtstart.value, event.sequence.value) == (at(11), "1")

    cancel_booking(booking, by=CUSTOMER)
    assert events(feed) == []


def test_a_request_is_tentative(change, feed):
    book_slot(change(is_confirmation_needed=True), at(9), BOB)

    assert [event.status.value for event in events(feed)] == ["TENTATIVE"]


def test_a_feed_of_one_has_no_bookings_of_others(service, workspace, resource):
    book_slot(service, at(9), BOB)
    other = Resource.objects.create(workspace=workspace, name="The red room")

    assert len(events(renew_feed(workspace, resource))) == 1
    assert events(renew_feed(workspace, other)) == []


def test_a_feed_reaches_90_days_back_and_two_years_ahead(service, feed, clock):
    booking = book_slot(service, at(9), BOB)
    for days, count in [(-91, 0), (-90, 1), (730, 1), (732, 0)]:
        start = at(9, day=18) + timedelta(days=days)
        end = start + timedelta(minutes=30)
        Booking.objects.filter(pk=booking.pk).update(start_at=start, end_at=end)
        assert len(events(feed)) == count


def test_a_feed_that_is_the_same_is_not_sent_again(service, feed):
    book_slot(service, at(9), BOB)
    first = Client().get(address(feed))
    again = Client().get(address(feed), headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert first["Cache-Control"] == "private, no-cache"
    assert first["Content-Type"] == "text/calendar; charset=utf-8"


@pytest.mark.parametrize("what", ["booked", "moved", "cancelled", "renamed", "later"])
def test_whatever_changes_the_feed_is_sent(service, feed, clock, resource, what):
    booking = book_slot(service, at(9), BOB)
    before = Client().get(address(feed))["ETag"]
    clock.shift(timedelta(minutes=1))
    match what:
        case "booked":
            book_slot(service, at(10), BOB)
        case "moved":
            move_booking(booking, at(10), by=CUSTOMER)
        case "cancelled":
            cancel_booking(booking, by=CUSTOMER)
        case "renamed":
            Resource.objects.update(name="Bea")
        case "later":
            clock.shift(timedelta(days=100))
    response = Client().get(address(feed), headers={"If-None-Match": before})

    assert response.status_code == 200


def test_more_bookings_need_no_more_queries(service, feed):
    def queries():
        Count.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            events(feed)
        return len(captured)

    book_slot(service, at(9), BOB)
    one = queries()
    for hour in range(10, 14):
        book_slot(service, at(hour), BOB)

    assert queries() == one


def test_a_new_address_ends_the_old_one(workspace, feed):
    old = address(feed)
    new = address(renew_feed(workspace))

    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    assert CalendarFeed.objects.count() == 1


def test_only_the_digest_of_an_address_is_stored(feed):
    secret = feed_token(feed)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM appointments_calendarfeed")
        stored = str(cursor.fetchall())
    assert digest(secret) in stored
    assert secret not in stored


def test_a_wrong_address_tells_nothing(feed):
    assert Client().get("/appointments/feed/nothing.ics").status_code == 404
    assert Client().get(f"/appointments/feed/{feed.digest}.ics").status_code == 404


def test_a_program_that_asks_all_the_time_is_told_to_wait(feed):
    answers = [Client().get(address(feed)).status_code for _ in range(61)]

    assert answers == [200] * 60 + [429]


def test_an_owner_makes_an_address_and_ends_it(browser, workspace, service):
    assert CalendarFeed.objects.count() == 0
    sent = {"whose": workspace.public_id}
    response = browser.post(f"{PAGE}renew/", sent, follow=True)
    [found] = re.findall(r'value="(http[^"]+\.ics)"', response.text)
    path = found[found.index("/appointments") :]

    assert f"webcal://{found.partition('://')[2]}" in response.text
    assert Client().get(path).status_code == 200
    browser.post(f"{PAGE}end/", sent)
    assert Client().get(path).status_code == 404


def test_the_address_of_one_is_made_once_and_then_renewed(browser, workspace, resource):
    sent = {"whose": f"{workspace.public_id}/{resource.public_id}"}
    pages = [browser.post(f"{PAGE}renew/", sent, follow=True).text for _ in range(2)]

    assert CalendarFeed.objects.get().resource == resource
    assert pages[0] != pages[1]
    assert f'<option value="{sent["whose"]}"' not in pages[0]


def test_who_is_not_in_the_workspace_makes_no_address(workspace, feed):
    charlie = Client()
    charlie.force_login(User.objects.create_user("charlie@example.com", "x" * 12))
    before = feed.digest

    for action in ("renew", "end"):
        sent = {"whose": workspace.public_id}
        assert charlie.post(f"{PAGE}{action}/", sent).status_code == 422
    feed.refresh_from_db()
    assert feed.digest == before
