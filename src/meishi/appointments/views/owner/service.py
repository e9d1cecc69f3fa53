"""The terms of a service."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meishi.appointments.access import editable_service
from meishi.appointments.forms.questions import question_rows, questions_in
from meishi.appointments.forms.service import ServiceForm, check_offers, offer_rows
from meishi.appointments.models import Service
from meishi.appointments.rules.questions import to_json
from meishi.appointments.services.offering import change_service
from meishi.cards.access import editable_card
from meishi.cards.forms.items import rearranged
from meishi.cards.models import Card
from meishi.cards.views import page


@require_http_methods(["GET", "HEAD", "POST"])
def service(request: HttpRequest, card_id: str, service_id: str) -> HttpResponse:
    """Show the terms, and keep what was sent if it is well-formed."""
    card = editable_card(request, card_id)
    stored = editable_service(request, card, service_id)
    if request.method != "POST":
        return _show(request, card, stored, ServiceForm(stored=stored), _lists(stored))
    data: QueryDict = request.POST
    if "do" in data:
        for rows in _lists(stored, data).values():
            data = rearranged(data, rows, request.POST["do"])
        form = ServiceForm(data, stored=stored)
        return _show(request, card, stored, form, _lists(stored, data))
    form, lists = ServiceForm(data, stored=stored), _lists(stored, data)
    problems = _problems(lists)
    if not form.is_valid() or problems:
        return _show(request, card, stored, form, lists, problems, status=422)
    offers = [(row["resource"], row["schedule"]) for row in lists["offers"].values()]
    questions = to_json(questions_in(lists["questions"], stored))
    terms = {**form.cleaned_data, "questions": questions}
    change_service(stored, terms, offers, by=page.person(request))
    messages.success(request, _("The terms are saved."))
    return HttpResponseRedirect(reverse("appointments:services", args=[card.public_id]))


def _lists(stored: Service, data: Any = None) -> dict[str, Any]:
    return {
        "offers": offer_rows(stored, data),
        "questions": question_rows(stored, data),
    }


def _problems(lists: dict[str, Any]) -> dict[str, list[str]]:
    """Return what is wrong with each list, by its name."""
    found: dict[str, list[str]] = {
        name: [] for name, rows in lists.items() if not rows.is_valid()
    }
    if "offers" not in found and (problems := check_offers(lists["offers"])):
        found["offers"] = problems
    return found


def _show(
    request: HttpRequest,
    card: Card,
    stored: Service,
    form: ServiceForm,
    lists: dict[str, Any],
    problems: dict[str, list[str]] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        **page.bar(card),
        **lists,
        "service": stored,
        "form": form,
        "problems": problems or {},
        "has_errors": status == 422,
        "is_asking": request.POST.get("do", "").startswith("questions:"),
    }
    name = "appointments/owner/service.html"
    return render(request, name, context, status=status)
