"""The page where owners subscribe to their bookings."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from meishi.appointments.forms.feed import FeedForm, label
from meishi.appointments.models import CalendarFeed
from meishi.appointments.services.feeds import end_feed, feed_token, renew_feed
from meishi.cards.views import page
from meishi.workspaces.access import editable_workspaces


@require_safe
@never_cache
def feeds(request: HttpRequest) -> HttpResponse:
    """Show the secret addresses of calendars, and how to subscribe to them."""
    return _page(request, FeedForm(workspaces=editable_workspaces(request)))


@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """Make an address, or a new one that ends the old."""
    form = FeedForm(request.POST, workspaces=editable_workspaces(request))
    if not form.is_valid():
        return _page(request, form, status=422)
    renew_feed(*form.chosen, by=page.person(request))
    messages.success(request, _("This is the address. Keep it to yourself."))
    return HttpResponseRedirect(reverse("appointments:feeds"))


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End an address: calendars that have it get nothing any more."""
    form = FeedForm(request.POST, workspaces=editable_workspaces(request))
    if not form.is_valid():
        return _page(request, form, status=422)
    end_feed(*form.chosen, by=page.person(request))
    messages.success(request, _("The address has ended."))
    return HttpResponseRedirect(reverse("appointments:feeds"))


def _page(request: HttpRequest, form: FeedForm, status: int = 200) -> HttpResponse:
    made = [
        {"name": label(whose), "key": whose.key, "address": _address(whose.feed)}
        for whose in form.choices
        if whose.feed
    ]
    context = {"has_more": form.offer_new_ones(), "form": form, "feeds": made}
    return render(request, "appointments/owner/feeds.html", context, status=status)


def _address(feed: CalendarFeed) -> dict[str, str]:
    path = reverse("appointments:feed", args=[feed_token(feed)])
    http = f"{settings.SITE_URL}{path}"
    return {"http": http, "webcal": f"webcal://{http.partition('://')[2]}"}
