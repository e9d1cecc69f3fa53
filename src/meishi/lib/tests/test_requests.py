import pytest
from django.test import RequestFactory

from meishi.lib.requests import ClientAddress, RequestNumber, number_of


def address_seen(settings, proxies, forwarded):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})
    ClientAddress(lambda request: None).process_request(request)
    return request.META["REMOTE_ADDR"]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 192.0.2.1", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "not an address", "127.0.0.1"),
        (1, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_only_what_our_own_proxies_say_is_believed(settings, proxies, forwarded, seen):
    assert address_seen(settings, proxies, forwarded) == seen


def test_requests_have_numbers_that_differ():
    numbers = set()
    for _ in range(3):
        request = RequestFactory().get("/")
        RequestNumber(lambda request: None).process_request(request)
        numbers.add(number_of(request))
    assert len(numbers) == 3
