import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from meishi.formats import whatsapp_cloud
from meishi.formats.tests.test_whatsapp_cloud import envelope
from meishi.lib.outbox.worker import run_waiting_jobs
from meishi.shop.models import CloudConnection, CloudMessage, Order
from meishi.shop.services.cloud.connecting import connect
from meishi.shop.services.cloud.sending import NotSent, send_message
from meishi.shop.services.customer import Customer
from meishi.shop.services.placing import place_order
from meishi.shop.tests.conftest import cart_of
from meishi.shop.tests.graph import graph

pytestmark = pytest.mark.django_db(transaction=True)
BOB = "12025550142"
TERMS = {
    "phone_number_id": "7",
    "token": "a-token",
    "secret": "a-secret",
    "notify_number": "12025550123",
    "template": "new_order",
    "template_language": "en",
    "is_active": True,
}


@pytest.fixture
def platform(settings):
    with graph("a-token") as server:
        settings.WHATSAPP_CLOUD_URL = f"http://127.0.0.1:{server.server_port}/v23.0"
        settings.OUTGOING_ALLOWED_NETWORKS = ["127.0.0.0/8"]
        settings.OUTGOING_PORTS = None
        yield server


@pytest.fixture
def connection(shop, platform):
    return connect(shop, TERMS)


@pytest.fixture
def hook(connection):
    """Send bytes to the webhook, signed as Meta signs them."""

    def hook(body, signature=None):
        signed = whatsapp_cloud.signature(body, "a-secret")
        return Client(enforce_csrf_checks=True).post(
            f"/shop/cloud/{connection.public_id}/",
            body,
            content_type="application/json",
            headers={"X-Hub-Signature-256": signed if signature is None else signature},
        )

    return hook


def ordered(*items, wamid="wamid.in"):
    lines = [
        {
            "product_retailer_id": sku,
            "quantity": quantity,
            "item_price": price,
            "currency": "EUR",
        }
        for sku, quantity, price in items
    ]
    return envelope(
        contacts=[{"wa_id": BOB, "profile": {"name": "Bob"}}],
        messages=[
            {
                "from": BOB,
                "id": wamid,
                "timestamp": str(int(timezone.now().timestamp())),
                "type": "order",
                "order": {"product_items": lines},
            }
        ],
    )


def wrote(sender=BOB, wamid="wamid.text"):
    at = str(int(timezone.now().timestamp()))
    text = {"id": wamid, "from": sender, "type": "text", "timestamp": at}
    return envelope(messages=[text | {"text": {"body": "Hello"}}])


def test_metas_check_is_answered(connection):
    address = f"/shop/cloud/{connection.public_id}/"
    asked = {
        "hub.mode": "subscribe",
        "hub.verify_token": connection.verify_token,
        "hub.challenge": "42",
    }

    assert Client().get(address, asked).content == b"42"
    wrong = asked | {"hub.verify_token": "x"}
    assert Client().get(address, wrong).status_code == 403


@pytest.mark.parametrize("signature", ["", "sha256=0", "x"])
def test_what_is_not_signed_is_refused(hook, sell, signature):
    sell(sku="J-1")

    assert hook(ordered(("J-1", 1, 4.5)), signature).status_code == 403
    run_waiting_jobs()
    assert not Order.objects.exists()


def test_what_is_signed_and_no_notification_is_refused(hook):
    assert hook(b"{}").status_code == 400


def test_an_order_in_the_chat_is_priced_by_our_catalogue(hook, sell, platform):
    sell("Jam", 450, sku="J-1", stock=5)

    assert hook(ordered(("J-1", 2, 4.5))).status_code == 200
    assert not Order.objects.exists()  # answered at once, worked on later
    run_waiting_jobs()

    order = Order.objects.get()
    assert (order.total, order.source, order.name) == (900, "chat", "Bob")
    assert order.phone == f"+{BOB}"
    assert order.mismatch == []
    to_bob = next(body for body in platform.sent if body["to"] == BOB)
    assert order.code in to_bob["text"]["body"]
    assert "/order/" in to_bob["text"]["body"]


def test_another_price_in_the_chat_is_flagged_and_ours_counts(hook, sell):
    sell("Jam", 450, sku="J-1")

    hook(ordered(("J-1", 1, 1.0), ("gone", 1, 9.0)))
    run_waiting_jobs()

    order = Order.objects.get()
    assert order.total == 450
    assert order.mismatch == [
        "Jam: 1.0 EUR in the chat, 4.50 EUR here",
        "1 × gone: ?",
    ]


def test_the_same_message_twice_orders_and_answers_once(hook, sell, platform):
    sell("Jam", 450, sku="J-1", stock=5)

    for _round in range(2):
        hook(ordered(("J-1", 2, 4.5)))
        run_waiting_jobs()

    assert Order.objects.count() == 1
    assert CloudMessage.objects.filter(is_incoming=True).count() == 1
    assert len([body for body in platform.sent if body["to"] == BOB]) == 1


def test_what_is_sold_out_is_said_in_the_chat(hook, sell, platform):
    sell("Jam", 450, sku="J-1", stock=1)

    hook(ordered(("J-1", 2, 4.5)))
    run_waiting_jobs()

    assert not Order.objects.exists()
    (body,) = platform.sent
    assert "not enough left" in body["text"]["body"]


def test_statuses_only_move_forward(hook, connection):
    message = CloudMessage.objects.create(
        connection=connection,
        wamid="wamid.out",
        is_incoming=False,
        peer=BOB,
        kind="text",
        status="sent",
        at=timezone.now(),
    )
    for status in ("read", "delivered"):
        told = {"id": "wamid.out", "status": status, "timestamp": "1737187200"}
        hook(envelope(statuses=[told]))
    run_waiting_jobs()

    message.refresh_from_db()
    assert message.status == "read"


def test_another_number_of_the_same_app_is_none_of_ours(hook, sell, connection):
    sell("Jam", 450, sku="J-1")
    CloudConnection.objects.update(phone_number_id="8")

    hook(ordered(("J-1", 2, 4.5)))
    run_waiting_jobs()

    assert not Order.objects.exists()


@pytest.fixture
def order(shop, pickup, sell):
    def order():
        return place_order(shop, cart_of(sell()), Customer("Bob"), delivery=pickup)

    return order


def test_a_new_order_is_told_by_template_outside_the_window(
    connection, order, platform
):
    placed = order()
    run_waiting_jobs()

    (body,) = platform.sent
    assert (body["to"], body["type"]) == ("12025550123", "template")
    parameters = body["template"]["components"][0]["parameters"]
    assert parameters[0]["text"] == placed.code


def test_and_in_words_within_it(connection, order, platform, hook, clock):
    hook(wrote("12025550123"))
    run_waiting_jobs()
    order()
    run_waiting_jobs()
    assert platform.sent[-1]["type"] == "text"

    clock.shift(timedelta(hours=24, minutes=1))
    order()
    run_waiting_jobs()
    assert platform.sent[-1]["type"] == "template"


def test_without_a_template_nothing_is_sent_outside_the_window(
    shop, connection, order, platform
):
    connect(shop, TERMS | {"template": ""})

    order()
    run_waiting_jobs()

    assert platform.sent == []


def test_a_refusal_is_shown_and_not_tried_again(shop, connection, order, platform):
    connect(shop, TERMS | {"token": "expired"})

    order()
    run_waiting_jobs()

    connection.refresh_from_db()
    assert connection.problem == "400: Invalid OAuth access token"
    assert platform.sent == []


def test_a_platform_that_is_down_is_asked_again(connection, platform):
    platform.status = 503
    body = whatsapp_cloud.text_message(BOB, "Hi")

    with pytest.raises(NotSent):
        send_message.func(connection.pk, body, None)

    platform.status = 200
    send_message.func(connection.pk, body, None)
    assert CloudMessage.objects.get().wamid == "wamid.1"


def test_secrets_are_sealed_and_never_shown(shop, connection, card, alice):
    owner = Client()
    owner.force_login(alice)
    page = f"/cards/{card.public_id}/shop/settings/cloud/"

    html = owner.get(page).content.decode()
    assert "a-token" not in html + connection.token
    assert "a-secret" not in html + connection.secret
    assert connection.verify_token in html

    sent = TERMS | {"token": "", "secret": "", "is_active": "on"}
    sent["phone_number_id"] = "71234"
    assert owner.post(page, sent).status_code == 302
    after = CloudConnection.objects.get()
    assert (after.token, after.secret) == (connection.token, connection.secret)
    owner.post(page, {"do": "disconnect"})
    assert not CloudConnection.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"phone_number_id": "x"}, "digits alone"),
        ({"token": ""}, "required"),
        ({"notify_number": "12"}, "with its country"),
        ({"template": "New order"}, "valid value"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(shop, card, alice, change, words):
    owner = Client()
    owner.force_login(alice)
    sent = TERMS | {"is_active": "on", "phone_number_id": "71234"} | change

    response = owner.post(f"/cards/{card.public_id}/shop/settings/cloud/", sent)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not CloudConnection.objects.exists()


def test_a_notification_that_is_too_long_is_refused(hook):
    assert hook(b"x" * 1_000_001).status_code == 413


def test_what_json_cannot_be_is_no_error_inside(hook, sell):
    sell("Jam", 450, sku="J-1")
    body = json.loads(ordered(("J-1", 1, 4.5)))
    body["entry"][0]["changes"][0]["value"]["contacts"][0]["profile"]["name"] = "B\x00b"

    assert hook(json.dumps(body).encode()).status_code == 200
    run_waiting_jobs()
    assert Order.objects.get().name == "Bb"
