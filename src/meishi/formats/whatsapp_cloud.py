"""Messages of the WhatsApp Business Platform (Cloud API): what its webhook brings, and
what is sent by it.

The shapes are those of Meta's reference: "Webhooks: messages" and "Messages".
"""

import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Any

PREFIX = "sha256="
LONGEST_TEXT = 4096  # characters
# Statuses only move forward; a failure is the end.
ORDER_OF_STATUSES = ("accepted", "sent", "delivered", "read", "failed")
LATEST = datetime(9999, 1, 1, tzinfo=UTC).timestamp()


class BadEnvelope(ValueError):
    """The bytes are no notification of the platform."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of an order from the chat's catalogue. `sku` is Meta's
    `product_retailer_id`."""

    sku: str
    quantity: int
    price: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message of a customer. `kind` is Meta's type; `items` are those of an order.

    `sender` has digits only, `name` is how they call themselves.
    """

    id: str
    sender: str
    at: datetime
    kind: str
    name: str = ""
    text: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """How far a message of ours has come."""

    id: str
    status: str
    at: datetime
    error: str = ""


type Event = Incoming | Status


def challenge(query: Mapping[str, str], verify_token: str) -> str | None:
    """Return what a GET of the webhook is answered, None where it has no such token."""
    given = query.get("hub.verify_token", "")
    is_ours = hmac.compare_digest(given.encode(), verify_token.encode())
    if query.get("hub.mode") != "subscribe" or not is_ours or not verify_token:
        return None
    return query.get("hub.challenge", "")


def signature(body: bytes, secret: str) -> str:
    """Return what `X-Hub-Signature-256` is for these bytes."""
    return PREFIX + hmac.new(secret.encode(), body, sha256).hexdigest()


def is_signed(body: bytes, header: str, secret: str) -> bool:
    """Say whether the header signs these very bytes; takes the same time for all."""
    return bool(secret) and hmac.compare_digest(
        header.encode(), signature(body, secret).encode()
    )


def events(body: bytes) -> list[tuple[str, Event]]:
    """Return what a notification brings, each with the `phone_number_id` it is for.

    Kinds that nobody knows are messages without content. Raises BadEnvelope.
    """
    try:
        said = json.loads(body)
    except ValueError as error:
        raise BadEnvelope from error
    if not isinstance(said, dict) or said.get("object") != "whatsapp_business_account":
        raise BadEnvelope
    return [found for value in _values(said) for found in _events(value)]


def is_forward(before: str, after: str) -> bool:
    """Say whether a message may come from one status into the other."""
    known = ORDER_OF_STATUSES
    if after not in known or before == "failed":
        return False
    return before not in known or known.index(after) > known.index(before)


def text_message(to: str, text: str) -> dict[str, Any]:
    """Return the body that sends a text; links in it show no preview."""
    return _message(to) | {
        "type": "text",
        "text": {"preview_url": False, "body": text[:LONGEST_TEXT]},
    }


def template_message(
    to: str, name: str, language: str, parameters: tuple[str, ...]
) -> dict[str, Any]:
    """Return the body that sends an approved template, its body filled in.

    Parameters have no line breaks and no wide gaps: the platform refuses them.
    """
    filled = [
        {"type": "text", "text": " ".join(parameter.split())}
        for parameter in parameters
    ]
    components = [{"type": "body", "parameters": filled}] if filled else []
    template = {
        "name": name,
        "language": {"code": language},
        "components": components,
    }
    return _message(to) | {"type": "template", "template": template}


def _message(to: str) -> dict[str, Any]:
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": to,
    }


def _values(said: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for entry in _dicts(said.get("entry")):
        for change in _dicts(entry.get("changes")):
            value = change.get("value")
            if change.get("field") == "messages" and isinstance(value, dict):
                yield value


def _events(value: dict[str, Any]) -> Iterator[tuple[str, Event]]:
    number = _text(_dict(value.get("metadata")).get("phone_number_id"))
    names = {
        _text(contact.get("wa_id")): _text(_dict(contact.get("profile")).get("name"))
        for contact in _dicts(value.get("contacts"))
    }
    for message in _dicts(value.get("messages")):
        if message.get("id"):
            yield number, _incoming(message, names)
    for status in _dicts(value.get("statuses")):
        if status.get("id"):
            yield number, _status(status)


def _incoming(message: dict[str, Any], names: dict[str, str]) -> Incoming:
    sender = "".join(c for c in _text(message.get("from")) if c.isdigit())[:20]
    items = _dicts(_dict(message.get("order")).get("product_items"))
    return Incoming(
        id=_text(message["id"])[:128],
        sender=sender,
        at=_at(message.get("timestamp")),
        kind=_text(message.get("type"))[:20],
        name=names.get(sender, ""),
        text=_text(_dict(message.get("text")).get("body"))[:LONGEST_TEXT],
        items=tuple(_item(item) for item in items),
    )


def _item(item: dict[str, Any]) -> Item:
    quantity = _number(item.get("quantity"))
    is_whole = quantity is not None and quantity == int(quantity)
    return Item(
        sku=_text(item.get("product_retailer_id"))[:64],
        quantity=int(quantity) if quantity is not None and is_whole else 0,
        price=_number(item.get("item_price")),
        currency=_text(item.get("currency"))[:3],
    )


def _status(status: dict[str, Any]) -> Status:
    errors = _dicts(status.get("errors"))
    return Status(
        id=_text(status["id"])[:128],
        status=_text(status.get("status"))[:20],
        at=_at(status.get("timestamp")),
        error=_text(errors[0].get("title"))[:200] if errors else "",
    )


def _at(timestamp: Any) -> datetime:
    seconds = _number(timestamp) or Decimal(0)
    return datetime.fromtimestamp(min(max(0, float(seconds)), LATEST), UTC)


def _number(value: Any) -> Decimal | None:
    """Numbers come as JSON numbers or as text; never as a float to us."""
    try:
        number = Decimal(str(value)) if isinstance(value, int | float | str) else None
    except InvalidOperation:
        return None
    is_usable = number is not None and number.is_finite() and abs(number) < 10**15
    return number if is_usable else None


def _text(value: Any) -> str:
    text = value if isinstance(value, str) else ""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: Any) -> list[dict[str, Any]]:
    return (
        [one for one in value if isinstance(one, dict)]
        if isinstance(value, list)
        else []
    )
