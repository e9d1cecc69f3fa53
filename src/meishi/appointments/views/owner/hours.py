"""Hours: listed, made, changed, deleted; and the days that differ from them."""

from typing import Any
from zoneinfo import available_timezones

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from meishi.appointments.access import editable_schedule
from meishi.appointments.errors import NameTaken, StillInUse
from meishi.appointments.forms.hours import (
    DAYS,
    ExceptionForm,
    NewScheduleForm,
    ScheduleForm,
    StretchForm,
)
from meishi.appointments.models import Schedule
from meishi.appointments.queries.setup import (
    next_holidays,
    schedules_in,
    stretches_of,
)
from meishi.appointments.services import hours as services
from meishi.cards.models import Card
from meishi.cards.views import page
from meishi.lib import clock
from meishi.lib.idempotency.once import once
from meishi.workspaces.access import editable_workspaces
from meishi.workspaces.models import Workspace

MOST_SCHEDULES = 200  # of a workspace
PAGE_SIZE = 20


@require_safe
def schedules(request: HttpRequest) -> HttpResponse:
    """List the hours."""
    return _list(request, NewScheduleForm(workspaces=_workspaces(request)))


@require_POST
@once
def add(request: HttpRequest) -> HttpResponse:
    """Make new hours and show them."""
    form = NewScheduleForm(request.POST, workspaces=_workspaces(request))
    if not form.is_valid() or (workspace := form.chosen) is None:
        return _list(request, form, status=422)
    if workspace.booking_schedules.count() >= MOST_SCHEDULES:
        form.add_error("name", _("There are as many hours as a workspace may have."))
        return _list(request, form, status=422)
    zone, name = _zone_of(workspace), form.cleaned_data["name"]
    try:
        made = services.create_schedule(
            workspace, name=name, time_zone=zone, by=page.person(request)
        )
    except NameTaken as error:
        form.add_error("name", str(error))
        return _list(request, form, status=422)
    return HttpResponseRedirect(_address(made))


@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: HttpRequest, schedule_id: str) -> HttpResponse:
    """Show hours, and keep what was sent if it is well-formed."""
    stored = editable_schedule(request, schedule_id)
    if request.method != "POST":
        return _show(request, stored)
    do = request.POST.get("do", "")
    if do.startswith("copy:"):
        return _show(request, stored, ScheduleForm(_copied(request, do), stored=stored))
    form = ScheduleForm(request.POST, stored=stored)
    if do == "regions":
        return _show(request, stored, form)
    if not form.is_valid():
        return _show(request, stored, form, status=422)
    try:
        services.change_schedule(stored, form.terms(), by=page.person(request))
    except NameTaken as error:
        form.add_error("name", str(error))
        stored.refresh_from_db()
        return _show(request, stored, form, status=422)
    messages.success(request, _("The hours are saved."))
    return HttpResponseRedirect(_address(stored))


@require_POST
def delete(request: HttpRequest, schedule_id: str) -> HttpResponse:
    """Delete hours that nothing goes by."""
    stored = editable_schedule(request, schedule_id)
    try:
        services.delete_schedule(stored, by=page.person(request))
    except StillInUse as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(_address(stored))
    messages.success(request, _("“%(name)s” is deleted.") % {"name": stored.name})
    return HttpResponseRedirect(reverse("appointments:schedules"))


@require_POST
@once
def except_days(request: HttpRequest, schedule_id: str) -> HttpResponse:
    """Let a date, or a stretch of dates, have hours of its own."""
    stored = editable_schedule(request, schedule_id)
    form = ExceptionForm(request.POST)
    if not form.is_valid():
        return _show(request, stored, exception_form=form, status=422)
    dates, sent = form.dates(), form.cleaned_data
    services.set_exceptions(
        stored, dates, sent["hours"], note=sent["note"], by=page.person(request)
    )
    words = ngettext("%(count)d day is kept.", "%(count)d days are kept.", len(dates))
    messages.success(request, words % {"count": len(dates)})
    return HttpResponseRedirect(_address(stored) + "#exceptions")


@require_POST
def restore_days(request: HttpRequest, schedule_id: str) -> HttpResponse:
    """Let a stretch of dates be as their weekdays again."""
    stored = editable_schedule(request, schedule_id)
    form = StretchForm(request.POST)
    if form.is_valid():
        sent = form.cleaned_data
        services.remove_exceptions(
            stored, sent["first_on"], sent["last_on"], by=page.person(request)
        )
        messages.success(request, _("These days are like any other week again."))
    return HttpResponseRedirect(_address(stored) + "#exceptions")


def _list(
    request: HttpRequest, form: NewScheduleForm, status: int = 200
) -> HttpResponse:
    workspaces = editable_workspaces(request)
    context = {"schedules": schedules_in(workspaces), "form": form, "days": DAYS}
    name = "appointments/owner/schedules.html"
    return render(request, name, context, status=status)


def _show(
    request: HttpRequest,
    stored: Schedule,
    form: ScheduleForm | None = None,
    *,
    exception_form: ExceptionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    form = form or ScheduleForm(stored=stored)
    today = clock.now().date()
    stretches = Paginator(stretches_of(stored, today), PAGE_SIZE)
    country = str(form["holidays_country"].value() or "")
    region = str(form["holidays_subdivision"].value() or "")
    context: dict[str, Any] = {
        "schedule": stored,
        "form": form,
        "exception_form": exception_form or ExceptionForm(initial=_prefilled(request)),
        "page": stretches.get_page(request.GET.get("page")),
        "coming": next_holidays(country, region, today),
        "has_errors": status == 422,
    }
    name = "appointments/owner/schedule.html"
    return render(request, name, context, status=status)


def _prefilled(request: HttpRequest) -> dict[str, str]:
    """What a link to change a stretch says of it."""
    names = ("first_on", "last_on", "hours", "note")
    return {name: request.GET.get(name, "")[:200] for name in names}


def _copied(request: HttpRequest, do: str) -> Any:
    """What was sent, with one day's hours in the days that `do` names as well."""
    data = request.POST.copy()
    _copy, day, _to = [*do.split(":"), "", ""][:3]
    if day in DAYS:
        others = DAYS[:5] if _to == "weekdays" else DAYS
        for other in others:
            data[other] = data.get(day, "")
    return data


def _workspaces(request: HttpRequest) -> QuerySet[Workspace]:
    return editable_workspaces(request).order_by("pk")


def _zone_of(workspace: Workspace) -> str:
    """The time zone that new hours have at first: that of hours or cards there."""
    first = workspace.booking_schedules.first()
    if first is not None:
        return first.time_zone
    card = Card.objects.filter(workspace=workspace).order_by("pk").first()
    zone = card.document.identity.time_zone if card else ""
    return zone if zone in available_timezones() else "UTC"


def _address(stored: Schedule) -> str:
    return reverse("appointments:schedule", args=[stored.public_id])
