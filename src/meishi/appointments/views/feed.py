"""The calendar that an owner's own programs read."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from meishi.appointments.access import open_feed
from meishi.appointments.queries.feed import bookings_of, version_of
from meishi.appointments.services.meeting import for_host
from meishi.formats import ical
from meishi.lib import clock
from meishi.lib.rates.limit import is_too_often

HEADERS = {
    # Kept by whoever subscribed, and by nobody in between.
    "Cache-Control": "private, no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
OF_ONE, FROM_ONE, STRETCH = 60, 600, timedelta(minutes=10)


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """Give the bookings that the secret address is for, or say they are the same."""
    if _is_too_often(request, token):
        return HttpResponse(status=429, headers={"Retry-After": "600"})
    found = open_feed(token)
    bookings = bookings_of(found, clock.now())
    etag = quote_etag(version_of(found, bookings))
    headers = HEADERS | {"ETag": etag}
    if unchanged := get_conditional_response(request, etag=etag):
        for name, value in headers.items():
            unchanged[name] = value
        return unchanged
    name = found.resource.name if found.resource else found.workspace.name or "Meishi"
    appointments = map(for_host, bookings.iterator(chunk_size=500))
    body = b"".join(ical.publish(appointments, name=name))
    return HttpResponse(
        body, content_type="text/calendar; charset=utf-8", headers=headers
    )


def _is_too_often(request: HttpRequest, token: str) -> bool:
    """Count both who is asked for and who asks; services ask for many from one place."""
    asking = request.META.get("REMOTE_ADDR", "")
    return is_too_often(
        "booking feed", token, most=OF_ONE, per=STRETCH
    ) or is_too_often("booking feeds", asking, most=FROM_ONE, per=STRETCH)
