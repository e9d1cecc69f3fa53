"""The host's link in a mail: looking at a request changes nothing, buttons do."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from meishi.appointments.access import decided_booking
from meishi.appointments.errors import AlreadyDone, NotPossibleNow
from meishi.appointments.forms.visitor import ReasonForm
from meishi.appointments.models import Booking
from meishi.appointments.rules.states import State
from meishi.appointments.services.changing import confirm_booking, decline_booking
from meishi.appointments.views.visitor.frame import frame
from meishi.appointments.views.visitor.times import times_of
from meishi.cards.views.beside.page import (
    document_of,
    for_visitors,
    in_language_of,
)
from meishi.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
@for_visitors
def decide(request: HttpRequest, token: str) -> HttpResponse:
    """Show what was asked for, or answer it: `answer` is confirm or decline."""
    booking = decided_booking(token)
    with in_language_of(booking.card):
        if request.method == "POST":
            return _answered(request, booking, token)
        return _show(booking, token)


def _answered(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show(booking, token, form=form, status=422)
    try:
        if request.POST.get("answer") == "confirm":
            confirm_booking(booking)
        elif request.POST.get("answer") == "decline":
            decline_booking(booking, reason=form.cleaned_data["reason"])
    except AlreadyDone as error:
        return _show(booking, token, problem=str(error))
    except NotPossibleNow as error:
        return _show(booking, token, problem=str(error), status=409)
    address = reverse("appointments:decide", kwargs={"token": token})
    return HttpResponseRedirect(address)


def _show(
    booking: Booking,
    token: str,
    *,
    problem: str = "",
    status: int = 200,
    form: ReasonForm | None = None,
) -> HttpResponse:
    is_late = booking.expires_at is not None and booking.expires_at <= clock.now()
    context = {
        "booking": booking,
        "token": token,
        "problem": problem,
        "form": form or ReasonForm(),
        "is_waiting": booking.state == State.PENDING and not is_late,
        "times": times_of(booking, document_of(booking.card).language),
    }
    return frame.show(booking.card, "appointments/visitor/decide.html", context, status)
