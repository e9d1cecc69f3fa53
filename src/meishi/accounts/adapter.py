"""What allauth asks of us."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from meishi.accounts.services import greet


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # untyped library
    """Sign-up only where it is open, links only to ourselves, a greeting at sign-in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say whether strangers may make an account."""
        return bool(settings.SIGNUP_OPEN)

    def post_login(self, request: HttpRequest, user: Any, **about: Any) -> HttpResponse:
        """Greet them, then go on."""
        greet(request, user)
        response: HttpResponse = super().post_login(request, user, **about)
        return response

    def send_mail(self, template_prefix: str, email: str, context: Any) -> None:
        """Send a mail whose links lead to our own address.

        They are made from the Host header, which anybody can send.
        """
        super().send_mail(template_prefix, email, self._with_our_address(context))

    def _with_our_address(self, context: dict[str, Any]) -> dict[str, Any]:
        request = context.get("request") or self.request
        said = request.build_absolute_uri("/") if request else ""
        ours = f"{settings.SITE_URL}/"
        changed = {
            name: ours + value.removeprefix(said)
            for name, value in context.items()
            if said and isinstance(value, str) and value.startswith(said)
        }
        site = SimpleNamespace(name="Meishi", domain=settings.SITE.netloc)
        return {**context, **changed, "current_site": site}


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # untyped library
    """Keep secrets of second factors so that the database alone opens no account."""

    def get_totp_issuer(self) -> str:
        """Return what authenticator apps show beside the code."""
        return f"Meishi at {settings.SITE.netloc}"

    def encrypt(self, text: str) -> str:
        """Return the secret as it is stored, under the installation's key."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret. Raises InvalidToken under another key."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> Fernet:
    key = sha256(f"second factor {settings.SECRET_KEY}".encode()).digest()
    return Fernet(urlsafe_b64encode(key))
