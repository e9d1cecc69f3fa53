"""Bookings that the host enters, for somebody who called."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meishi.appointments.access import editable_services
from meishi.appointments.errors import AlreadyBooked, SlotTaken
from meishi.appointments.forms.entering import EnterForm
from meishi.appointments.models import Booking, Service
from meishi.appointments.queries.against import reasons_against
from meishi.appointments.services.booking import enter_booking
from meishi.appointments.views.owner.bookings import address
from meishi.cards.views import page
from meishi.lib.idempotency.once import FIELD, once


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Ask what is booked; there may be only one thing."""
    services = list(editable_services(request).order_by("card", "position", "pk")[:200])
    context = {"services": services, "query": request.GET.urlencode()}
    return render(request, "appointments/owner/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def enter(request: HttpRequest, service_id: str) -> HttpResponse:
    """Ask who comes and when, and book it."""
    service = get_object_or_404(editable_services(request), public_id=service_id)
    if request.method != "POST":
        asked = {
            name: request.GET.get(name, "")[:40] for name in ("on", "at", "resource")
        }
        return _ask(request, service, EnterForm(initial=asked, service=service))
    form = EnterForm(request.POST, service=service)
    if not form.is_valid():
        return _ask(request, service, form, status=422)
    start, resource = form.cleaned_data["start"], form.cleaned_data["resource"]
    form.warnings = reasons_against(service, resource, start)
    if form.warnings and not form.cleaned_data["is_agreed"]:
        return _ask(request, service, form, status=422)
    try:
        made = _entered(request, service, form)
    except (SlotTaken, AlreadyBooked) as error:
        form.add_error("at", str(error))
        return _ask(request, service, form, status=409)
    messages.success(request, _("%(name)s is booked.") % {"name": made.name})
    return HttpResponseRedirect(address(made))


def _entered(request: HttpRequest, service: Service, form: EnterForm) -> Booking:
    by = page.person(request)
    return enter_booking(
        service,
        form.cleaned_data["resource"],
        form.cleaned_data["start"],
        form.customer(service.card.document.language),
        by=by,
        key=request.POST.get(FIELD, "")[:64],
    )


def _ask(
    request: HttpRequest, service: Service, form: EnterForm, status: int = 200
) -> HttpResponse:
    context = {"service": service, "form": form}
    name = "appointments/owner/enter.html"
    return render(request, name, context, status=status)
