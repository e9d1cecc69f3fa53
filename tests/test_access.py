"""Whose is it? Every address of Alice's things, for everybody who is not Alice."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from PIL import Image

from meishi.accounts.models import User
from meishi.appointments.services.booking import enter_booking
from meishi.appointments.services.customer import Customer
from meishi.appointments.services.external import add_calendar
from meishi.appointments.services.keeping import keep_free
from meishi.appointments.services.setup import create_service
from meishi.cards.document import Design
from meishi.cards.services import create_card, publish_card, save_design, want_handle
from meishi.lib import clock
from meishi.media.services import make_renditions, store_asset
from meishi.shop.rules.cart import CartLine
from meishi.shop.services.catalogue import Terms, create_category, create_product
from meishi.shop.services.customer import Customer as Buyer
from meishi.shop.services.placing import place_order
from meishi.shop.services.setup import open_shop
from meishi.workspaces.models import Member
from meishi.workspaces.services import personal_workspace
from tests.demo import demo_document

pytestmark = pytest.mark.django_db
OWNED = {
    "card_id",
    "public_id",
    "asset_id",
    "workspace_id",
    "schedule_id",
    "resource_id",
    "service_id",
    "booking_id",
    "kept_id",
    "calendar_id",
    "product_id",
    "category_id",
    "delivery_id",
    "order_id",
}
NOWHERE = "nothing-here"
SENT = {"kind": "text", "to": "0"}
ANYTHING = {"block_id": "b0", "number": 1, "file_format": "svg", "kind": "link"}


def routes(resolver=None, prefix=""):
    """Yield the name and the parameters of each route that leads to a thing owned."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            name = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from routes(entry, name)
        elif isinstance(entry, URLPattern) and entry.name:
            parameters = tuple(entry.pattern.converters)
            # What is below a handle is for everybody.
            if OWNED & set(parameters) and "handle" not in parameters:
                yield f"{prefix}{entry.name}", parameters


ROUTES = dict(routes())
each_route = pytest.mark.parametrize("route", sorted(ROUTES))
METHODS = ("get", "post")
each_method = pytest.mark.parametrize("method", METHODS)


def picture():
    out = BytesIO()
    Image.new("RGB", (40, 40), "#28405c").save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """What is made in here is there for all tests; what these change is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def alice(world):
    return User.objects.create_user("alice@example.com", "correct horse")


@pytest.fixture(scope="module")
def things(alice):
    """What Alice owns, by the name of the parameter that it is asked for with."""
    workspace = personal_workspace(alice)
    card = create_card(workspace, document=demo_document(), by=alice)
    want_handle(card, "alice")
    publish_card(card, by=alice)
    asset = store_asset(workspace, picture(), name="alice.png")
    for cut in asset.cuts.all():
        make_renditions.func(cut.pk)
    ids = {"card_id": card.public_id, "public_id": card.public_id}
    ids |= {"asset_id": asset.public_id, "workspace_id": workspace.public_id}
    saved = save_design(workspace, Design(), name="Alice's look", by=alice)
    ids |= {"design_id": saved.public_id} | booked_by(card, alice)
    return ids | sold_by(card, alice)


def booked_by(card, alice):
    """Something to book on the card, and all that belongs to it."""
    service = create_service(card, by=alice)
    offer = service.offers.get()
    start = clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=2)
    customer = Customer(name="Dana")
    booking = enter_booking(service, offer.resource, start, customer, by=alice)
    block = keep_free(offer.resource, start, start + timedelta(hours=1))
    elsewhere = add_calendar(offer.resource, "https://example.com/a.ics")
    return {
        "calendar_id": elsewhere.public_id,
        "booking_id": booking.public_id,
        "kept_id": block.public_id,
        "service_id": service.public_id,
        "schedule_id": offer.schedule.public_id,
        "resource_id": offer.resource.public_id,
    }


def sold_by(card, alice):
    """A shop on the card, and all that belongs to it."""
    shop = open_shop(card, currency="EUR", by=alice)
    terms = [Terms(values=(), price=450)]
    product = create_product(shop, {"title": "Jam"}, terms, by=alice)
    category = create_category(shop, "Jams", by=alice)
    cart = (CartLine(product.variants.get().public_id, 1),)
    way = shop.deliveries.get()
    order = place_order(shop, cart, Buyer(name="Dana"), delivery=way)
    return {
        "product_id": product.public_id,
        "category_id": category.public_id,
        "delivery_id": way.public_id,
        "order_id": order.public_id,
    }


def signed_in(user):
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.fixture
def charlie():
    user = User.objects.create_user("charlie@example.com", "correct horse")
    personal_workspace(user)
    return signed_in(user)


@pytest.fixture
def bob(alice, things):
    """Bob may look at what is in Alice's workspace."""
    user = User.objects.create_user("bob@example.com", "correct horse")
    workspace = personal_workspace(alice)
    Member.objects.create(workspace=workspace, user=user, role=Member.Role.VIEWER)
    return signed_in(user)


def address(route, owned):
    values = ANYTHING | owned
    return reverse(route, kwargs={name: values[name] for name in ROUTES[route]})


def told(response, path):
    """Return what a stranger learns, without what differs at every request."""
    text = response.content.decode(errors="replace").replace(path, "PATH")
    text = re.sub(
        r'(nonce="|csrf-token" content="|csrfmiddlewaretoken" value=")[^"]+',
        r"\1",
        text,
    )
    return response.status_code, text


def ask(client, method, route, owned):
    path = address(route, owned)
    sent = SENT if method == "post" else {}
    return told(getattr(client, method)(path, sent), path)


@each_method
@each_route
def test_what_is_not_theirs_looks_as_if_it_were_not_there(
    charlie, things, route, method
):
    nowhere = dict.fromkeys(things, NOWHERE)

    status, text = ask(charlie, method, route, things)

    assert status in (404, 405)
    assert (status, text) == ask(charlie, method, route, nowhere)


@each_method
@each_route
def test_who_has_not_signed_in_learns_nothing(client, things, route, method):
    nowhere = dict.fromkeys(things, NOWHERE)

    status, text = ask(client, method, route, things)

    assert status in (302, 404, 405)
    assert (status, text) == ask(client, method, route, nowhere)


@each_route
def test_a_viewer_changes_nothing(bob, things, route):
    status, _ = ask(bob, "post", route, things)

    assert status in (403, 404, 405) or route == "insights:card"


def test_a_viewer_may_look(bob, things):
    assert ask(bob, "get", "cards:editions", things)[0] == 200
    assert ask(bob, "get", "insights:card", things)[0] == 200


@each_route
def test_the_owner_is_not_turned_away(alice, things, route):
    """Or the tests above would pass with every address broken."""
    statuses = {ask(signed_in(alice), method, route, things)[0] for method in METHODS}

    assert statuses - {404, 405}
