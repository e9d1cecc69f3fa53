import json
from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats import whatsapp_cloud
from meishi.formats.whatsapp_cloud import (
    BadEnvelope,
    Incoming,
    Item,
    Status,
    challenge,
    events,
    is_forward,
    is_signed,
    signature,
)

SIGNED = "sha256=0329a06b62cd16b33eb6792be8c60b158d89a2ee3a876fce9a881ebb488c0914"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda children: (
        st.lists(children, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "entry",
                    "changes",
                    "value",
                    "messages",
                    "statuses",
                    "id",
                    "order",
                    "field",
                    "object",
                    "product_items",
                    "from",
                    "timestamp",
                    "quantity",
                ]
            ),
            children,
            max_size=5,
        )
    ),
    max_leaves=20,
)


def envelope(**value):
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"phone_number_id": "7"},
    } | value
    change = {"field": "messages", "value": value}
    return json.dumps(
        {"object": "whatsapp_business_account", "entry": [{"changes": [change]}]}
    ).encode()


def test_bytes_are_signed_as_meta_signs_them():
    assert signature(b"test", "secret") == SIGNED
    assert is_signed(b"test", SIGNED, "secret")


@pytest.mark.parametrize(
    ("body", "header", "secret"),
    [
        (b"test ", SIGNED, "secret"),
        (b"test", SIGNED.removeprefix("sha256="), "secret"),
        (b"test", "", "secret"),
        (b"test", SIGNED, "other"),
        (b"test", signature(b"test", ""), ""),
        (b"test", "sha256=ä", "secret"),
    ],
)
def test_other_bytes_keys_or_headers_are_not(body, header, secret):
    assert not is_signed(body, header, secret)


def test_the_check_of_the_webhook_is_answered_to_whoever_knows_the_token():
    asked = {
        "hub.mode": "subscribe",
        "hub.verify_token": "known",
        "hub.challenge": "1158201444",
    }

    assert challenge(asked, "known") == "1158201444"
    assert challenge(asked, "other") is None
    assert challenge(asked | {"hub.mode": "x"}, "known") is None
    assert challenge({"hub.mode": "subscribe", "hub.verify_token": ""}, "") is None


def test_an_order_of_the_chats_catalogue_is_read_with_exact_numbers():
    body = envelope(
        contacts=[{"wa_id": "12025550142", "profile": {"name": "Bob"}}],
        messages=[
            {
                "from": "12025550142",
                "id": "wamid.A",
                "timestamp": "1737187200",
                "type": "order",
                "order": {
                    "catalog_id": "1",
                    "product_items": [
                        {
                            "product_retailer_id": "J-1",
                            "quantity": 3,
                            "item_price": 4.5,
                            "currency": "EUR",
                        },
                        {"product_retailer_id": "J-2", "quantity": "1.5"},
                    ],
                },
            }
        ],
    )

    assert events(body) == [
        (
            "7",
            Incoming(
                id="wamid.A",
                sender="12025550142",
                at=datetime(2025, 1, 18, 8, tzinfo=UTC),
                kind="order",
                name="Bob",
                items=(
                    Item("J-1", 3, Decimal("4.5"), "EUR"),
                    Item("J-2", 0, None, ""),
                ),
            ),
        )
    ]


def test_a_status_is_read_with_its_error():
    failed = {
        "id": "wamid.B",
        "status": "failed",
        "timestamp": "1737187200",
        "errors": [{"title": "Re-engagement message"}],
    }

    ((_number, status),) = events(envelope(statuses=[failed]))

    assert status == Status(
        "wamid.B",
        "failed",
        datetime(2025, 1, 18, 8, tzinfo=UTC),
        "Re-engagement message",
    )


def test_a_kind_that_nobody_knows_is_a_message_without_content():
    ((_number, found),) = events(
        envelope(messages=[{"id": "wamid.C", "from": "1", "type": "hologram"}])
    )

    assert (found.kind, found.text, found.items) == ("hologram", "", ())


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"object":"page"}', b"\xff"])
def test_what_is_no_notification_is_refused(body):
    with pytest.raises(BadEnvelope):
        events(body)


@given(JSON)
def test_any_json_gives_events_or_is_refused(said):
    for body in (said, {"object": "whatsapp_business_account", "entry": said}):
        with suppress(BadEnvelope):
            events(json.dumps(body).encode())


def test_statuses_only_move_forward():
    assert is_forward("sent", "read")
    assert is_forward("read", "failed")
    assert not is_forward("read", "delivered")
    assert not is_forward("failed", "read")
    assert not is_forward("sent", "sent")
    assert not is_forward("sent", "nonsense")


def test_what_is_sent_has_the_shape_of_metas_reference():
    assert whatsapp_cloud.text_message("12025550142", "Hi") == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "12025550142",
        "type": "text",
        "text": {"preview_url": False, "body": "Hi"},
    }
    sent = whatsapp_cloud.template_message("1", "new_order", "en", ("K7\nQX", "€9"))
    assert sent["template"] == {
        "name": "new_order",
        "language": {"code": "en"},
        "components": [
            {
                "type": "body",
                "parameters": [
                    {"type": "text", "text": "K7 QX"},
                    {"type": "text", "text": "€9"},
                ],
            }
        ],
    }
