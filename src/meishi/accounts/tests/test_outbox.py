import re
from datetime import timedelta

import pytest

from meishi.lib import clock
from meishi.lib.mail.models import Mail
from meishi.lib.outbox.models import Job


def mail(subject="Hello", to="bob@example.com", **fields):
    about = {"to": [to], "sender": "meishi@example.com", "raw": b"x", "text": "Words"}
    about |= {"state": Mail.State.KEPT, "created_at": clock.now()}
    return Mail.objects.create(subject=subject, **about | fields)


def outbox(client, **query):
    return client.get("/account/outbox/", query).content.decode()


@pytest.mark.parametrize("path", ["", "1/", "1/retry/", f"{10**30}/"])
def test_for_everybody_else_there_is_no_outbox(client, alice, path):
    mail()
    method = client.post if path.endswith("retry/") else client.get

    assert method(f"/account/outbox/{path}").status_code == 404
    client.force_login(alice)
    assert method(f"/account/outbox/{path}").status_code == 404


def test_the_administrator_finds_a_mail_by_its_words(client, administrator):
    mail("Choose a new password"), mail("Welcome", "charlie@example.com")

    assert "Welcome" not in outbox(client, q="password bob@")
    assert "Choose a new password" in outbox(client, q="password bob@")
    assert "No mail has these words" in outbox(client, q="nothing")


def test_many_mails_come_in_pages_newest_first(client, administrator):
    for day in range(35):
        mail(f"Of day {day}.", created_at=clock.now() - timedelta(days=day))

    assert "Of day 0." in outbox(client)
    assert "Of day 34." in outbox(client, page=2)
    assert "Of day 34." in outbox(client, page=999)


@pytest.mark.parametrize("query", ["\x00", "\ud800", "%", "'", '"', "x" * 5000])
def test_no_search_breaks_the_outbox(client, administrator, query):
    text = query.encode("utf-8", "surrogatepass")

    assert client.get("/account/outbox/", {"q": text, "page": text}).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_mails(
    client, administrator, django_assert_max_num_queries
):
    for _ in range(30):
        mail()
    with django_assert_max_num_queries(6):
        outbox(client)


def test_a_mail_in_html_cannot_run_or_reach_anything(client, administrator):
    evil = mail(html='<script>alert(1)</script>"><script>alert(2)</script>')
    html = client.get(f"/account/outbox/{evil.pk}/").content.decode()

    assert "<script>alert" not in html
    assert re.search(r"<iframe [^>]* sandbox ", html)


def test_a_refused_mail_is_sent_again(client, administrator):
    refused = mail(state=Mail.State.FAILED, error="Mailbox full")
    client.post(f"/account/outbox/{refused.pk}/retry/")

    refused.refresh_from_db()
    assert (refused.state, refused.error) == (Mail.State.WAITING, "")
    assert Job.objects.filter(task__contains="deliver_mail").count() == 1


def test_a_mail_that_was_sent_is_not_sent_again(client, administrator):
    sent = mail(state=Mail.State.SENT)
    client.post(f"/account/outbox/{sent.pk}/retry/")

    sent.refresh_from_db()
    assert sent.state == Mail.State.SENT
    assert not Job.objects.filter(task__contains="deliver_mail").exists()


def test_a_mail_that_is_not_there_is_404(client, administrator):
    assert client.get(f"/account/outbox/{10**30}/").status_code == 404
