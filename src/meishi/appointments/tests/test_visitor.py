"""What somebody sees who books, and what happens to what they send."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meishi.appointments.models import Booking, Resource, ServiceResource
from meishi.appointments.services.setup import create_service
from meishi.appointments.tests.test_availability import at
from meishi.appointments.tests.visiting import NINE, TEN, booked, text
from meishi.cards.services import publish_card, unpublish_card, want_handle
from meishi.cards.views.beside import page
from meishi.lib.outbox.models import Job

WHO = {"name": "Bob Baker", "email": "bob@example.com", "zone": "Asia/Tokyo"}


def test_the_only_service_is_opened_at_once(visitor, times):
    response = visitor.get("/alice/book/?zone=UTC")

    assert response.url == f"{times}?zone=UTC"


def test_several_services_are_a_choice(visitor, service, alice):
    other = create_service(service.card, name="Shave & cut", by=alice)

    html = text(visitor.get("/alice/book/"))
    assert "Shave &amp; cut" in html
    assert f"/alice/book/{other.public_id}/" in html


def test_a_service_that_is_off_cannot_be_opened(visitor, times, change):
    change(is_active=False)

    assert visitor.get(times).status_code == 404
    assert "Nothing can be booked" in text(visitor.get("/alice/book/"))


def test_a_card_that_is_not_published_takes_no_visitors(visitor, times, service, alice):
    unpublish_card(service.card, by=alice)

    assert visitor.get(times).status_code == 404
    assert visitor.get("/alice/book/").status_code == 404


def test_an_old_handle_leads_to_the_new_one(visitor, times, service, alice):
    want_handle(service.card, "alice-arai")
    publish_card(service.card, by=alice)

    response = visitor.get(times + "?zone=UTC")
    assert response.url == times.replace("alice", "alice-arai", 1) + "?zone=UTC"


def test_times_are_those_of_the_visitors_zone_with_the_hosts_beside(visitor, times):
    html = text(visitor.get(times + "?zone=Asia/Tokyo&day=2027-01-19"))

    assert "5:00\u202fPM<small>9:00\u202fAM</small>" in html
    assert "Times in Tokyo (UTC+9)" in html
    assert f'value="{NINE}"' in html


def test_every_zone_is_offered_the_same_instants(visitor, times):
    def values(zone):
        pages = (
            text(visitor.get(f"{times}?zone={zone}&day=2027-01-{day}"))
            for day in (18, 19, 20)
        )
        return {
            part.partition('"')[0]
            for page in pages
            for part in page.split('name="start" value="')[1:]
        }

    tuesday = {
        f"{datetime(2027, 1, 19, 8, tzinfo=UTC) + timedelta(minutes=30) * n:%Y-%m-%dT%H:%M:%SZ}"
        for n in range(16)
    }
    for zone in ("Asia/Tokyo", "America/New_York", "Pacific/Kiritimati"):
        assert tuesday <= values(zone)


def test_an_hour_that_comes_twice_reads_differently(visitor, times, schedule, clock):
    clock.move_to(datetime(2027, 10, 30, 6, tzinfo=UTC))
    schedule.weekly = [[6, 0, 300]]
    schedule.save()

    html = text(visitor.get(times + "?zone=Europe/Berlin&day=2027-10-31"))
    assert "2:00\u202fAM CEST" in html
    assert "2:00\u202fAM CET" in html


def test_a_full_month_says_so_and_shows_the_next_opening(visitor, times, change):
    change(first_on=at(1, day=2).date().replace(month=3))

    html = text(visitor.get(times + "?month=2027-01&zone=UTC"))
    assert "Nothing is free in January 2027." in html
    assert "Next opening: Tue, Mar 2" in html


def test_the_next_free_day_is_one_press_away(visitor, times):
    html = text(visitor.get(times + "?day=2027-01-22&zone=UTC"))

    assert "Next free day: Mon, Jan 25" in html
    assert "day=2027-01-25#slots" in html


@pytest.mark.parametrize(
    "query",
    [
        "zone=Mars/Olympus",
        "zone=../../etc/passwd",
        "zone=%00",
        "month=2027-13",
        "month=99999-01",
        "month=1970-01",
        "month=2200-12",
        "month=٢٠٢٧-٠١",
        "day=2027-02-30",
        "day=9999-12-31",
        "day=0001-01-01",
        "with=nobody",
        "with=%00",
        "held=%00",
        "zone=UTC&month=2027-01&day=2027-01-19&with=&held=x",
    ],
)
def test_nonsense_in_the_address_is_a_page_all_the_same(visitor, times, query):
    assert visitor.get(f"{times}?{query}").status_code == 200


def test_a_chosen_time_is_kept_for_five_minutes(visitor, hold, clock):
    form = hold()

    assert "Kept for you until" in text(visitor.get(form))
    clock.shift(timedelta(minutes=5))
    assert "not kept for you any more" in text(visitor.get(form))


def test_choosing_another_time_lets_the_first_go(hold):
    token = hold().rstrip("/").rpartition("/")[2]
    hold(TEN, held=token)

    states = Booking.objects.order_by("start_at").values_list("state", flat=True)
    assert list(states) == ["expired", "held"]


@pytest.mark.parametrize(
    "start", ["", "soon", "2027-01-19T08:10:00Z", "2027-01-19T22:00:00Z", "0001-01-01"]
)
def test_a_time_that_is_not_offered_is_refused_with_fresh_ones(visitor, times, start):
    response = visitor.post(times, {"start": start, "zone": "UTC"})

    assert response.status_code == 409
    assert 'role="alert"' in text(response)
    assert 'name="start"' in text(response)
    assert Booking.objects.count() == 0


def test_booking_needs_no_cookie(visitor, hold):
    response = visitor.post(hold(), WHO)

    assert response.status_code == 302
    assert visitor.cookies == {}
    booking = Booking.objects.get()
    assert (booking.state, booking.name) == ("confirmed", "Bob Baker")
    assert booking.customer_time_zone == "Asia/Tokyo"
    assert "Booked" in text(visitor.get(response.url))


def test_the_same_form_again_is_the_same_booking(visitor, hold):
    form = hold()
    first, again = (visitor.post(form, WHO) for _ in range(2))

    assert first.url == again.url
    assert Booking.objects.count() == 1
    assert Job.objects.filter(key__startswith="booking-event").count() == 1


def test_the_same_form_with_other_content_is_refused(visitor, hold):
    form = hold()
    visitor.post(form, WHO)

    response = visitor.post(form, WHO | {"name": "Charlie"})
    assert response.status_code == 422
    assert "sent before with other content" in text(response)


def test_a_mistake_is_said_beside_its_field_and_the_rest_is_kept(visitor, hold):
    response = visitor.post(hold(), WHO | {"email": "bob", "phone": "12"})
    html = text(response)

    assert response.status_code == 422
    assert 'id="id_email_error">This is no e-mail address.' in html
    assert "Write the number with its country" in html
    assert 'value="Bob Baker"' in html
    assert 'value="12"' in html


def test_a_form_that_took_too_long_books_the_time_if_it_is_free(visitor, hold, clock):
    form = hold()
    clock.shift(timedelta(minutes=6))

    response = visitor.post(form, WHO)
    assert visitor.post(form, WHO).url == response.url
    assert Booking.objects.get(state="confirmed").start_at == at(9)


def test_who_loses_a_race_keeps_what_they_wrote(visitor, hold, clock, service):
    form = hold()
    clock.shift(timedelta(minutes=6))
    booked(service)

    response = visitor.post(form, WHO)
    html = text(response)
    assert response.status_code == 409
    assert "has just been taken" in html
    assert 'value="Bob Baker"' in html
    assert f'value="{TEN}"' in html
    later = visitor.post(form, WHO | {"start": TEN})
    assert Booking.objects.get(name="Bob Baker").start_at == at(10)
    assert visitor.get(later.url).status_code == 200


def test_the_services_questions_are_asked_and_answered(visitor, hold, change):
    questions = [
        {"id": "a", "label": "Why <now>?", "kind": "paragraph", "is_required": True},
        {"id": "b", "label": "Which?", "kind": "choice", "choices": ["Red", "Blue"]},
        {"id": "c", "label": "Sure?", "kind": "yes_no"},
    ]
    change(questions=questions, place="customer")
    form = hold()

    assert visitor.post(form, WHO).status_code == 422
    assert visitor.post(form, WHO | {"q-a": "x", "q-b": "Green"}).status_code == 422
    told = {"q-a": "x", "q-b": "Blue", "place_detail": "1 Example Street"}
    assert visitor.post(form, WHO | told).status_code == 302
    booking = Booking.objects.get()
    assert [row["answer"] for row in booking.answers] == ["x", "Blue", "No"]
    assert booking.place_detail == "1 Example Street"


def test_a_call_needs_a_number(visitor, hold, change):
    change(place="phone")

    assert "This is needed." in text(visitor.post(hold(), WHO))


def test_one_may_be_asked_for(visitor, times, service, schedule):
    other = Resource.objects.create(workspace=service.card.workspace, name="Carol")
    ServiceResource.objects.create(service=service, resource=other, schedule=schedule)

    assert "Carol" in text(visitor.get(times))
    visitor.post(times, {"start": NINE, "with": other.public_id})
    assert Booking.objects.get().resource == other


def test_the_form_of_another_service_is_not_there(visitor, hold, service, alice):
    other = create_service(service.card, name="Shave", by=alice)

    form = hold().replace(service.public_id, other.public_id)
    assert visitor.get(form).status_code == 404


def test_who_holds_too_often_has_to_wait(visitor, times, monkeypatch):
    monkeypatch.setattr(page, "MOST", 2)
    for start in (NINE, TEN):
        assert visitor.post(times, {"start": start}).status_code == 302

    assert visitor.post(times, {"start": NINE}).status_code == 429


def test_a_page_speaks_the_language_of_the_card(visitor, times, service, alice):
    card = service.card
    document = card.document.model_copy(update={"language": "de"})
    card.draft = document.model_dump(mode="json")
    card.save()
    publish_card(card, by=alice)

    html = text(visitor.get(times + "?zone=Europe/Berlin&day=2027-01-19"))
    assert '<html lang="de"' in html
    assert "Dienstag, 19. Januar 2027" in html


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.dictionaries(
        st.sampled_from(["start", "zone", "month", "day", "with", "held", "name"]),
        st.text(max_size=30) | st.sampled_from(["2027-01-19", "UTC", NINE, "\x00"]),
    )
)
def test_whatever_is_sent_is_answered(visitor, times, sent):
    clean = {name: value for name, value in sent.items() if value.isprintable()}

    assert visitor.post(times, sent).status_code in (302, 409, 429)
    assert visitor.get(times, clean).status_code == 200
