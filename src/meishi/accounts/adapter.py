"""What allauth asks of us."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from meishi.accounts.services import greet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # untyped library
    """Sign-up only where it is open, links only to ourselves, a greeting at sign-in."""

    error_messages: "ClassVar[dict[str, StrOrPromise]]" = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Whoever runs this installation closed this account."),
        "email_password_mismatch": _("Address and password do not belong together."),
        "email_taken": _("This address has an account already. Sign in instead."),
        "duplicate_email": _("This is your address already."),
        "enter_current_password": _("This is not your password so far."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _(
            "This was tried too often. Wait a few minutes, or choose a new password."
        ),
        "unverified_primary_email": _("Confirm your address first."),
    }

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

    error_messages: "ClassVar[dict[str, StrOrPromise]]" = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This is not the code that the app shows now."),
        "unverified_email": _("Confirm your address first."),
        "add_email_blocked": _("Turn off the second factor to change your address."),
    }

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
