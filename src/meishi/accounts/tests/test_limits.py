"""Guessing and flooding are slowed down, whichever process answers."""

import pytest

from meishi.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct horse battery"


def post(client, path, **data):
    return client.post(f"/account/{path}/", data)


def test_somebody_who_signs_up_again_and_again_is_asked_to_wait(client):
    answers = [post(client, "signup", email="x", password1="y") for _ in range(21)]

    assert answers[19].status_code == 200
    assert answers[20].status_code == 429
    assert "Slower, please" in answers[20].content.decode()


def test_a_password_cannot_be_guessed_for_ever(client):
    User.objects.create_user("alice@example.com", PASSWORD)
    for guess in range(10):
        post(client, "login", login="alice@example.com", password=f"guess {guess}")
    post(client, "login", login="alice@example.com", password=PASSWORD)

    assert "_auth_user_id" not in client.session


def test_the_limit_of_one_visitor_is_not_that_of_another(client):
    for _ in range(21):
        post(client, "signup", email="x", password1="y")
    other = client.post("/account/signup/", {"email": "x"}, REMOTE_ADDR="192.0.2.7")

    assert other.status_code == 200


def test_a_password_cannot_be_guessed_by_deleting_the_account(client, alice):
    client.force_login(alice)
    for guess in range(10):
        post(client, "delete", password=f"guess {guess}")

    assert post(client, "delete", password=PASSWORD).status_code == 429
    assert User.objects.filter(pk=alice.pk).exists()
