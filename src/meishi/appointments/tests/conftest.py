from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from meishi.accounts.models import User
from meishi.appointments.models import Schedule
from meishi.appointments.services.setup import create_service
from meishi.cards.document import CardDocument, Identity
from meishi.cards.services import create_card, publish_card, want_handle
from meishi.workspaces.models import Member, Workspace

NINE_IN_BERLIN = "2027-01-19T08:00:00Z"
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
