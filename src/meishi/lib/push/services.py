"""Who is notified, and notifying them: through the outbox, in the caller's transaction."""

from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from django.db import transaction
from django.tasks import task
from django.utils.translation import gettext as _

from meishi.lib.outgoing.client import send
from meishi.lib.push.errors import BadSubscription, NotDelivered, TooManyDevices
from meishi.lib.push.message import (
    POINT,
    SECRET,
    Notification,
    decoded,
    encrypted,
    headers_for,
)
from meishi.lib.push.models import Subscription

MOST_DEVICES = 20
LONGEST_ENDPOINT = 1000  # characters
GONE = (401, 403, 404, 410)  # the last two by RFC 8030; the others are for other keys


@transaction.atomic
def subscribe(user: Any, said: Any) -> Subscription:
    """Notify the user on a device from now on; `said` is its PushSubscription as JSON.

    The same device again is the same. Raises BadSubscription or TooManyDevices.
    """
    endpoint, p256dh, auth = _read(said)
    digest = sha256(endpoint.encode()).hexdigest()
    mine = Subscription.objects.filter(user=user).exclude(digest=digest)
    if mine.count() >= MOST_DEVICES:
        raise TooManyDevices(_("That are too many devices. Remove one first."))
    values = {"user": user, "endpoint": endpoint, "p256dh": p256dh, "auth": auth}
    found, _is_new = Subscription.objects.update_or_create(
        digest=digest, defaults=values
    )
    return found


def notify(user: Any, notification: Notification) -> None:
    """Notify the user on all devices, once the transaction commits."""
    for subscription in Subscription.objects.filter(user=user):
        payload = notification.payload().decode()
        send_push.enqueue(subscription.pk, payload, notification.tag)


@task
def send_push(subscription_pk: int, payload: str, tag: str) -> None:
    """Send a message to a device; forget a device that is gone.

    Raises NotDelivered where that is to be tried again, or OutgoingError.
    """
    device = Subscription.objects.filter(pk=subscription_pk).first()
    if device is None:
        return
    body = encrypted(payload.encode(), p256dh=device.p256dh, auth=device.auth)
    headers = headers_for(device.endpoint, topic=tag)
    answer = send("POST", device.endpoint, headers=headers, body=body)
    if answer.status in GONE:
        device.delete()
    elif not 200 <= answer.status < 300:
        raise NotDelivered(f"the push service answered {answer.status}")


def _read(said: Any) -> tuple[str, str, str]:
    try:
        endpoint, keys = said["endpoint"], said["keys"]
        p256dh, auth = keys["p256dh"], keys["auth"]
        point = decoded(p256dh, POINT)
        decoded(auth, SECRET)
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadSubscription(
            _("This browser sent nothing that can be used.")
        ) from error
    is_text = (
        isinstance(endpoint, str) and endpoint.isascii() and endpoint.isprintable()
    )
    if (
        not is_text
        or not endpoint.startswith(("https://", "http://"))
        or len(endpoint) > LONGEST_ENDPOINT
    ):
        raise BadSubscription(_("This browser sent nothing that can be used."))
    return endpoint, p256dh, auth
