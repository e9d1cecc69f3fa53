from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection

from meishi.accounts.models import User
from meishi.cards import tasks
from meishi.cards.models import Card
from meishi.cards.tasks import forget_guests
from meishi.lib import clock
from meishi.workspaces.models import Member, Workspace
from meishi.workspaces.services import expired_guest_workspaces, personal_workspace

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct horse battery"


def build(client):
    client.post("/cards/new/", {"name": "Alice Arai"})
    return Card.objects.latest("pk")


def test_a_guest_keeps_the_card_after_signing_up(client):
    card = build(client)
    client.post(
        "/account/signup/", {"email": "alice@example.com", "password1": PASSWORD}
    )

    user = User.objects.get()
    card.refresh_from_db()
    assert card.workspace.kind == Workspace.Kind.PERSONAL
    assert card.workspace.members.get().user == user
    assert client.get(f"/cards/{card.public_id}/").status_code == 200


def test_a_guest_with_an_account_keeps_the_card_after_signing_in(client):
    alice = User.objects.create_user("alice@example.com", PASSWORD)
    own = personal_workspace(alice)
    card = build(client)
    client.post("/account/login/", {"login": alice.email, "password": PASSWORD})

    card.refresh_from_db()
    assert card.workspace != own
    assert card.workspace.members.get().user == alice


def test_another_guest_sees_nothing_of_it(client):
    card = build(client)
    charlie = client.__class__()

    assert charlie.get(f"/cards/{card.public_id}/").status_code == 404
    build(charlie)
    assert charlie.get(f"/cards/{card.public_id}/").status_code == 404


def test_the_key_of_a_guest_is_not_stored(client):
    build(client)
    key = client.session["guest_key"]

    assert Workspace.objects.get().guest_key_hash not in ("", key)


def test_guests_who_do_not_come_back_are_forgotten(client):
    build(client)
    forget_guests.func()
    assert Card.objects.count() == 1

    Workspace.objects.update(created_at=clock.now() - timedelta(days=31))
    forget_guests.func()
    assert (Card.objects.count(), Workspace.objects.count()) == (0, 0)


def test_a_guest_who_signs_up_while_others_are_forgotten_keeps_the_card(
    client, monkeypatch
):
    card = build(client)
    Workspace.objects.update(created_at=clock.now() - timedelta(days=31))
    found = expired_guest_workspaces(clock.now())
    monkeypatch.setattr(tasks, "expired_guest_workspaces", lambda _now: found)
    client.post(
        "/account/signup/", {"email": "alice@example.com", "password1": PASSWORD}
    )
    forget_guests.func()

    assert client.get(f"/cards/{card.public_id}/").status_code == 200


def test_a_person_has_one_personal_workspace_however_often_it_is_asked_for():
    alice = User.objects.create_user("alice@example.com")

    def ask():
        personal_workspace(alice)
        connection.close()

    threads = [Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Member.objects.filter(user=alice).count() == 1
