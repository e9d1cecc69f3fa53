import email
from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.db import OperationalError, transaction

from meishi.lib.clock import now
from meishi.lib.mail.models import Mail
from meishi.lib.mail.server import mailers, smtp
from meishi.lib.mail.tasks import deliver_mail, forget_old_mails
from meishi.lib.outbox.models import Job
from meishi.lib.outbox.worker import run_waiting_jobs

pytestmark = pytest.mark.django_db
ALICE = "alice@example.com"


def write(subject="Welcome", text="Good day"):
    send_mail(subject, text, "meishi@example.com", [ALICE])


def test_a_mail_reaches_the_server_after_the_request(postbox):
    write()
    assert postbox.letters == []
    run_waiting_jobs()
    assert [letter["Subject"] for letter in postbox.letters] == ["Welcome"]
    assert Mail.objects.get().state == Mail.State.SENT


def test_a_mail_whose_cause_is_rolled_back_is_not_sent(postbox):
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    run_waiting_jobs()
    assert postbox.letters == []


def test_what_was_sent_is_forgotten_for_links_in_it_open_accounts(postbox):
    write(text="https://example.com/reset/secret")
    run_waiting_jobs()
    mail = Mail.objects.get()
    assert (bytes(mail.raw), mail.text, mail.html) == (b"", "", "")


def test_both_forms_of_a_mail_arrive(postbox):
    message = EmailMultiAlternatives("お元気", "text", "m@example.com", [ALICE])
    message.attach_alternative("<p>html</p>", "text/html")
    message.send()
    assert Mail.objects.get().html == "<p>html</p>"
    run_waiting_jobs()
    [letter] = postbox.letters
    kinds = [part.get_content_type() for part in letter.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]


def test_a_busy_server_is_asked_again(postbox):
    postbox.answer = "451 later"
    write()
    run_waiting_jobs()
    assert Mail.objects.get().state == Mail.State.WAITING
    postbox.answer = None
    Job.objects.update(due_at=now())
    run_waiting_jobs()
    assert len(postbox.letters) == 1


def test_a_refusal_is_final_and_its_reason_names_nobody(postbox):
    postbox.answer = f"550 no such user {ALICE}"
    write()
    run_waiting_jobs()
    mail = Mail.objects.get()
    assert mail.state == Mail.State.FAILED
    assert mail.error == "the server refused the recipient (550)"


def test_a_mail_that_is_delivered_twice_is_sent_once(postbox):
    write()
    run_waiting_jobs()
    deliver_mail.call(Mail.objects.get().pk)
    assert len(postbox.letters) == 1


def test_a_server_that_is_away_loses_nothing(settings):
    settings.MAILERS = mailers("smtp://127.0.0.1:1")
    write()
    run_waiting_jobs()
    assert Mail.objects.get().state == Mail.State.WAITING
    assert Job.objects.get().state == Job.State.READY


def test_without_a_server_mails_lie_in_the_data_folder(no_mail_server):
    write()
    run_waiting_jobs()
    [file] = no_mail_server.glob("*.eml")
    assert email.message_from_bytes(file.read_bytes())["Subject"] == "Welcome"
    assert file.stat().st_mode & 0o077 == 0
    assert Mail.objects.get().state == Mail.State.KEPT


def test_old_mails_are_forgotten(no_mail_server, settings):
    write()
    run_waiting_jobs()
    Mail.objects.update(created_at=now() - timedelta(days=settings.MAIL_DAYS + 1))
    forget_old_mails.call()
    assert not Mail.objects.exists()


def test_a_line_break_in_a_subject_is_refused(no_mail_server):
    with pytest.raises(ValueError, match="linefeed"):
        write(subject="Hello\nBcc: bob@example.com")


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example.com", None, False, False),
        ("smtp+tls://u:p%40ss@mail.example.com:587", 587, True, False),
        ("smtps://mail.example.com:465", 465, False, True),
    ],
)
def test_the_address_of_a_server_says_how_it_is_spoken_to(url, port, tls, ssl):
    options = smtp(url)["OPTIONS"]
    assert (options["port"], options["use_tls"], options["use_ssl"]) == (port, tls, ssl)
    assert options["password"] in ("", "p@ss")


def test_a_mail_is_stored_with_its_delivery_or_not_at_all(postbox, monkeypatch):
    def full(*arguments, **options):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(Job.objects, "create", full)
    with pytest.raises(OperationalError):
        write()
    assert not Mail.objects.exists()
