"""Time that the host keeps free: listed, added, changed, given back."""

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

from meishi.appointments.access import editable_block, readable_bookings
from meishi.appointments.forms.entering import BlockForm
from meishi.appointments.models import Block, Resource
from meishi.appointments.queries.agenda import SHOWN
from meishi.appointments.services import keeping
from meishi.appointments.views.owner.calendar import zones_of
from meishi.cards.views import page
from meishi.lib import clock
from meishi.lib.idempotency.once import once
from meishi.workspaces.access import editable_workspaces, readable_workspaces

PAGE_SIZE = 50


@require_safe
def blocks(request: HttpRequest) -> HttpResponse:
    """List the time that is kept free from now on."""
    asked = {name: request.GET.get(name, "")[:40] for name in ("first_on", "resource")}
    form = BlockForm(initial=asked, resources=_resources(request))
    return _list(request, form)


@require_POST
@once
def add(request: HttpRequest) -> HttpResponse:
    """Keep time free."""
    form = BlockForm(request.POST, resources=_resources(request))
    if not form.is_valid():
        return _list(request, form, status=422)
    sent = form.cleaned_data
    made = keeping.keep_free(
        sent["resource"],
        sent["start"],
        sent["end"],
        note=sent["note"],
        by=page.person(request),
    )
    return _kept(request, made)


@require_http_methods(["GET", "HEAD", "POST"])
def block(request: HttpRequest, kept_id: str) -> HttpResponse:
    """Change time that is kept free."""
    stored = editable_block(request, kept_id)
    is_sent = request.method == "POST"
    form = BlockForm(
        request.POST if is_sent else None, resources=_resources(request), stored=stored
    )
    if not is_sent or not form.is_valid():
        context = {"kept": stored, "form": form}
        name = "appointments/owner/block.html"
        return render(request, name, context, status=422 if is_sent else 200)
    sent = form.cleaned_data
    keeping.change_block(
        stored,
        sent["resource"],
        sent["start"],
        sent["end"],
        note=sent["note"],
        by=page.person(request),
    )
    return _kept(request, stored)


@require_POST
def delete(request: HttpRequest, kept_id: str) -> HttpResponse:
    """Let the time be booked again."""
    stored = editable_block(request, kept_id)
    keeping.delete_block(stored, by=page.person(request))
    messages.success(request, _("This time can be booked again."))
    return HttpResponseRedirect(reverse("appointments:blocks"))


def _kept(request: HttpRequest, kept: Block) -> HttpResponse:
    """Say that the time is kept free, and what is booked in it all the same."""
    messages.success(request, _("This time is kept free."))
    within = readable_bookings(request).filter(
        resource=kept.resource,
        state__in=SHOWN,
        start_at__lt=kept.end_at,
        end_at__gt=kept.start_at,
    )
    if count := within.count():
        words = ngettext(
            "%(count)d booking lies in it and stays. Move or cancel it in the calendar.",
            "%(count)d bookings lie in it and stay. Move or cancel them in the calendar.",
            count,
        )
        messages.error(request, words % {"count": count})
    return HttpResponseRedirect(reverse("appointments:blocks"))


def _list(request: HttpRequest, form: BlockForm, status: int = 200) -> HttpResponse:
    workspaces = readable_workspaces(request)
    kept = Block.objects.filter(
        resource__workspace__in=workspaces, end_at__gt=clock.now()
    ).select_related("resource")
    context = {
        "page": Paginator(kept, PAGE_SIZE).get_page(request.GET.get("page")),
        "form": form,
        "zone": next(iter(zones_of(workspaces)), "UTC"),
        "may_edit": _resources(request).exists(),
    }
    name = "appointments/owner/blocks.html"
    return render(request, name, context, status=status)


def _resources(request: HttpRequest) -> QuerySet[Resource]:
    return Resource.objects.filter(workspace__in=editable_workspaces(request))
