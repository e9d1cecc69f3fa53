from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from meishi.accounts.errors import AddressTaken
from meishi.accounts.models import FirstAdminLink, User
from meishi.accounts.services import create_first_admin, first_admin_link
from meishi.workspaces.models import Workspace

pytestmark = pytest.mark.django_db(transaction=True)
FORM = {"email": "alice@example.com", "password": "correct horse battery"}


def path_of(link):
    return "/" + link.split("/", 3)[3]


def test_the_link_makes_one_administrator_who_is_signed_in(client):
    path = path_of(first_admin_link())
    assert client.get(path).status_code == 200
    assert client.post(path, FORM).url == "/cards/"

    user = User.objects.get()
    assert user.is_superuser
    assert user.emailaddress_set.get().verified
    assert client.get("/account/outbox/").status_code == 200  # signed in from then on


def test_the_link_works_once(client):
    path = path_of(first_admin_link())
    client.post(path, FORM)

    assert Client().post(path, FORM | {"email": "bob@example.com"}).status_code == 410
    assert User.objects.count() == 1
    assert first_admin_link() == ""


def test_a_newer_link_replaces_the_older(client):
    old, new = path_of(first_admin_link()), path_of(first_admin_link())

    assert client.get(old).status_code == 410
    assert client.get(new).status_code == 200


def test_the_token_itself_is_not_stored():
    token = first_admin_link().rstrip("/").rpartition("/")[2]

    assert not FirstAdminLink.objects.filter(token_hash=token).exists()


def test_a_weak_password_is_refused_and_the_link_still_works(client):
    path = path_of(first_admin_link())
    html = client.post(path, FORM | {"password": "short"}).content.decode()

    assert 'value="alice@example.com"' in html
    assert client.get(path).status_code == 200


def test_of_two_people_at_once_one_becomes_administrator():
    path, barrier, codes = path_of(first_admin_link()), Barrier(2), []

    def press(name):
        barrier.wait()
        data = FORM | {"email": f"{name}@example.com"}
        codes.append(Client().post(path, data).status_code)
        connection.close()

    threads = [Thread(target=press, args=[name]) for name in ("alice", "bob")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(codes) == [302, 410]
    assert User.objects.filter(is_superuser=True).count() == 1


def test_what_the_terminal_made_before_belongs_to_the_administrator(client):
    workspace = Workspace.objects.create(name="From the terminal")
    client.post(path_of(first_admin_link()), FORM)

    assert workspace.members.get().user.email == FORM["email"]


def test_an_address_that_was_taken_meanwhile_leaves_the_link_as_it_was(client):
    link = first_admin_link()
    User.objects.create_user(FORM["email"])
    token = link.rstrip("/").rpartition("/")[2]

    with pytest.raises(AddressTaken):
        create_first_admin(token, **FORM)
    assert client.get(path_of(link)).status_code == 200
