"""A booking, and what the host does with it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from meishi.appointments.access import editable_booking, readable_booking
from meishi.appointments.errors import AlreadyDone, NotPossibleNow, SlotTaken
from meishi.appointments.forms.deciding import HostNoteForm, ReasonForm
from meishi.appointments.forms.entering import MoveForm
from meishi.appointments.models import Booking, BookingEvent
from meishi.appointments.queries.against import reasons_against
from meishi.appointments.queries.agenda import is_ahead
from meishi.appointments.rules.states import State
from meishi.appointments.services import changing
from meishi.appointments.services.keeping import set_host_note
from meishi.cards.views import page
from meishi.lib import clock
from meishi.lib.errors import MeishiError
from meishi.workspaces.access import editable_workspaces

By = BookingEvent.By


@require_safe
def booking(request: HttpRequest, booking_id: str) -> HttpResponse:
    """Show all there is to know about a booking."""
    return _show(request, readable_booking(request, booking_id))


@require_POST
def confirm(request: HttpRequest, booking_id: str) -> HttpResponse:
    """Accept a booking that waits."""
    found = editable_booking(request, booking_id)
    done = _("%(name)s is confirmed.") % {"name": found.name}
    return _done(
        request,
        found,
        lambda: changing.confirm_booking(found, by=page.person(request)),
        done,
    )


@require_POST
def decline(request: HttpRequest, booking_id: str) -> HttpResponse:
    """Refuse a booking that waits."""
    found = editable_booking(request, booking_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, found, decline_form=form, status=422)
    reason, person = form.cleaned_data["reason"], page.person(request)
    done = _("%(name)s is declined, and the time is free again.") % {"name": found.name}
    return _done(
        request,
        found,
        lambda: changing.decline_booking(found, reason=reason, by=person),
        done,
    )


@require_POST
def cancel(request: HttpRequest, booking_id: str) -> HttpResponse:
    """Cancel a booking."""
    found = editable_booking(request, booking_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, found, cancel_form=form, status=422)
    reason, person = form.cleaned_data["reason"], page.person(request)
    done = _("%(name)s is cancelled, and the time is free again.") % {
        "name": found.name
    }
    return _done(
        request,
        found,
        lambda: changing.cancel_booking(found, reason=reason, by=By.HOST, user=person),
        done,
    )


@require_POST
def mark(request: HttpRequest, booking_id: str) -> HttpResponse:
    """Note whether somebody came (`came=1`) or not."""
    found = editable_booking(request, booking_id)
    came = request.POST.get("came", "") == "1"
    state = State.COMPLETED if came else State.NO_SHOW
    return _done(
        request,
        found,
        lambda: changing.mark_booking(found, state, by=page.person(request)),
        _("That is noted."),
    )


@require_POST
def note(request: HttpRequest, booking_id: str) -> HttpResponse:
    """Keep what the host notes for themselves."""
    found = editable_booking(request, booking_id)
    form = HostNoteForm(request.POST)
    if not form.is_valid():
        return _show(request, found, note_form=form, status=422)
    set_host_note(found, form.cleaned_data["host_note"], by=page.person(request))
    messages.success(request, _("Your note is saved."))
    return HttpResponseRedirect(address(found))


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, booking_id: str) -> HttpResponse:
    """Ask for another time, and move the booking there."""
    found = editable_booking(request, booking_id)
    if found.service is None or not is_ahead(found):
        messages.error(request, _("This booking cannot be moved any more."))
        return HttpResponseRedirect(address(found))
    if request.method != "POST":
        start = found.start_at.astimezone(zone_info(found))
        initial = {"on": start.date(), "at": start.time()}
        initial["resource"] = found.resource.public_id
        return _ask(request, found, MoveForm(initial=initial, service=found.service))
    form = MoveForm(request.POST, service=found.service)
    if not form.is_valid():
        return _ask(request, found, form, status=422)
    start, resource = form.cleaned_data["start"], form.cleaned_data["resource"]
    form.warnings = reasons_against(found.service, resource, start)
    if form.warnings and not form.cleaned_data["is_agreed"]:
        return _ask(request, found, form, status=422)
    try:
        changing.move_booking(
            found, start, resource=resource, by=By.HOST, user=page.person(request)
        )
    except SlotTaken as error:
        form.add_error("at", str(error))
        return _ask(request, found, form, status=409)
    except (AlreadyDone, NotPossibleNow) as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(address(found))
    messages.success(request, _("The booking is moved."))
    return HttpResponseRedirect(address(found))


@require_POST
def drop(request: HttpRequest, booking_id: str) -> JsonResponse:
    """Move a booking to the instant `start`, as it was dragged there."""
    found = editable_booking(request, booking_id)
    start = _instant(request.POST.get("start", ""))
    if start is None:
        return JsonResponse({"message": _("This is no time.")}, status=422)
    try:
        changing.move_booking(found, start, by=By.HOST, user=page.person(request))
    except MeishiError as error:
        return JsonResponse({"message": str(error)}, status=409)
    assert found.service is not None  # noqa: S101 (or it would not have moved)
    against = reasons_against(found.service, found.resource, start)
    return JsonResponse({"message": " ".join([_("Moved."), *against])})


def address(found: Booking) -> str:
    """Return where a booking is shown."""
    return reverse("appointments:booking", args=[found.public_id])


def zone_info(found: Booking) -> ZoneInfo:
    """Return the host's zone."""
    return ZoneInfo(found.time_zone)


def _done(
    request: HttpRequest, found: Booking, change: Callable[[], None], done: str
) -> HttpResponse:
    """Change a booking, say what came of it, and go back where it was asked."""
    try:
        change()
        messages.success(request, done)
    except MeishiError as error:
        messages.error(request, str(error))
    back = request.POST.get("next", "")[:2000]
    is_ours = url_has_allowed_host_and_scheme(
        back, {request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(back if is_ours else address(found))


def _show(
    request: HttpRequest,
    found: Booking,
    *,
    decline_form: ReasonForm | None = None,
    cancel_form: ReasonForm | None = None,
    note_form: HostNoteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    may_edit = editable_workspaces(request).filter(pk=found.workspace_id).exists()
    has_begun = found.start_at <= clock.now()
    was_live = found.state in (State.CONFIRMED, State.COMPLETED, State.NO_SHOW)
    context: dict[str, Any] = {
        "booking": found,
        "events": found.events.select_related("user"),
        "may_edit": may_edit,
        "is_pending": found.state == State.PENDING and not has_begun,
        "is_ahead": is_ahead(found),
        "is_markable": has_begun and was_live,
        "decline_form": decline_form or ReasonForm(auto_id="decline_%s"),
        "cancel_form": cancel_form or ReasonForm(auto_id="cancel_%s"),
        "note_form": note_form or HostNoteForm(initial={"host_note": found.host_note}),
        "has_error": status != 200,
    }
    name = "appointments/owner/booking.html"
    return render(request, name, context, status=status)


def _ask(
    request: HttpRequest, found: Booking, form: MoveForm, status: int = 200
) -> HttpResponse:
    context = {"booking": found, "form": form}
    name = "appointments/owner/booking_move.html"
    return render(request, name, context, status=status)


def _instant(text: str) -> datetime | None:
    """Return the instant that is written so (ISO 8601 with an offset)."""
    try:
        found = parse_datetime(text[:40])
    except ValueError:  # a date that no calendar has
        return None
    if found is None or found.tzinfo is None or not 1970 < found.year < 2200:
        return None
    return found.astimezone(UTC)
