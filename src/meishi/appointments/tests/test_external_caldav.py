"""Against a real CalDAV server, on loopback."""

import socket
import subprocess
import sys
import time
from base64 import b64encode

import pytest

from meishi.appointments.services.external import add_calendar, read_calendar
from meishi.appointments.tests.test_availability import starts
from meishi.appointments.tests.test_external import ALL_DAY, BUSY_AT_TEN
from meishi.lib.outgoing.client import send

NAMED = {"Authorization": f"Basic {b64encode(b'alice:hunter2').decode()}"}


@pytest.fixture(scope="module")
def radicale(tmp_path_factory):
    """Run Radicale with one user, alice, and give its address."""
    folder = tmp_path_factory.mktemp("radicale")
    (folder / "users").write_text("alice:hunter2\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {
        "server-hosts": f"127.0.0.1:{port}",
        "storage-filesystem-folder": str(folder / "files"),
        "auth-type": "htpasswd",
        "auth-htpasswd-filename": str(folder / "users"),
        "auth-htpasswd-encryption": "plain",
        "auth-delay": "0",
    }
    command = [sys.executable, "-m", "radicale", "--config", ""]
    command += [
        part for name, value in options.items() for part in (f"--{name}", value)
    ]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
        server.terminate()


def _wait_for(port):
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("Radicale did not start")


@pytest.fixture
def home(radicale, settings):
    """Alice's calendar there, empty."""
    settings.OUTGOING_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    address = f"{radicale}/alice/work/"
    send("DELETE", address, headers=NAMED)
    send("MKCALENDAR", address, headers=NAMED).expected(201)
    return address


def put(address, ics):
    send("PUT", f"{address}a.ics", headers=NAMED, body=ics).expected(201, 204)


def read(calendar):
    read_calendar.func(calendar.pk)
    calendar.refresh_from_db()


def test_an_empty_calendar_is_free(service, resource, home):
    calendar = add_calendar(resource, home, username="alice", password="hunter2")
    read(calendar)

    assert calendar.error == ""
    assert len(starts(service)) == ALL_DAY


def test_what_is_taken_there_cannot_be_booked_until_it_is_gone(service, resource, home):
    put(home, BUSY_AT_TEN)
    calendar = add_calendar(resource, home, username="alice", password="hunter2")
    read(calendar)
    assert "10:00" not in starts(service)

    send("DELETE", f"{home}a.ics", headers=NAMED).expected(200, 204)
    read(calendar)
    assert len(starts(service)) == ALL_DAY


def test_a_wrong_password_is_said_and_nothing_is_free(service, resource, home, caplog):
    calendar = add_calendar(resource, home, username="alice", password="wrong-secret")
    read(calendar)

    assert calendar.error == "127.0.0.1 refuses access (401)."
    assert starts(service) == []
    assert "wrong-secret" not in calendar.password + caplog.text


def test_what_is_no_calendar_is_said(resource, radicale, home):
    calendar = add_calendar(resource, radicale, username="alice", password="hunter2")
    read(calendar)

    assert calendar.error == "This is not the address of a CalDAV calendar."
    assert calendar.is_stale
