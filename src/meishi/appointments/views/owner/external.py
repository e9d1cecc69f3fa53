"""Calendars elsewhere that are read and written: listed, added, changed, taken away."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from meishi.appointments.access import editable_calendar
from meishi.appointments.errors import NoLongerThere, NotWritable, PasswordNeeded
from meishi.appointments.forms.external import CalendarForm, ChangeForm
from meishi.appointments.models import Resource
from meishi.appointments.queries.external import calendars_in
from meishi.appointments.services import external
from meishi.cards.views import page
from meishi.lib.idempotency.once import once
from meishi.workspaces.access import editable_workspaces

MOST_CALENDARS = 20  # of a resource
SHOWN = ("tentative_is_busy", "is_written")


@require_safe
def calendars(request: HttpRequest) -> HttpResponse:
    """List the calendars that are read, and how that went."""
    return _list(request, CalendarForm(resources=_resources(request)))


@require_POST
@once
def add(request: HttpRequest) -> HttpResponse:
    """Have another calendar read."""
    form = CalendarForm(request.POST, resources=_resources(request))
    if form.is_valid():
        resource = form.cleaned_data["resource"]
        if resource.calendars.count() >= MOST_CALENDARS:
            form.add_error("resource", _("There are as many calendars as can be read."))
    if form.is_valid():
        try:
            external.add_calendar(**form.cleaned_data, by=page.person(request))
        except NotWritable as error:
            form.add_error("is_written", str(error))
    if not form.is_valid():
        return _list(request, form, status=422)
    messages.success(request, _("The calendar is being read."))
    return _back()


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, calendar_id: str) -> HttpResponse:
    """Change where a calendar is, who asks for it, and what for."""
    calendar = editable_calendar(request, calendar_id)
    is_sent = request.method == "POST"
    # Address, user name and password are not shown again.
    shown = {name: getattr(calendar, name) for name in SHOWN}
    form = ChangeForm(request.POST if is_sent else None, initial=shown)
    if is_sent and form.is_valid():
        try:
            person = page.person(request)
            external.change_calendar(calendar, **form.cleaned_data, by=person)
        except NotWritable as error:
            form.add_error("is_written", str(error))
        except PasswordNeeded as error:
            form.add_error("password", str(error))
    if is_sent and form.is_valid():
        messages.success(request, _("The calendar is being read."))
        return _back()
    context = {"calendar": editable_calendar(request, calendar_id), "form": form}
    name = "appointments/owner/external.html"
    return render(request, name, context, status=422 if is_sent else 200)


@require_POST
def choose(request: HttpRequest, calendar_id: str) -> HttpResponse:
    """Read one of the calendars that were found at the address."""
    calendar = editable_calendar(request, calendar_id)
    number = request.POST.get("number", "")
    chosen = int(number) if number.isdecimal() and len(number) < 4 else -1
    try:
        external.choose_calendar(calendar, chosen, by=page.person(request))
        messages.success(request, _("The calendar is being read."))
    except (NoLongerThere, NotWritable) as error:
        messages.error(request, str(error))
    return _back()


@require_POST
def remove(request: HttpRequest, calendar_id: str) -> HttpResponse:
    """Read the calendar no more."""
    calendar = editable_calendar(request, calendar_id)
    external.remove_calendar(calendar, by=page.person(request))
    messages.success(request, _("The calendar is not read any more."))
    return _back()


@require_POST
def read(request: HttpRequest, calendar_id: str) -> HttpResponse:
    """Have the calendar read now."""
    external.request_reading(editable_calendar(request, calendar_id))
    messages.success(request, _("The calendar is being read."))
    return _back()


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("appointments:calendars"))


def _list(request: HttpRequest, form: CalendarForm, status: int = 200) -> HttpResponse:
    context = {
        "calendars": calendars_in(editable_workspaces(request)),
        "form": form,
        "may_add": _resources(request).exists(),
    }
    name = "appointments/owner/calendars.html"
    return render(request, name, context, status=status)


def _resources(request: HttpRequest) -> QuerySet[Resource]:
    return Resource.objects.filter(workspace__in=editable_workspaces(request))
