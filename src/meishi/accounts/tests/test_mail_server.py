"""Nobody is told to wait for a mail that cannot come."""

from meishi.lib.mail.server import mailers

PASSWORD = "correct horse battery"
DONE = "/account/password/reset/done/"


def sign_up(client):
    data = {"email": "alice@example.com", "password1": PASSWORD}
    return client.post("/account/signup/", data, follow=True).text


def test_with_a_mail_server_people_look_into_their_mail(client, settings):
    settings.MAILERS = mailers("smtp://mail.example.com")

    assert "Look into your mail" in client.get(DONE).text
    assert "alice@example.com is on its way" in sign_up(client)


def test_without_one_they_are_told_whom_to_ask(client):
    assert "ask whoever runs this site" in client.get(DONE).text
    assert "on its way" not in sign_up(client)


def test_a_new_address_without_one_is_confirmed_by_the_administrators_help(
    client, alice
):
    client.post("/account/login/", {"login": alice.email, "password": PASSWORD})
    data = {"email": "arai@example.com", "action_add": ""}

    html = client.post("/account/email/", data, follow=True).text
    assert "link that confirms arai@example.com" in html
