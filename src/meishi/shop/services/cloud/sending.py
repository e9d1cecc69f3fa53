"""Sending by the platform: through the outbox, free text only while that is allowed."""

import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.tasks import task

from meishi.formats import money, whatsapp_cloud
from meishi.lib import clock
from meishi.lib.outgoing.client import Answer, send
from meishi.lib.sealing import unsealed
from meishi.shop.models import CloudConnection, CloudMessage, Order
from meishi.shop.services.links import order_address

PURPOSE = "shop cloud"
WINDOW = timedelta(hours=24)  # since the other side last wrote
REFUSALS = range(400, 429)


class NotSent(Exception):
    """The platform did not take the message now; it is tried again."""


def tell_of_order(connection: CloudConnection, order: Order, to: str) -> None:
    """Tell somebody of an order: in words while they may be written to, else by the
    template that Meta approved, else not at all."""
    total = money.show(order.total, order.currency, order.language)
    facts = (order.code, total, order_address(order))
    if may_write_to(connection, to):
        body = whatsapp_cloud.text_message(to, "\n".join(facts))
    elif connection.template:
        body = whatsapp_cloud.template_message(
            to, connection.template, connection.template_language, facts
        )
    else:
        return
    send_message.enqueue(connection.pk, body, order.pk)


def write_to(
    connection: CloudConnection, to: str, text: str, order: Order | None
) -> None:
    """Send a text to somebody who wrote within the last 24 hours, else nothing."""
    if may_write_to(connection, to):
        body = whatsapp_cloud.text_message(to, text)
        send_message.enqueue(connection.pk, body, order.pk if order else None)


def may_write_to(connection: CloudConnection, peer: str) -> bool:
    """Say whether free text is allowed: within 24 hours of their last message."""
    since = clock.now() - WINDOW
    theirs = connection.messages.filter(is_incoming=True, peer=peer)
    return theirs.filter(at__gt=since).exists()


@task
def send_message(
    connection_pk: int, body: dict[str, Any], order_pk: int | None
) -> None:
    """Send a message. What the platform refuses is noted, and not tried again.

    Raises NotSent, or OutgoingError.
    """
    found = CloudConnection.objects.filter(pk=connection_pk, is_active=True)
    connection = found.first()
    if connection is None:
        return
    answer = _asked(connection, body)
    if answer.status in REFUSALS:
        problem = _problem(answer)
        CloudConnection.objects.filter(pk=connection.pk).update(problem=problem)
        return
    if answer.status != 200:
        raise NotSent(f"the platform answered {answer.status}")
    (message,) = json.loads(answer.body)["messages"]
    CloudConnection.objects.filter(pk=connection.pk).update(problem="")
    CloudMessage.objects.get_or_create(
        connection=connection,
        wamid=message["id"],
        defaults={
            "is_incoming": False,
            "peer": body["to"],
            "kind": body["type"],
            "status": message.get("message_status", "accepted"),
            "order_id": order_pk,
            "at": clock.now(),
        },
    )


def _asked(connection: CloudConnection, body: dict[str, Any]) -> Answer:
    token = unsealed(connection.token, purpose=PURPOSE)
    return send(
        "POST",
        f"{settings.WHATSAPP_CLOUD_URL}/{connection.phone_number_id}/messages",
        headers={
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
        },
        body=json.dumps(body).encode(),
    )


def _problem(answer: Answer) -> str:
    try:
        said = json.loads(answer.body)["error"]["message"]
    except (ValueError, KeyError, TypeError):
        said = ""
    return f"{answer.status}: {said}"[:300]
