"""Who can be booked: listed, added, renamed, switched off."""

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

from meishi.appointments.access import editable_resource
from meishi.appointments.errors import NameTaken
from meishi.appointments.forms.hours import NewResourceForm, ResourceForm
from meishi.appointments.models import Resource
from meishi.appointments.queries.setup import resources_in
from meishi.appointments.services import hours as services
from meishi.cards.views import page
from meishi.lib.idempotency.once import once
from meishi.workspaces.access import editable_workspaces
from meishi.workspaces.models import Workspace

MOST_RESOURCES = 500  # of a workspace


@require_safe
def resources(request: HttpRequest) -> HttpResponse:
    """List who and what can be booked."""
    return _list(request, NewResourceForm(workspaces=_workspaces(request)))


@require_POST
@once
def add(request: HttpRequest) -> HttpResponse:
    """Add somebody, or something, that can be booked."""
    form = NewResourceForm(request.POST, workspaces=_workspaces(request))
    if not form.is_valid() or (workspace := form.chosen) is None:
        return _list(request, form, status=422)
    if workspace.booking_resources.count() >= MOST_RESOURCES:
        form.add_error("name", _("There are as many as a workspace may have."))
        return _list(request, form, status=422)
    name = form.cleaned_data["name"]
    try:
        services.create_resource(workspace, name=name, by=page.person(request))
    except NameTaken as error:
        form.add_error("name", str(error))
        return _list(request, form, status=422)
    messages.success(request, _("“%(name)s” is added.") % {"name": name})
    return HttpResponseRedirect(reverse("appointments:resources"))


@require_http_methods(["GET", "HEAD", "POST"])
def resource(request: HttpRequest, resource_id: str) -> HttpResponse:
    """Rename it, or let it take new bookings or none."""
    stored = editable_resource(request, resource_id)
    initial = {"name": stored.name, "is_active": stored.is_active}
    is_sent = request.method == "POST"
    form = ResourceForm(request.POST if is_sent else None, initial=initial)
    if is_sent and form.is_valid() and _changed(request, stored, form):
        messages.success(request, _("“%(name)s” is saved.") % {"name": stored.name})
        return HttpResponseRedirect(reverse("appointments:resources"))
    context = {"resource": stored, "form": form}
    name = "appointments/owner/resource.html"
    return render(request, name, context, status=422 if is_sent else 200)


def _changed(request: HttpRequest, stored: Resource, form: ResourceForm) -> bool:
    try:
        services.change_resource(stored, **form.cleaned_data, by=page.person(request))
    except NameTaken as error:
        form.add_error("name", str(error))
        return False
    return True


def _list(
    request: HttpRequest, form: NewResourceForm, status: int = 200
) -> HttpResponse:
    context = {"resources": resources_in(editable_workspaces(request)), "form": form}
    name = "appointments/owner/resources.html"
    return render(request, name, context, status=status)


def _workspaces(request: HttpRequest) -> QuerySet[Workspace]:
    return editable_workspaces(request).order_by("pk")
