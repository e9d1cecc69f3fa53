"""A message for one browser: encrypted for it alone, signed as ours."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict, dataclass
from functools import lru_cache
from time import time
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02

from meishi.formats.vcard.text import clean

KEPT = 24 * 3600  # seconds that a push service keeps it for a device that is off
SIGNED_FOR = 12 * 3600  # seconds; RFC 8292 allows a day
LONGEST = {"title": 100, "body": 300, "url": 1000, "tag": 32}  # characters
POINT = 65  # bytes of an uncompressed point of P-256
SECRET = 16  # bytes


@dataclass(frozen=True)
class Notification:
    """What is shown. `url` is a path of this installation that a press opens; of those
    with the same `tag` the newest replaces the others."""

    title: str
    body: str
    url: str
    tag: str = ""

    def payload(self) -> bytes:
        """Return it as the service worker reads it."""
        bounded = {
            name: " ".join(clean(text).split())[: LONGEST[name]]
            for name, text in asdict(self).items()
        }
        return json.dumps(bounded, ensure_ascii=False).encode()


def encrypted(payload: bytes, *, p256dh: str, auth: str) -> bytes:
    """Return the message as only that browser can read it (RFC 8291, aes128gcm).

    Raises ValueError where the keys are none.
    """
    own = ec.generate_private_key(ec.SECP256R1())
    content: bytes = http_ece.encrypt(
        payload,
        private_key=own,
        dh=decoded(p256dh, POINT),
        auth_secret=decoded(auth, SECRET),
        version="aes128gcm",
    )
    return content


def headers_for(endpoint: str, *, topic: str = "") -> dict[str, str]:
    """Return the headers of a message to that endpoint, signed as ours (RFC 8292)."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(time()) + SIGNED_FOR,
        "sub": settings.SITE_URL
        if settings.SITE_URL.startswith("https:")
        else "mailto:postmaster@localhost.localdomain",
    }
    signed: dict[str, str] = Vapid02(_key(settings.SECRET_KEY)).sign(claims)
    more = {"Topic": topic} if topic else {}
    return (
        signed
        | more
        | {
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(KEPT),
            "Urgency": "high",
        }
    )


def public_key() -> str:
    """Return the key by which browsers know our messages, in base64url."""
    public = _key(settings.SECRET_KEY).public_key()
    point = public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).rstrip(b"=").decode()


def decoded(text: str, length: int) -> bytes:
    """Return so many bytes from base64url. Raises ValueError."""
    if not text.isascii():
        raise ValueError("not base64url")
    content = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if len(content) != length:
        raise ValueError("wrong length")
    return content


@lru_cache(maxsize=2)
def _key(secret: str) -> ec.EllipticCurvePrivateKey:
    """The signing key comes from the installation's secret: there is no other to keep.

    48 bytes, of which the remainder by the order of the group is as good as uniform
    (NIST SP 800-56A, 5.6.1.2.1).
    """
    curve = ec.SECP256R1()
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    hkdf = HKDF(algorithm=SHA256(), length=48, salt=None, info=b"meishi vapid")
    number = int.from_bytes(hkdf.derive(secret.encode()))
    return ec.derive_private_key(number % (order - 1) + 1, curve)
