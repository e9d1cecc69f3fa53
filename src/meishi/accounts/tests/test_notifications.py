import json

import pytest
from django.test import Client

from meishi.accounts.models import User
from meishi.lib.push.models import Subscription
from meishi.lib.push.tests.test_push import Browser

pytestmark = pytest.mark.django_db
PAGE = "/account/notifications/"


@pytest.fixture
def alice():
    return User.objects.create_user("alice@example.com", "correct horse battery")


@pytest.fixture
def client(alice):
    client = Client()
    client.force_login(alice)
    return client


def add(client, said):
    content = said if isinstance(said, str) else json.dumps(said)
    return client.post(f"{PAGE}add/", content, content_type="application/json")


def test_a_device_is_added_listed_and_removed(client):
    device = Browser("https://fcm.googleapis.com/abc").subscription()

    assert add(client, device).status_code == 201
    assert "Chrome" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}{Subscription.objects.get().public_id}/remove/")

    assert not Subscription.objects.exists()


@pytest.mark.parametrize("said", ["", "{", "[]", "null", '{"endpoint": 1}'])
def test_what_is_no_device_is_refused(client, said):
    assert add(client, said).status_code == 422


def test_nobody_removes_the_devices_of_others(client, alice):
    add(client, Browser("https://example.com/abc").subscription())
    charlie = Client()
    charlie.force_login(User.objects.create_user("charlie@example.com", "x" * 20))

    device = Subscription.objects.get().public_id
    assert charlie.post(f"{PAGE}{device}/remove/").status_code == 404
    assert Subscription.objects.filter(user=alice).exists()


def test_who_has_not_signed_in_adds_nothing():
    assert add(Client(), {}).status_code == 302


def test_the_worker_comes_as_javascript(client):
    response = client.get(f"{PAGE}worker.js")

    assert response["Content-Type"].startswith("text/javascript")
    assert b"showNotification" in response.content
