"""Who comes: the form that makes a held time a booking."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from meishi.appointments.access import held_booking, open_card, open_service
from meishi.appointments.errors import AlreadyBooked, HoldOver, NotBookable, SlotTaken
from meishi.appointments.forms.visitor import DetailsForm
from meishi.appointments.models import Booking, Service
from meishi.appointments.queries.openings import question_about
from meishi.appointments.queries.picker import Choice, picker
from meishi.appointments.rules.labels import time_label
from meishi.appointments.rules.states import State
from meishi.appointments.services.booking import book_held, book_slot
from meishi.appointments.services.customer import Customer
from meishi.appointments.services.links import current_token
from meishi.appointments.views.visitor.choosing import start_of, zone_of
from meishi.appointments.views.visitor.frame import frame
from meishi.appointments.views.visitor.times import times_of
from meishi.cards.models import Card
from meishi.cards.views.beside.page import (
    document_of,
    for_visitors,
    in_language_of,
    too_often,
)
from meishi.lib import clock


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@for_visitors
def details(
    request: HttpRequest, handle: str, service_id: str, token: str
) -> HttpResponse:
    """Show the form for a time that is kept, or book it."""
    card = open_card(handle)
    service = open_service(card, service_id)
    booking = held_booking(service, token)
    with in_language_of(card):
        if request.method == "POST":
            return _book(request, card, service, booking, token)
        if booking.name:
            return redirect(manage_address(booking))
        return _show(card, service, booking, _form(service, card))


def manage_address(booking: Booking) -> str:
    """Return the address of a booking for its customer."""
    secret = current_token(booking, "manage")
    return reverse("appointments:manage", kwargs={"token": secret})


def _book(
    request: HttpRequest, card: Card, service: Service, held: Booking, token: str
) -> HttpResponse:
    if refused := too_often(request, "booking_book"):
        return refused
    form = _form(service, card, request.POST)
    if not form.is_valid():
        return _show(card, service, held, form, status=422)
    zone = zone_of(request.POST.get("zone", "")) or held.customer_time_zone
    customer = form.customer(time_zone=zone, language=document_of(card).language)
    try:
        booking = _booked(request, service, held, customer, token)
    except AlreadyBooked as error:
        return _show(card, service, held, form, problem=str(error), status=422)
    except (SlotTaken, NotBookable) as error:
        problem = f"{error} {_('What you wrote is kept.')}"
        return _show(
            card, service, held, form, problem=problem, status=409, is_taken=True
        )
    return HttpResponseRedirect(manage_address(booking))


def _booked(
    request: HttpRequest,
    service: Service,
    held: Booking,
    customer: Customer,
    token: str,
) -> Booking:
    """Book what is held; where that time is over, the same or the newly chosen one."""
    start = start_of(request) or held.start_at
    if start == held.start_at:
        try:
            return book_held(held, customer)
        except HoldOver:
            pass
    key = sha256(f"{token} {start.isoformat()}".encode()).hexdigest()
    return book_slot(service, start, customer, key=key)


def _form(service: Service, card: Card, data: object = None) -> DetailsForm:
    addresses = document_of(card).identity.addresses
    country = addresses[0].country_code if addresses else ""
    return DetailsForm(data, service=service, country=country)


def _show(
    card: Card,
    service: Service,
    held: Booking,
    form: DetailsForm,
    *,
    problem: str = "",
    status: int = 200,
    is_taken: bool = False,
) -> HttpResponse:
    left = (held.expires_at or clock.now()) - clock.now()
    is_held = held.state == State.HELD and left.total_seconds() > 0
    context = {
        "service": service,
        "booking": held,
        "form": form,
        "problem": problem,
        "is_held": is_held,
        "seconds_left": max(0, int(left.total_seconds())),
        "held_until": time_label(
            held.expires_at or held.start_at,
            held.customer_time_zone,
            document_of(card).language,
        ),
        "times": times_of(held, document_of(card).language),
        "is_taken": is_taken,
        "back": held.start_at.date().isoformat(),
        "held_token": current_token(held, "manage"),
    }
    if is_taken:
        zone, language = held.customer_time_zone, document_of(card).language
        choice = Choice(zone, language, day=held.start_at.date())
        context |= picker(question_about(service), choice)
    return frame.show(card, "appointments/visitor/details.html", context, status)
