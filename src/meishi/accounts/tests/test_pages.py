import re

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meishi.accounts.models import User
from meishi.accounts.tests.conftest import PASSWORD
from meishi.cards.services import create_card, publish_card
from meishi.lib import bundles
from meishi.lib.mail.models import Mail
from meishi.workspaces.services import personal_workspace

pytestmark = pytest.mark.django_db(transaction=True)


def sign_up(client, email="alice@example.com", password=PASSWORD):
    return client.post("/account/signup/", {"email": email, "password1": password})


def test_an_account_takes_an_address_and_a_password(client):
    response = sign_up(client)

    assert response.status_code == 302
    assert User.objects.get().check_password(PASSWORD)


def test_what_is_wrong_is_said_beside_the_field_and_the_rest_is_kept(client):
    html = sign_up(client, password="short").content.decode()

    assert 'value="alice@example.com"' in html
    assert re.search(r'id="id_password1_error"', html)
    assert not User.objects.exists()


def test_an_address_that_has_an_account_is_told_to_sign_in(client, alice):
    html = sign_up(client).content.decode()

    assert "This address has an account already. Sign in instead." in html


def test_a_closed_installation_takes_no_new_accounts(client, settings):
    settings.SIGNUP_OPEN = False

    assert "closed" in sign_up(client).content.decode()
    assert not User.objects.exists()


def test_signing_in_and_out(client, alice):
    data = {"login": alice.email, "password": PASSWORD}
    assert client.post("/account/login/", data).url == "/cards/"
    assert client.post("/account/logout/").url == "/"
    assert "_auth_user_id" not in client.session


def test_a_wrong_password_is_said_without_saying_who_has_an_account(client, alice):
    def answer(email):
        data = {"login": email, "password": "not this one"}
        html = client.post("/account/login/", data).content.decode()
        return re.findall(r'<ul class="errorlist[^>]*>(.*?)</ul>', html, re.DOTALL)

    assert answer(alice.email) == answer("nobody@example.com") != []


def test_a_forgotten_password_is_replaced_by_the_link_in_a_mail(client, alice):
    client.post(
        "/account/password/reset/", {"email": alice.email}, HTTP_HOST="evil.example"
    )
    mail = Mail.objects.get()
    [link] = re.findall(r"https?://\S+", mail.text)[:1]

    assert mail.to == [alice.email]
    assert "evil.example" not in mail.text
    path = "/" + link.split("/", 3)[3]
    form = client.get(path, follow=True).request["PATH_INFO"]
    client.post(
        form, {"password1": "another long one", "password2": "another long one"}
    )
    alice.refresh_from_db()
    assert alice.check_password("another long one")


def test_a_stranger_gets_no_mail_that_tells_who_has_an_account(client):
    response = client.post("/account/password/reset/", {"email": "bob@example.com"})

    assert response.status_code == 302


def test_an_account_that_leaves_takes_its_cards_along(client, alice):
    from meishi.cards.document import CardDocument, Identity

    document = CardDocument(identity=Identity(given="Alice", family="Leaving"))
    publish_card(create_card(personal_workspace(alice), document=document))
    client.force_login(alice)
    wrong = client.post("/account/delete/", {"password": "wrong"})
    assert "This is not your password" in wrong.content.decode()
    client.post("/account/delete/", {"password": PASSWORD})

    assert not User.objects.exists()
    assert bundles.get_bundle("alice-leaving").state == "gone"


@given(st.text(max_size=300), st.text(max_size=300))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_input_breaks_a_form(client, email, password):
    cache.clear()  # else the limits answer instead of the forms
    for path, data in (
        ("/account/signup/", {"email": email, "password1": password}),
        ("/account/login/", {"login": email, "password": password}),
        ("/account/password/reset/", {"email": email}),
        ("/account/first/x/", {"email": email, "password": password}),
    ):
        assert client.post(path, data).status_code < 500


@pytest.mark.parametrize(
    "path",
    [
        "/account/login/",
        "/account/signup/",
        "/account/password/reset/",
        "/account/password/reset/done/",
        "/account/confirm-email/",
        "/account/inactive/",
    ],
)
def test_every_page_for_strangers_has_our_look(client, path):
    html = client.get(path).content.decode()

    assert "site-header" in html
    assert "<h1>" in html


@pytest.mark.parametrize(
    "path",
    [
        "/account/email/",
        "/account/password/change/",
        "/account/delete/",
        "/account/2fa/",
        "/account/logout/",
    ],
)
def test_every_page_for_people_with_an_account_has_our_look(client, alice, path):
    client.post("/account/login/", {"login": alice.email, "password": PASSWORD})
    html = client.get(path).content.decode()

    assert "site-header" in html
    assert "<h1>" in html
