"""What a visitor reads when a request cannot be answered."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


def test_an_address_that_leads_nowhere_says_so(client):
    response = client.get("/no/such/page/")

    assert response.status_code == 404
    assert "There is nothing here" in response.text


def test_a_form_that_was_open_for_too_long_says_how_to_go_on():
    response = Client(enforce_csrf_checks=True).post("/account/login/")

    assert response.status_code == 403
    assert "load the page anew" in response.text


@pytest.mark.parametrize("body", ["login=" + "x" * 3_000_000, "a=1&" * 2_000])
def test_a_form_that_is_too_much_says_so(client, body):
    response = client.post("/account/login/", body, content_type=FORM)

    assert response.status_code == 413
    assert "This is more than fits" in response.text


def test_a_name_that_is_not_ours_gets_a_page_that_works_without_one(client, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    response = client.get("/", headers={"Host": "charlie.example"})

    assert response.status_code == 400
    assert "could not be understood" in response.text
