"""Around every request: where it really came from, and a number to find it by."""

from ipaddress import ip_address
from secrets import token_hex

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.deprecation import MiddlewareMixin


class ClientAddress(MiddlewareMixin):
    """Put the visitor's own address into REMOTE_ADDR, for rate limits.

    Each of our proxies appends the address it saw to X-Forwarded-For, so with n of
    them the n-th entry from the end is the visitor; those before it are anybody's
    invention.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Set REMOTE_ADDR where trusted proxies say what it is."""
        count = settings.TRUSTED_PROXIES
        hops = request.headers.get("X-Forwarded-For", "").split(",")
        if count and len(hops) >= count and _is_address(hops[-count]):
            request.META["REMOTE_ADDR"] = hops[-count].strip()


class RequestNumber(MiddlewareMixin):
    """Give each request a number: in its log lines, its answer, its error page."""

    def process_request(self, request: HttpRequest) -> None:
        """Choose the number and note it for the log."""
        number = token_hex(6)
        request.META["MEISHI_REQUEST_NUMBER"] = number
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=number)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Send the number along."""
        response["X-Request-ID"] = number_of(request)
        return response


def number_of(request: HttpRequest) -> str:
    """Return the number by which this request is found in the log."""
    return str(request.META.get("MEISHI_REQUEST_NUMBER", ""))


def _is_address(text: str) -> bool:
    try:
        ip_address(text.strip())
    except ValueError:
        return False
    return True
