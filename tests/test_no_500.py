"""Whatever is sent to whatever address, nobody meets a fault of ours."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meishi.accounts.models import User
from meishi.appointments.services.booking import enter_booking
from meishi.appointments.services.customer import Customer
from meishi.appointments.services.keeping import keep_free
from meishi.appointments.services.setup import create_service
from meishi.cards.services import create_card, publish_card, want_handle
from meishi.lib import clock
from meishi.shop.rules.cart import CartLine
from meishi.shop.services.catalogue import Terms, create_category, create_product
from meishi.shop.services.customer import Customer as Buyer
from meishi.shop.services.placing import place_order
from meishi.shop.services.setup import open_shop
from meishi.workspaces.services import personal_workspace
from tests.demo import demo_document

pytestmark = pytest.mark.django_db
NASTY = [
    "",
    " ",
    "\0",
    "a\0b",
    "\ud7ff\ufffe\U0010ffff",
    "\u202e\u2066",
    "\r\nX: y",
    "0",
    "-1",
    "1e999",
    "9" * 30,
    "NaN",
    "null",
    "[]",
    '{"a": [}',
    "<script>",
    "../../etc/passwd",
    "%00%ff",
    "{{ x }}",
    "on",
    "2026-02-30",
    "a" * 5000,
]
FIELDS = [
    "block",
    "to",
    "after",
    "is_hidden",
    "kind",
    "version",
    "revision",
    "handle",
    "name",
    "email",
    "login",
    "password",
    "look-css",
    "identity-given",
    "identity-title",
    "identity-birthday",
    "identity-time_zone",
    "phones-0-number",
    "phones-TOTAL_FORMS",
    "x",
    "y",
    "width",
    "height",
    "size",
    "color",
    "page",
    "q",
    "a",
    "b",
    "next",
    "via",
    "card",
    "code",
    "do",
    "on",
    "at",
    "occurrence",
    "resource",
    "service",
    "state",
    "view",
    "date",
    "zone",
    "session",
    "start",
    "first_on",
    "last_on",
    "first_at",
    "last_at",
    "format",
    "duration_0",
    "duration_1",
    "monday",
    "time_zone",
    "holidays_country",
    "holidays_subdivision",
    "offers-0-resource",
    "offers-TOTAL_FORMS",
    "questions-0-choices",
    "questions-TOTAL_FORMS",
    "variant",
    "quantity",
    "cart",
    "delivery",
    "shown-",
    "idempotency_key",
    "postcode",
    "phone",
    "reason",
    "title",
    "category",
    "tax_rate",
    "action",
    "product",
    "percent",
    "stock",
    "variants-0-values",
    "variants-0-price",
    "variants-0-stock",
    "variants-0-sku",
    "variants-TOTAL_FORMS",
    "options-0-name",
    "options-0-values",
    "options-TOTAL_FORMS",
    "pictures-0-picture",
    "pictures-TOTAL_FORMS",
    "days-0-on",
    "days-TOTAL_FORMS",
    "text",
    "greeting",
    "currency",
    "whatsapp_number",
    "in",
    "shop",
    "hub.mode",
    "hub.verify_token",
]
values = st.sampled_from(NASTY) | st.text(max_size=20)
forms = st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=8), values)
uploads = st.binary(max_size=60).map(
    lambda content: SimpleUploadedFile("a.vcf", content)
)


def routes(resolver, prefix=""):
    """Yield the name and the parameters of each route."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            name = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from routes(entry, name)
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{prefix}{entry.name}", tuple(entry.pattern.converters)


ROUTES = dict(routes(get_resolver()))


@pytest.fixture
def alice():
    return User.objects.create_user("alice@example.com", "correct horse")


@pytest.fixture
def ids(alice):
    workspace = personal_workspace(alice)
    card = create_card(workspace, document=demo_document(), by=alice)
    want_handle(card, "alice")
    publish_card(card, by=alice)
    service = create_service(card, by=alice)
    offer = service.offers.get()
    start = clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=2)
    booking = enter_booking(
        service, offer.resource, start, Customer(name="Dana"), by=alice
    )
    block = keep_free(offer.resource, start, start + timedelta(hours=1))
    shop = open_shop(card, currency="EUR", by=alice)
    product = create_product(shop, {"title": "Jam"}, [Terms(values=(), price=450)])
    jar = (CartLine(product.variants.get().public_id, 1),)
    way = shop.deliveries.get()
    order = place_order(shop, jar, Buyer(name="Dana"), delivery=way)
    return {
        "handle": "alice",
        "product_id": product.public_id,
        "category_id": create_category(shop, "Jams").public_id,
        "delivery_id": way.public_id,
        "order_id": order.public_id,
        "service_id": service.public_id,
        "schedule_id": offer.schedule.public_id,
        "resource_id": offer.resource.public_id,
        "booking_id": booking.public_id,
        "kept_id": block.public_id,
        "block_id": "b0",
        "card_id": card.public_id,
        "public_id": card.public_id,
        "workspace_id": workspace.public_id,
        "number": "1",
    }


def address(route, chosen):
    try:
        return reverse(route, kwargs={name: chosen[name] for name in ROUTES[route]})
    except NoReverseMatch:  # a value that this route does not take
        return "/"


@pytest.mark.parametrize("route", sorted(ROUTES))
@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_nothing_that_is_sent_is_a_fault_of_ours(alice, ids, route, data):
    client = Client(raise_request_exception=False)
    if data.draw(st.booleans(), label="signed in"):
        client.force_login(alice)
    odd = {name: data.draw(values, label=name) for name in ROUTES[route]}
    known = ids if data.draw(st.booleans(), label="own things") else {}
    path = address(route, odd | known)
    fields = data.draw(forms, label="fields")

    asked = client.get(path, fields)
    sent = client.post(path, fields | {"file": data.draw(values | uploads)})

    assert asked.status_code < 500
    assert sent.status_code < 500
