import errno
import html

import pytest
from django.db.utils import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from meishi.lib.faults.views import DATABASE_AWAY, DISK_FULL, UNKNOWN, fault_of

FAILURES = {
    "full": OperationalError("database or disk is full"),
    "file": OSError(errno.ENOSPC, "No space left on device"),
    "away": OperationalError("connection refused"),
    "other": ZeroDivisionError("secret detail"),
}


def fail(request, kind):
    raise FAILURES[kind]


handler500 = "meishi.lib.faults.views.server_error"
urlpatterns = [path("<kind>", fail), path("", lambda request: HttpResponse("ok"))]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("kind", "status"), [("full", 507), ("file", 507), ("away", 503), ("other", 500)]
)
def test_each_failure_has_its_status_and_a_number(visitor, kind, status):
    response = visitor.get(f"/{kind}")
    assert response.status_code == status
    assert response["X-Request-ID"] in response.text
    assert "secret detail" not in response.text


def test_what_was_entered_is_kept_on_the_page(visitor):
    entered = {"name": 'Alice "A" <b>', "note": "two\nlines"}
    page = visitor.post("/full?x=1", entered).text
    assert 'action="/full?x=1"' in page
    for name, value in entered.items():
        assert f'<textarea name="{name}" hidden>{html.escape(value)}</textarea>' in page


def test_a_fault_of_ours_offers_no_second_try_of_the_same(visitor):
    assert "<form" not in visitor.post("/other", {"name": "Alice"}).text


def test_a_part_of_a_page_that_fails_leaves_the_page_as_it_is(visitor):
    response = visitor.post("/full", headers={"HX-Request": "true"})
    assert response["HX-Reswap"] == "none"
    assert "disk is full" in response["HX-Trigger"]


def test_the_cause_behind_an_error_counts():
    error = RuntimeError("wrapped")
    error.__cause__ = FAILURES["file"]
    assert fault_of(error) is DISK_FULL
    assert fault_of(FAILURES["away"]) is DATABASE_AWAY
    assert fault_of(None) is UNKNOWN
