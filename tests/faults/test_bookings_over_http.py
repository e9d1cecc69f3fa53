"""A server that is killed loses no booking that somebody was told of."""

import random
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

import pytest

from tests.faults.conftest import eventually
from tests.faults.test_bookings import instant
from tests.faults.test_serve import status

CLIENTS = 16
BOOKINGS = 160
KILLS = 3
PATIENCE = 240  # seconds; the machine may be busy
AWAY = {0, 502, 503}  # nobody answered, or said to come again
FORM = {"content-type": "application/x-www-form-urlencoded"}
SET_UP = """
from meishi.accounts.models import User
from meishi.appointments.models import Schedule, Service
from meishi.appointments.services.setup import create_service
from meishi.cards.document import CardDocument, Identity
from meishi.cards.services import create_card, publish_card, want_handle
from meishi.workspaces.services import personal_workspace
alice = User.objects.create_user("alice@example.com", "correct horse battery")
document = CardDocument(identity=Identity(given="Alice", family="Arai"))
card = create_card(personal_workspace(alice), document=document, by=alice)
want_handle(card, "alice")
publish_card(card, by=alice)
service = create_service(card, name="Talk", by=alice)
terms = dict(duration=5, step=5, notice=0, reminders=[])
Service.objects.filter(pk=service.pk).update(**terms)
Schedule.objects.update(weekly=[[day, 0, 1440] for day in range(7)])
print(service.public_id)
"""
BOOKED = """
SELECT b.name, b.state, b.start_at, b.resource_id FROM appointments_booking AS b
WHERE b.name <> ''
"""
CELLS = "SELECT count(*), count(DISTINCT number) FROM appointments_cell"


@dataclass
class Crowd:
    """Customers who book one time after another, again where nobody answered."""

    port: int
    service: str
    told: dict[str, datetime] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    retries: int = 0

    def run(self, number):
        for count in range(BOOKINGS // CLIENTS):
            self.book(f"Customer {number}-{count}", f"10.0.{number}.{count + 1}")

    def book(self, name, address):
        """Choose times until one is theirs."""
        who = {"name": name, "email": "bob@example.com"}
        while True:
            start = first_slot() + random.randrange(2000) * timedelta(minutes=5)
            wanted = {"start": f"{start:%Y-%m-%dT%H:%M:%SZ}"}
            code, form = self.post(f"/alice/book/{self.service}/", wanted, address)
            if code == 302:
                code, _ = self.post(form, who, address)
            if code == 302:
                self.told[name] = start
                return
            if code != 409:
                self.faults.append(f"{name} {code}")
                return

    def post(self, path, fields, address):
        """Send a form until somebody answers; return status and address."""
        headers = FORM | {"x-forwarded-for": address}
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            code, location = 0, ""
            connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
            try:
                connection.request("POST", path, urlencode(fields), headers)
                answer = connection.getresponse()
                code, location = answer.status, answer.getheader("location", "")
            except (OSError, HTTPException):
                pass
            finally:
                connection.close()
            if code not in AWAY:
                return code, location
            self.retries += 1
            time.sleep(0.3)
        return 0, ""


def test_no_booking_is_lost_or_doubled_when_the_server_is_killed(site, port):
    site.more = {"MEISHI_TRUSTED_PROXIES": "1"}  # so that customers are told apart
    crowd = Crowd(port, site.python(SET_UP))
    serve(site, port)
    threads = [threading.Thread(target=crowd.run, args=(n,)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for kill in range(1, KILLS + 1):
        wanted = BOOKINGS * kill // (KILLS + 1)
        assert eventually(lambda: len(crowd.told) >= wanted, PATIENCE)  # noqa: B023 (called at once)
        site.started[-1].kill()
        site.started[-1].wait()
        serve(site, port)
    for thread in threads:
        thread.join(PATIENCE)
    assert crowd.faults == []
    assert len(crowd.told) == BOOKINGS
    assert crowd.retries > 0
    rows = site.rows(BOOKED)
    assert {row[0]: instant(row[2]) for row in rows} == {
        name: start.replace(tzinfo=None) for name, start in crowd.told.items()
    }
    assert len(rows) == BOOKINGS
    assert {state for _, state, *_ in rows} == {"confirmed"}
    [(cells, different)] = site.rows(CELLS)
    assert cells == different >= BOOKINGS


def serve(site, port):
    at = ["--host", "127.0.0.1", "--port", str(port), "--data-dir", str(site.data_dir)]
    site.start("serve", "--no-qr", *at)
    if not eventually(lambda: status(port, "/readyz") == 200, 60):
        pytest.fail("the server did not come back")


def first_slot():
    """Return midnight (UTC) in two days."""
    midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(days=2)
