from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from meishi.lib.rates.limit import is_too_often
from meishi.lib.rates.models import Count
from meishi.lib.rates.tasks import forget_counts

MINUTE = timedelta(minutes=1)


def again(who="192.0.2.1", what="book", most=2):
    return is_too_often(what, who, most=most, per=MINUTE)


@pytest.mark.django_db
def test_what_is_done_more_often_than_allowed_is_told(time_machine):
    time_machine.move_to("2027-03-27T10:00:00Z", tick=False)

    assert [again() for _ in range(3)] == [False, False, True]
    assert not again(who="192.0.2.2")
    assert not again(what="hold")


@pytest.mark.django_db
def test_a_new_minute_begins_anew_and_the_old_is_forgotten(time_machine):
    time_machine.move_to("2027-03-27T10:00:00Z", tick=False)
    again(most=1)
    assert again(most=1)
    time_machine.move_to("2027-03-27T10:02:01Z", tick=False)

    assert not again(most=1)
    forget_counts.call()
    assert Count.objects.count() == 1


@pytest.mark.django_db
def test_no_address_is_stored():
    again()

    assert "192.0.2.1" not in Count.objects.get().key


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_all_counted():
    def one(_number):
        try:
            return again(most=10)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as crowd:
        told = list(crowd.map(one, range(24)))
    assert sum(told) == 14
