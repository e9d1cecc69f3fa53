import tarfile
from io import BytesIO

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


def test_every_page_leads_to_the_code_that_runs_here(client):
    assert 'href="/source/"' in text_of(client.get("/"))
    page = text_of(client.get("/source/"))
    assert 'href="/source/meishi.tar.gz"' in page


def test_the_code_that_is_handed_over_is_whole_and_holds_no_data(client, settings):
    response = client.get("/source/meishi.tar.gz")
    with tarfile.open(fileobj=BytesIO(response.content)) as tar:
        names = tar.getnames()

    assert "meishi/src/meishi/ui/views.py" in names
    assert "meishi/src/meishi/ui/templates/ui/source.html" in names
    assert "meishi/pyproject.toml" in names
    assert [name for name in names if "__pycache__" in name] == []


def test_a_changed_version_leads_to_where_its_code_is(client, settings):
    settings.SOURCE_URL = "https://code.example.com/meishi"

    assert 'href="https://code.example.com/meishi"' in text_of(client.get("/"))
