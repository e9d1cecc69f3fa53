"""A booking as its customer sees it: looking changes nothing, buttons do."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from meishi.appointments.access import managed_booking
from meishi.appointments.errors import AlreadyDone, NotPossibleNow, SlotTaken
from meishi.appointments.forms.visitor import ReasonForm
from meishi.appointments.models import Booking, BookingEvent, Service
from meishi.appointments.rules.states import State
from meishi.appointments.services import meeting
from meishi.appointments.services.changing import cancel_booking, move_booking
from meishi.appointments.views.visitor.choosing import choice_of, start_of
from meishi.appointments.views.visitor.frame import frame
from meishi.appointments.views.visitor.picker import show_picker
from meishi.appointments.views.visitor.times import calendar_links, times_of
from meishi.cards.models import Card
from meishi.cards.views.beside.page import (
    document_of,
    for_visitors,
    in_language_of,
)
from meishi.lib import clock

BY = BookingEvent.By.CUSTOMER


@require_safe
@for_visitors
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """Show the booking."""
    booking = managed_booking(token)
    with in_language_of(booking.card):
        return show_booking(booking, token)


@require_safe
@for_visitors
def calendar_file(request: HttpRequest, token: str) -> HttpResponse:
    """Give the booking as a file for calendars."""
    booking = managed_booking(token)
    if booking.state != State.CONFIRMED:
        raise Http404
    response = HttpResponse(
        meeting.calendar_file(booking), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="booking.ics"'
    return response


@require_POST
@for_visitors
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Cancel it."""
    booking = managed_booking(token)
    form = ReasonForm(request.POST)
    with in_language_of(booking.card):
        if not form.is_valid():
            return show_booking(booking, token, form=form, status=422)
        try:
            cancel_booking(booking, reason=form.cleaned_data["reason"], by=BY)
        except AlreadyDone as error:
            return show_booking(booking, token, problem=str(error))
        except NotPossibleNow as error:
            return show_booking(booking, token, problem=str(error), status=409)
    return HttpResponseRedirect(_address(token))


@require_http_methods(["GET", "HEAD", "POST"])
@for_visitors
def move(request: HttpRequest, token: str) -> HttpResponse:
    """Show where it could move, or move it."""
    booking = managed_booking(token)
    card = booking.card
    with in_language_of(card):
        if card is None or booking.service is None or not may_change(booking):
            problem = _("This booking cannot be changed any more.")
            return show_booking(booking, token, problem=problem, status=409)
        if request.method != "POST":
            return show_picker(request, card, booking.service, booking=booking)
        return _move(request, card, booking.service, booking, token)


def show_booking(
    booking: Booking,
    token: str,
    *,
    problem: str = "",
    status: int = 200,
    form: ReasonForm | None = None,
) -> HttpResponse:
    """Return the page of the booking."""
    card = booking.card
    context = {
        "booking": booking,
        "token": token,
        "problem": problem,
        "form": form or ReasonForm(),
        "may_change": may_change(booking),
        "is_over": booking.start_at <= clock.now(),
        "times": times_of(booking, document_of(card).language),
        "reason": _reason(booking),
        "calendars": calendar_links(booking),
    }
    return frame.show(card, "appointments/visitor/booking.html", context, status)


def may_change(booking: Booking) -> bool:
    """Whether there is still something to cancel or move."""
    is_live = booking.state in (State.PENDING, State.CONFIRMED)
    return is_live and booking.start_at > clock.now()


def _move(
    request: HttpRequest, card: Card, service: Service, booking: Booking, token: str
) -> HttpResponse:
    start = start_of(request)
    choice = choice_of(request, service, document_of(card).language)
    try:
        if start is None:
            raise SlotTaken(_("Choose one of the times that are free."))
        move_booking(booking, start, resource=choice.resource, by=BY)
    except AlreadyDone:
        pass
    except SlotTaken as error:
        return show_picker(
            request,
            card,
            service,
            problem=str(error),
            status=409,
            booking=booking,
        )
    except NotPossibleNow as error:
        return show_booking(booking, token, problem=str(error), status=409)
    return HttpResponseRedirect(_address(token))


def _reason(booking: Booking) -> str:
    ended = booking.events.filter(kind__in=("declined", "cancelled")).last()
    return str(ended.detail.get("reason", "")) if ended else ""


def _address(token: str) -> str:
    return reverse("appointments:manage", kwargs={"token": token})
