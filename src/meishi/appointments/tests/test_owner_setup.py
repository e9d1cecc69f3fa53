import pytest
from django.test import Client
from django.urls import reverse

from meishi.accounts.models import User
from meishi.appointments.models import Booking, Resource, Schedule, Service
from meishi.appointments.services.booking import book_slot
from meishi.appointments.services.setup import create_service
from meishi.appointments.tests.test_availability import BOB, at, starts
from meishi.workspaces.models import Member, Workspace

KEY = "k" * 32


def terms(**changed):
    """What the form of a service sends as it is."""
    return {
        "name": "Haircut",
        "duration_0": "30",
        "duration_1": "1",
        "place": "in_person",
        "step_0": "30",
        "step_1": "1",
        "notice_0": "2",
        "notice_1": "60",
        "ahead": "days",
        "horizon_days": "60",
        "before_0": "0",
        "before_1": "1",
        "after_0": "0",
        "after_1": "1",
        "buffer_mode": "share",
        "capacity": "1",
        "decision_hours": "48",
        "reminders": ["1440"],
        "offers-TOTAL_FORMS": "1",
        "offers-INITIAL_FORMS": "0",
        "offers-0-ORDER": "1",
        "offers-0-resource": str(Resource.objects.first().pk),
        "offers-0-schedule": str(Schedule.objects.first().pk),
    } | changed


def page_of(service):
    return reverse(
        "appointments:service", args=[service.card.public_id, service.public_id]
    )


def list_of(card):
    return reverse("appointments:services", args=[card.public_id])


def test_one_word_makes_something_that_can_be_booked_at_once(browser, card):
    address = reverse("appointments:service-add", args=[card.public_id])
    sent = {"name": "First talk", "idempotency_key": KEY}

    for _twice in range(2):
        response = browser.post(address, sent, follow=True)
    assert "First talk" in response.text
    assert "09:00" in starts(Service.objects.get())


def test_what_has_no_name_is_not_added(browser, card):
    response = browser.post(
        reverse("appointments:service-add", args=[card.public_id]), {"name": " "}
    )
    assert response.status_code == 422
    assert "Give it a name." in response.text
    assert not Service.objects.exists()


def test_terms_are_shown_in_words_and_kept(browser, service):
    assert 'value="2"' in browser.get(page_of(service)).text  # hours of notice

    sent = terms(duration_0="1", duration_1="60", after_0="10", place="phone")
    browser.post(page_of(service), sent)
    service.refresh_from_db()
    assert (service.duration, service.after, service.place) == (60, 10, "phone")
    assert service.notice == 120
    assert service.reminders == [1440]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"duration_0": "7"}, "Write a multiple of 5 minutes."),
        ({"duration_0": "0"}, "Write at least 5 minutes and at most 1 day."),
        ({"duration_0": "9" * 40}, "less than or equal to"),
        ({"horizon_days": ""}, "Write for how many days."),
        ({"ahead": "dates"}, "Choose the first date, the last, or both."),
        (
            {"ahead": "dates", "first_on": "2027-02-02", "last_on": "2027-02-01"},
            "The last date lies before the first.",
        ),
        ({"capacity": "0"}, "greater than or equal to 1"),
        ({"host_email": "nobody"}, "valid email"),
        ({"offers-TOTAL_FORMS": "0"}, "else nothing can be booked."),
        ({"offers-0-resource": "99999"}, "Select a valid choice"),
        ({"name": "a\0b"}, "Null characters are not allowed"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(browser, service, wrong, words):
    response = browser.post(page_of(service), terms(description="Cut and wash") | wrong)

    assert response.status_code == 422
    assert words in response.text.replace("&#x27;", "'")
    assert "Cut and wash" in response.text
    service.refresh_from_db()
    assert service.description == ""


def test_dates_take_the_place_of_a_horizon(browser, service):
    browser.post(page_of(service), terms(ahead="dates", first_on="2027-02-01"))
    service.refresh_from_db()

    assert service.horizon_days is None
    assert service.first_on.isoformat() == "2027-02-01"


def test_rows_come_and_go_without_saving(browser, service):
    response = browser.post(page_of(service), terms(do="offers:add", name="Other"))

    assert response.status_code == 200
    assert 'name="offers-1-resource"' in response.text
    assert 'value="Other"' in response.text
    service.refresh_from_db()
    assert service.name == "Haircut"


def test_nobody_does_a_service_twice(browser, service):
    second = {
        name.replace("-0-", "-1-"): value
        for name, value in terms().items()
        if name.startswith("offers-0-")
    }
    sent = terms(**{"offers-TOTAL_FORMS": "2"}) | second
    assert "Each person stands here once." in browser.post(page_of(service), sent).text


def test_services_are_ordered_and_switched_off(browser, card, service, alice):
    second = create_service(card, name="Beard", by=alice)
    route = [card.public_id, second.public_id]
    browser.post(reverse("appointments:service-move", args=route), {"to": "0"})
    browser.post(reverse("appointments:service-switch", args=route), {"is_active": "0"})

    assert [each.name for each in card.bookable_services.all()] == ["Beard", "Haircut"]
    assert not card.bookable_services.first().is_active
    assert "Switched off" in browser.get(list_of(card)).text


def test_bookings_outlive_their_service(browser, card, service):
    book_slot(service, at(9), BOB)
    address = reverse(
        "appointments:service-delete", args=[card.public_id, service.public_id]
    )
    assert "1 booking to come stays" in browser.get(address).text
    browser.post(address)

    assert not Service.objects.exists()
    assert Booking.objects.get().service_name == "Haircut"


def test_the_list_asks_the_database_as_often_for_many_services(
    browser, card, service, alice, django_assert_max_num_queries
):
    for number in range(10):
        create_service(card, name=f"Service {number}", by=alice)

    with django_assert_max_num_queries(12):
        browser.get(list_of(card))


@pytest.mark.parametrize("name", ["service", "service-delete"])
def test_a_service_of_another_card_is_not_there(browser, service, name):
    address = reverse(f"appointments:{name}", args=["nothing", service.public_id])

    assert browser.get(address).status_code == 404


def hours(**changed):
    return {
        "name": "Office hours",
        "time_zone": "Europe/Berlin",
        "monday": "9-17",
        "holidays_country": "",
        "holidays_subdivision": "",
    } | changed


def page_of_hours(schedule):
    return reverse("appointments:schedule", args=[schedule.public_id])


def test_hours_have_breaks_and_cross_midnight(browser, schedule):
    browser.post(page_of_hours(schedule), hours(monday="9-12, 13:00-17", friday="22-2"))
    schedule.refresh_from_db()

    assert schedule.weekly == [[0, 540, 720], [0, 780, 1020], [4, 1320, 1560]]
    shown = browser.get(page_of_hours(schedule)).text
    assert "09:00–12:00, 13:00–17:00" in shown
    assert "22:00–02:00" in shown


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nine", "needs a start and an end"),
        ("9-25", "is not a time"),
        ("9-12, 11-13", "These hours overlap."),
        ("9:03-12", "Write times in steps of five minutes."),
    ],
)
def test_hours_that_make_no_sense_are_refused(browser, schedule, text, words):
    response = browser.post(page_of_hours(schedule), hours(monday=text, tuesday="8-9"))

    assert response.status_code == 422
    assert words in response.text
    assert 'value="8-9"' in response.text


def test_a_day_is_copied_to_others(browser, schedule):
    sent = hours(monday="10-11", do="copy:monday:weekdays")
    shown = browser.post(page_of_hours(schedule), sent).text

    assert shown.count('value="10-11"') == 5


def test_holidays_are_those_of_a_region_and_the_next_are_shown(browser, schedule):
    sent = hours(holidays_country="DE", holidays_subdivision="BE")
    browser.post(page_of_hours(schedule), sent)
    shown = browser.get(page_of_hours(schedule)).text

    assert "Frauentag" in shown
    assert "Bayern" in shown


def test_a_region_of_another_country_is_refused(browser, schedule):
    sent = hours(holidays_country="FR", holidays_subdivision="BE")

    assert browser.post(page_of_hours(schedule), sent).status_code == 422


def test_hours_in_use_stay(browser, service, schedule):
    address = reverse("appointments:schedule-delete", args=[schedule.public_id])
    shown = browser.post(address, follow=True).text
    assert "These hours are in use: Haircut." in shown

    service.delete()
    browser.post(address)
    assert not Schedule.objects.exists()


def test_a_name_of_hours_is_not_given_twice(browser, schedule):
    address = reverse("appointments:schedule-add")
    response = browser.post(address, {"name": schedule.name})

    assert response.status_code == 422
    assert "already. Choose another name." in response.text.replace("&#x27;", "'")


def test_new_hours_take_the_zone_that_is_used_already(browser, schedule):
    browser.post(reverse("appointments:schedule-add"), {"name": "Evenings"})

    assert Schedule.objects.get(name="Evenings").time_zone == "Europe/Berlin"


def test_a_vacation_is_entered_at_once_and_shown_as_one(browser, service, schedule):
    address = reverse("appointments:exception-add", args=[schedule.public_id])
    sent = {"first_on": "2027-01-19", "last_on": "2027-01-29", "note": "In the Alps"}
    shown = browser.post(address, sent, follow=True).text

    assert schedule.exceptions.count() == 11
    assert shown.count("In the Alps") == 1
    assert starts(service) == []


def test_a_stretch_is_taken_back_as_a_whole(browser, schedule):
    add = reverse("appointments:exception-add", args=[schedule.public_id])
    remove = reverse("appointments:exception-remove", args=[schedule.public_id])
    sent = {"first_on": "2027-01-19", "last_on": "2027-01-29"}
    browser.post(add, sent)
    browser.post(remove, sent)

    assert not schedule.exceptions.exists()


def test_a_date_with_other_hours_replaces_what_it_had(browser, schedule):
    add = reverse("appointments:exception-add", args=[schedule.public_id])
    for text in ("", "10-14"):
        browser.post(add, {"first_on": "2027-01-19", "hours": text})

    assert schedule.exceptions.get().hours == [[600, 840]]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"first_on": ""}, "This field is required."),
        ({"first_on": "2027-02-30"}, "Enter a valid date."),
        ({"first_on": "9999-01-01"}, "Choose a date between 1970 and 2200."),
        ({"last_on": "2027-01-01"}, "This lies before the first date."),
        ({"last_on": "2029-01-01"}, "Enter at most 366 days at once."),
    ],
)
def test_a_stretch_that_makes_no_sense_is_refused(browser, schedule, sent, words):
    add = reverse("appointments:exception-add", args=[schedule.public_id])
    response = browser.post(add, {"first_on": "2027-01-19", "note": "Kept"} | sent)

    assert response.status_code == 422
    assert words in response.text
    assert "Kept" in response.text
    assert not schedule.exceptions.exists()


def test_people_are_added_renamed_and_switched_off(browser, service, resource):
    browser.post(reverse("appointments:resource-add"), {"name": "The red room"})
    address = reverse("appointments:resource", args=[resource.public_id])
    browser.post(address, {"name": "Alice A."})

    assert Resource.objects.filter(name="The red room", is_active=True).exists()
    resource.refresh_from_db()
    assert (resource.name, resource.is_active) == ("Alice A.", False)
    assert starts(service) == []


def test_a_name_of_somebody_is_not_given_twice(browser, resource):
    response = browser.post(
        reverse("appointments:resource-add"), {"name": resource.name}
    )
    assert response.status_code == 422


def test_who_is_in_several_workspaces_says_in_which(browser, alice, resource):
    team = Workspace.objects.create(name="Team", kind=Workspace.Kind.TEAM)
    Member.objects.create(workspace=team, user=alice, role=Member.Role.EDITOR)
    browser.post(
        reverse("appointments:resource-add"),
        {"name": "Bob", "workspace": team.public_id},
    )
    assert Resource.objects.get(name="Bob").workspace == team


def test_who_may_only_look_sets_up_nothing(workspace, schedule):
    bob = User.objects.create_user("bob@example.com")
    Member.objects.create(workspace=workspace, user=bob, role=Member.Role.VIEWER)
    client = Client()
    client.force_login(bob)

    assert client.get(page_of_hours(schedule)).status_code == 404
    assert schedule.public_id not in client.get(reverse("appointments:schedules")).text
