import pytest
from django.test import Client
from django.urls import reverse

from meishi.accounts.models import User
from meishi.appointments.models import Resource, Schedule
from meishi.appointments.tests.test_availability import starts
from meishi.workspaces.models import Member, Workspace


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
