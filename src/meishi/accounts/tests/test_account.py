"""What people change about their own account."""

import re
from threading import Barrier, Thread

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.core.cache import cache
from django.db import connection
from django.test import Client

from meishi.accounts.models import User
from meishi.accounts.tests.conftest import PASSWORD
from meishi.lib.mail.models import Mail


@pytest.fixture
def signed_in(client, alice):
    client.post("/account/login/", {"login": alice.email, "password": PASSWORD})
    return client


def last_link():
    link = re.search(r"https?://\S+", Mail.objects.latest("pk").text)[0]
    return "/" + link.split("/", 3)[3]


def code_for(secret):
    return format_hotp_value(hotp_value(secret, next(iter(counters()))))


def turn_on_second_factor(client):
    path = "/account/2fa/totp/activate/"
    client.post(f"/account/reauthenticate/?next={path}", {"password": PASSWORD})
    secret = client.get(path).context["form"].secret
    client.post(path, {"code": code_for(secret)})
    return secret


def test_a_new_address_counts_once_its_link_was_opened(signed_in, alice):
    data = {"email": "arai@example.com", "action_add": ""}
    html = signed_in.post("/account/email/", data, follow=True).content.decode()
    assert "arai@example.com" in html
    alice.refresh_from_db()
    assert alice.email == "alice@example.com"

    signed_in.post(last_link())
    alice.refresh_from_db()
    assert alice.email == "arai@example.com"


def test_an_address_that_nobody_could_store_is_refused_beside_the_field(
    signed_in, alice
):
    data = {"email": f"{'x' * 250}@example.com", "action_add": ""}
    html = signed_in.post("/account/email/", data).text

    assert "at most 254 characters" in html
    assert alice.emailaddress_set.count() == 1


def test_the_old_address_can_be_kept(signed_in, alice):
    signed_in.post("/account/email/", {"email": "arai@example.com", "action_add": ""})
    data = {"email": "arai@example.com", "action_remove": ""}
    signed_in.post("/account/email/", data)

    assert alice.emailaddress_set.get().email == "alice@example.com"


def test_a_new_password_needs_the_old_one(signed_in, alice):
    new = {"password1": "another long one", "password2": "another long one"}
    signed_in.post("/account/password/change/", {"oldpassword": "wrong", **new})
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)

    signed_in.post("/account/password/change/", {"oldpassword": PASSWORD, **new})
    alice.refresh_from_db()
    assert alice.check_password("another long one")


def test_the_owner_is_told_of_a_changed_password(signed_in, alice):
    new = {"password1": "another long one", "password2": "another long one"}
    signed_in.post("/account/password/change/", {"oldpassword": PASSWORD, **new})

    mail = Mail.objects.latest("pk")
    assert (mail.subject, mail.to) == ("Your password was changed", [alice.email])
    assert "another long one" not in mail.text


def test_a_second_factor_is_asked_for_at_the_next_sign_in(signed_in, alice):
    secret = turn_on_second_factor(signed_in)
    assert "Recovery codes" in signed_in.get("/account/2fa/").content.decode()

    other = Client()
    data = {"login": alice.email, "password": PASSWORD}
    assert other.post("/account/login/", data).url == "/account/2fa/authenticate/"
    assert "Your second factor" in other.get("/account/2fa/authenticate/").text
    assert "_auth_user_id" not in other.session
    cache.clear()  # a code counts once: forget that this one was used
    other.post("/account/2fa/authenticate/", {"code": code_for(secret)})
    assert other.session["_auth_user_id"] == str(alice.pk)


def test_the_secret_of_the_second_factor_is_encrypted(signed_in):
    secret = turn_on_second_factor(signed_in)
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]

    assert stored != secret
    assert get_adapter().decrypt(stored) == secret


def test_the_address_stays_while_a_second_factor_guards_it(signed_in, alice):
    turn_on_second_factor(signed_in)
    data = {"email": "arai@example.com", "action_add": ""}
    html = signed_in.post("/account/email/", data).content.decode()

    assert "Turn off the second factor to change your address." in html


def test_an_account_is_made_once_however_often_the_button_is_pressed():
    barrier, codes = Barrier(4), []

    def press():
        barrier.wait()
        data = {"email": "alice@example.com", "password1": PASSWORD}
        codes.append(Client().post("/account/signup/", data).status_code)
        connection.close()

    threads = [Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert User.objects.count() == 1
    assert max(codes) < 500


@pytest.mark.parametrize("is_first", [True, False])
def test_an_address_that_somebody_else_signed_up_with_stays_theirs(
    signed_in, alice, is_first
):
    def change():
        data = {"email": "bob@example.com", "action_add": ""}
        signed_in.post("/account/email/", data)

    def sign_up():
        data = {"email": "bob@example.com", "password1": PASSWORD}
        Client().post("/account/signup/", data)

    for act in (change, sign_up) if is_first else (sign_up, change):
        act()
    for mail in Mail.objects.all():
        for link in re.findall(r"https?://[^/]+(/account/confirm\S+)", mail.text):
            assert signed_in.post(link).status_code < 500

    assert User.objects.filter(email="bob@example.com").count() == 1
