import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db


def text_of(response):
    return response.content.decode()


def test_the_front_page_begins_a_card_with_a_name_alone(client):
    html = text_of(client.get("/"))

    assert 'action="/cards/new/"' in html
    assert 'name="name"' in html


@pytest.mark.django_db(transaction=True)
@given(name=st.text(max_size=300))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_name_breaks_the_form_of_the_front_page(client, name):
    assert client.post("/cards/new/", {"name": name}).status_code < 500


def test_the_front_page_asks_the_database_nothing_for_a_stranger(
    client, django_assert_num_queries
):
    with django_assert_num_queries(0):
        client.get("/")


def test_crawlers_are_kept_out_of_what_is_private(client):
    lines = text_of(client.get("/robots.txt")).splitlines()

    assert "Disallow: /account/" in lines
    assert "Disallow: /cards/" in lines


def test_every_icon_of_the_manifest_is_there(client):
    icons = client.get("/manifest.webmanifest").json()["icons"]

    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in icons}
    for icon in icons:
        assert finders.find(icon["src"].removeprefix("/static/"))


def test_the_old_place_of_the_icon_leads_to_it(client):
    assert client.get("/favicon.ico").url == "/static/ui/favicon.ico"
    assert finders.find("ui/favicon.ico")


def test_a_page_that_is_not_there_says_so_in_our_look(client):
    response = client.get("/account/nothing/")

    assert response.status_code == 404
    assert "There is nothing here" in text_of(response)
    assert "site-header" in text_of(response)


def test_a_form_from_elsewhere_is_refused_in_our_look():
    response = Client(enforce_csrf_checks=True).post("/account/login/", {})

    assert response.status_code == 403
    assert "This form is too old" in text_of(response)


def test_a_request_that_makes_no_sense_is_refused_in_our_look(client, settings):
    settings.ALLOWED_HOSTS = ["example.com"]
    response = client.get("/", HTTP_HOST="elsewhere.example")

    assert response.status_code == 400
    assert "could not be understood" in text_of(response)


def test_pages_may_load_nothing_from_elsewhere(client):
    policy = client.get("/")["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_the_style_guide_is_for_those_who_build(client, settings):
    assert client.get("/styleguide/").status_code == 404
    settings.DEBUG = True
    assert client.get("/styleguide/").status_code == 200
