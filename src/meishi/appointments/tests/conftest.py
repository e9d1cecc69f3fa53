import socket
import subprocess
import sys
import time
from base64 import b64encode
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from meishi.accounts.models import User
from meishi.appointments.models import Schedule
from meishi.appointments.services.setup import create_service
from meishi.cards.document import CardDocument, Identity
from meishi.cards.services import create_card, publish_card, want_handle
from meishi.lib.outgoing.client import send
from meishi.workspaces.models import Member, Workspace

NINE_IN_BERLIN = "2027-01-19T08:00:00Z"
NAMED = {"Authorization": f"Basic {b64encode(b'alice:hunter2').decode()}"}
MONDAY = datetime(2027, 1, 18, 8, tzinfo=UTC)


@pytest.fixture
def clock():
    """It is eight on a Monday morning, and stays so until somebody moves it."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def alice(db):
    return User.objects.create_user("alice@example.com", "correct horse battery")


@pytest.fixture
def workspace(alice):
    workspace = Workspace.objects.create(name="Alice")
    Member.objects.create(workspace=workspace, user=alice)
    return workspace


@pytest.fixture
def card(clock, workspace, alice):
    """Alice's card, published."""
    identity = Identity(given="Alice", family="Arai", time_zone="Europe/Berlin")
    document = CardDocument(identity=identity)
    card = create_card(workspace, document=document, by=alice)
    want_handle(card, "alice")
    publish_card(card, by=alice)
    card.refresh_from_db()
    return card


@pytest.fixture
def service(card, alice):
    """Half an hour with Alice, Monday to Friday from 9 to 17 in Berlin."""
    return create_service(card, name="Haircut", by=alice)


@pytest.fixture
def browser(card, alice):
    """Alice's browser, signed in."""
    client = Client()
    client.force_login(alice)
    return client


@pytest.fixture
def resource(service):
    return service.offers.get().resource


@pytest.fixture
def schedule(service):
    return Schedule.objects.get()


@pytest.fixture
def change(service):
    """Change terms of the service."""

    def change(**terms):
        for name, value in terms.items():
            setattr(service, name, value)
        service.save()
        return service

    return change


@pytest.fixture
def visitor(service):
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def times(service):
    """The address of the times."""
    return f"/alice/book/{service.public_id}/"


@pytest.fixture
def hold(visitor, times):
    """Keep a time; return the address of the form."""

    def hold(start=NINE_IN_BERLIN, **more):
        return visitor.post(times, {"start": start, **more}).url

    return hold


@pytest.fixture(scope="session")
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
    address = f"{radicale}/alice/office/"
    send("DELETE", address, headers=NAMED)
    send("MKCALENDAR", address, headers=NAMED).expected(201)
    return address
