import pytest
from django.urls import reverse

from meishi.appointments.models import Booking, Resource, Schedule, Service
from meishi.appointments.services.booking import book_slot
from meishi.appointments.services.setup import create_service
from meishi.appointments.tests.test_availability import BOB, at, starts

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
        "questions-TOTAL_FORMS": "0",
        "questions-INITIAL_FORMS": "0",
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


def asked(*rows):
    """What the form sends of questions."""
    sent = {"questions-TOTAL_FORMS": str(len(rows))}
    for number, row in enumerate(rows):
        start = f"questions-{number}-"
        full = {"label": "Why?", "kind": "line", "ORDER": str(number + 1)} | row
        sent |= {start + name: value for name, value in full.items()}
    return sent


def test_questions_keep_their_names_when_they_change_places(browser, service):
    first, second = {"label": "Why?"}, {"label": "Which?", "kind": "choice"}
    rows = [first, second | {"choices": "Red\n\nBlue ", "is_required": "on"}]
    browser.post(page_of(service), terms(**asked(*rows)))
    service.refresh_from_db()
    why, which = service.questions
    assert which["choices"] == ["Red", "Blue"]
    assert which["is_required"]

    rows = [rows[1] | {"id": which["id"]}, {"label": "What for?", "id": why["id"]}]
    browser.post(page_of(service), terms(**asked(*rows)))
    service.refresh_from_db()
    assert [row["id"] for row in service.questions] == [which["id"], why["id"]]
    assert service.questions[1]["label"] == "What for?"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"label": "", "kind": "yes_no"}, "Write the question."),
        ({"kind": "choice"}, "Write what can be chosen."),
        ({"kind": "choice", "choices": "a\na"}, "Two of the choices are the same."),
        ({"kind": "choice", "choices": "a" * 201}, "at most 200 characters"),
        ({"kind": "number"}, "Select a valid choice."),
    ],
)
def test_what_is_no_question_is_refused(browser, service, row, words):
    response = browser.post(page_of(service), terms(**asked(row)))

    assert response.status_code == 422
    assert words in response.text
    service.refresh_from_db()
    assert service.questions == []


def test_a_name_of_a_question_is_used_once(browser, service):
    browser.post(page_of(service), terms(**asked({})))
    service.refresh_from_db()
    name = service.questions[0]["id"]
    browser.post(page_of(service), terms(**asked({"id": name}, {"id": name})))
    service.refresh_from_db()

    assert len({row["id"] for row in service.questions}) == 2


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
