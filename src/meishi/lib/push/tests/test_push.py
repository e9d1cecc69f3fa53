import hashlib
import hmac
import json
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from meishi.accounts.models import User
from meishi.lib.push.errors import BadSubscription, NotDelivered, TooManyDevices
from meishi.lib.push.message import Notification, public_key
from meishi.lib.push.models import Subscription
from meishi.lib.push.services import notify, send_push, subscribe

HELLO = Notification("New order", "K7QX3F · €9.00", "/orders/abc/", tag="abc")

# Of that secret: devices know us by it, so it may never change.
KEY = (
    "BIWTtlF3LqD9g3IjHaj18iUA_PdXo_uS8KZquhpJ9aBr"
    "q2QMI73fHP8rX_LPn0IyAqjGNkkW-9zYTXOuPzjJX14"
)


def b64(content):
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def unb64(text):
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Browser:
    """The receiving end, by RFC 8291 and RFC 8188, with nothing of ours."""

    def __init__(self, endpoint):
        self.endpoint, self.auth = endpoint, b"0123456789abcdef"
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.public = self.private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )

    def subscription(self):
        keys = {"p256dh": b64(self.public), "auth": b64(self.auth)}
        return {"endpoint": self.endpoint, "keys": keys}

    def read(self, body):
        salt, length = body[:16], body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = self.private.exchange(ec.ECDH(), theirs)
        info = b"WebPush: info\x00" + self.public + sender
        secret = hkdf(self.auth, shared, info, 32)
        key = hkdf(salt, secret, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = hkdf(salt, secret, b"Content-Encoding: nonce\x00", 12)
        plain = AESGCM(key).decrypt(nonce, sealed, None)
        return json.loads(plain.rstrip(b"\x00")[:-1])


def hkdf(salt, content, info, length):
    key = hmac.digest(salt, content, "sha256")
    return hmac.digest(key, info + b"\x01", hashlib.sha256)[:length]


@pytest.fixture
def service(settings):
    """A push service on this machine: keeps what it gets, answers as it is told."""
    settings.OUTGOING_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    got = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append((dict(self.headers), body))
            self.send_response(server.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.status, server.got = 201, got
    settings.OUTGOING_PORTS = None
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()


@pytest.fixture
def alice(db):
    return User.objects.create_user("alice@example.com", "correct horse battery")


@pytest.fixture
def browser(service):
    return Browser(f"http://127.0.0.1:{service.server_port}/push/abc")


def deliver(alice, notification=HELLO):
    for device in Subscription.objects.filter(user=alice):
        send_push.func(device.pk, notification.payload().decode(), notification.tag)


def test_a_message_is_read_by_that_browser_alone(alice, browser, service):
    subscribe(alice, browser.subscription())

    deliver(alice)

    ((headers, body),) = service.got
    assert browser.read(body) == {
        "title": "New order",
        "body": "K7QX3F · €9.00",
        "url": "/orders/abc/",
        "tag": "abc",
    }
    assert headers["Content-Encoding"] == "aes128gcm"
    assert headers["Topic"] == "abc"
    assert int(headers["TTL"]) > 0
    assert b"K7QX3F" not in body


def test_a_message_is_signed_as_ours_for_that_service(alice, browser, service):
    subscribe(alice, browser.subscription())
    deliver(alice)

    scheme, _space, parts = service.got[0][0]["Authorization"].partition(" ")
    said = dict(part.split("=", 1) for part in parts.split(","))
    head, claims, signature = said["t"].split(".")
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unb64(said["k"]))
    raw = unb64(signature)
    der = utils.encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    key.verify(der, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))
    told = json.loads(unb64(claims))
    assert scheme == "vapid"
    assert said["k"] == public_key()
    assert told["aud"] == f"http://127.0.0.1:{service.server_port}"
    assert told["sub"].startswith(("mailto:", "https:"))


@pytest.mark.parametrize("status", [404, 410, 403])
def test_a_device_that_is_gone_is_forgotten(alice, browser, service, status):
    subscribe(alice, browser.subscription())
    service.status = status

    deliver(alice)

    assert not Subscription.objects.exists()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_a_service_does_not_take_is_tried_again(alice, browser, service, status):
    subscribe(alice, browser.subscription())
    service.status = status

    with pytest.raises(NotDelivered):
        deliver(alice)

    assert Subscription.objects.count() == 1


def test_the_same_installation_keeps_its_key(settings):
    settings.SECRET_KEY = "a secret that stays"

    assert public_key() == KEY
    settings.SECRET_KEY = "another"
    assert public_key() != KEY


def test_notifying_is_in_the_outbox_once_for_each_device(alice, browser):
    from meishi.lib.outbox.models import Job

    subscribe(alice, browser.subscription())
    subscribe(alice, browser.subscription())
    subscribe(alice, Browser(f"{browser.endpoint}/2").subscription())

    notify(alice, HELLO)

    assert Job.objects.filter(task__contains="send_push").count() == 2


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        "x",
        {},
        {"endpoint": "https://example.com/"},
        {"endpoint": "https://example.com/", "keys": {"p256dh": "x", "auth": "y"}},
        {"endpoint": "https://example.com/", "keys": {"p256dh": "ä", "auth": None}},
        {"endpoint": "https://example.com/", "keys": {"p256dh": b64(b"\x04" * 65),
         "auth": b64(b"0" * 16)}},
        {"endpoint": "https://a\0b/", "keys": Browser("").subscription()["keys"]},
        {"endpoint": "file:///etc/passwd", "keys": Browser("").subscription()["keys"]},
        {"endpoint": "https://" + "x" * 2000, "keys": Browser("").subscription()["keys"]},
    ],
)  # fmt: skip
def test_what_is_no_subscription_is_refused(alice, said):
    with pytest.raises(BadSubscription):
        subscribe(alice, said)


def test_somebody_has_a_bounded_number_of_devices(alice):
    for number in range(20):
        subscribe(alice, Browser(f"https://example.com/{number}").subscription())

    with pytest.raises(TooManyDevices):
        subscribe(alice, Browser("https://example.com/21").subscription())


def test_a_private_address_is_never_asked(alice, settings):
    settings.OUTGOING_ALLOWED_NETWORKS = []
    subscribe(alice, Browser("http://127.0.0.1:9/push").subscription())

    with pytest.raises(Exception, match="127"):
        deliver(alice)


@given(st.text(), st.text(), st.text())
def test_a_payload_fits_what_push_services_take(title, body, url):
    payload = Notification(title, body, url).payload()

    assert len(payload) <= 3993
    assert set(json.loads(payload)) == {"title", "body", "url", "tag"}
