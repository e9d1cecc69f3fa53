from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect

from meishi.accounts.models import User
from meishi.lib import clock
from meishi.lib.idempotency.models import Answer
from meishi.lib.idempotency.once import once
from meishi.lib.idempotency.tasks import forget_answers

KEY = "k" * 32


@once
def sign_up(request):
    user = User.objects.create_user(f"{User.objects.count()}@example.com")
    return HttpResponseRedirect(f"/people/{user.pk}")


@once
def refuse(request):
    User.objects.create_user("refused@example.com")
    return HttpResponse("No", status=200)


def post(rf, view, **data):
    request = rf.post("/people", {"idempotency_key": KEY, **data})
    request.user = AnonymousUser()
    return view(request)


@pytest.mark.django_db
def test_the_same_form_sent_twice_has_one_effect_and_one_answer(rf):
    first, second = post(rf, sign_up, name="Bob"), post(rf, sign_up, name="Bob")

    assert first.url == second.url
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_other_content_under_the_same_key_is_refused(rf):
    post(rf, sign_up, name="Bob")

    assert post(rf, sign_up, name="Charlie").status_code == 422


@pytest.mark.django_db(transaction=True)
def test_a_form_with_errors_uses_up_no_key_and_has_no_effect(rf):
    post(rf, refuse)

    assert (User.objects.count(), Answer.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_twins_at_once_have_one_effect(rf):
    barrier, answers = Barrier(8), []

    def send():
        barrier.wait()
        answers.append(post(rf, sign_up, name="Bob").url)
        connection.close()

    threads = [Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(answers), len(set(answers)), User.objects.count()) == (8, 1, 1)


@pytest.mark.django_db
def test_answers_are_forgotten_after_two_days(rf):
    post(rf, sign_up)
    with time_machine.travel(clock.now() + timedelta(hours=47)):
        forget_answers.func()
        assert Answer.objects.count() == 1
    with time_machine.travel(clock.now() + timedelta(hours=49)):
        forget_answers.func()
        assert Answer.objects.count() == 0
