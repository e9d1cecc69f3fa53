"""On which devices somebody is notified."""

import json
from importlib.resources import files
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meishi.lib.push.errors import BadSubscription, TooManyDevices
from meishi.lib.push.message import Notification, public_key
from meishi.lib.push.models import Subscription
from meishi.lib.push.services import notify, subscribe

LONGEST = 10_000  # bytes of what a browser sends
# By whose push service it is reached a device can be told apart.
SERVICES = {
    "googleapis.com": "Chrome, Edge or Android",
    "mozilla.com": "Firefox",
    "apple.com": "Safari",
    "windows.com": "Edge",
}


@require_safe
@login_required
def notifications(request: HttpRequest) -> HttpResponse:
    """List the devices, and offer to add this one."""
    devices = Subscription.objects.filter(user=request.user.pk)
    context = {
        "devices": [(device, _name_of(device)) for device in devices],
        "key": public_key(),
    }
    return render(request, "accounts/notifications.html", context)


@require_POST
@login_required
def add(request: HttpRequest) -> HttpResponse:
    """Notify on the device that asks: its PushSubscription as JSON."""
    try:
        said = json.loads(request.body[:LONGEST])
        subscribe(request.user, said)
    except (ValueError, BadSubscription) as error:
        words = str(error) if isinstance(error, BadSubscription) else ""
        return JsonResponse({"message": words}, status=422)
    except TooManyDevices as error:
        return JsonResponse({"message": str(error)}, status=409)
    return JsonResponse({}, status=201)


@require_POST
@login_required
def remove(request: HttpRequest, device_id: str) -> HttpResponse:
    """Notify on that device no more."""
    mine = Subscription.objects.filter(user=request.user.pk)
    get_object_or_404(mine, public_id=device_id).delete()
    messages.success(request, _("That device is notified no more."))
    return redirect("notifications")


@require_POST
@login_required
def try_out(request: HttpRequest) -> HttpResponse:
    """Send a notification to all devices."""
    words = _("Notifications arrive on this device.")
    url = reverse("notifications")
    notify(request.user, Notification("Meishi", words, url, tag="try"))
    messages.success(request, _("A notification is on its way."))
    return redirect("notifications")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Give the service worker that shows notifications."""
    code = (files("meishi.accounts") / "notifications.js").read_text("utf-8")
    return HttpResponse(code, content_type="text/javascript; charset=utf-8")


def _name_of(device: Subscription) -> str:
    host = urlsplit(device.endpoint).hostname or ""
    known = (name for ending, name in SERVICES.items() if host.endswith(ending))
    return next(known, host)
