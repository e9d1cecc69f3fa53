"""Which mail server, from its address in the settings."""

from typing import Any
from urllib.parse import unquote, urlsplit

TIMEOUT = 20  # seconds for each answer of the server


def mailers(url: str) -> dict[str, dict[str, Any]]:
    """Return Django's MAILERS: all mails go to the outbox, from there to `url`."""
    outbox = {"BACKEND": "meishi.lib.mail.backend.OutboxEmailBackend"}
    if not url:
        return {"default": outbox}
    return {"default": outbox, "delivery": smtp(url)}


def smtp(url: str) -> dict[str, Any]:
    """Return the mailer for `smtp://`, `smtps://` (TLS) or `smtp+tls://` (STARTTLS)."""
    parts = urlsplit(url)
    options: dict[str, Any] = {
        "host": parts.hostname or "localhost",
        "port": parts.port,
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
        "use_tls": parts.scheme == "smtp+tls",
        "timeout": TIMEOUT,
    }
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": options,
    }
