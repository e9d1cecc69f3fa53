"""What allauth asks of us."""

from types import SimpleNamespace
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
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
