"""Saving the identity; undo and redo of whatever was changed."""

from functools import partial

from babel.core import get_global
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meishi.cards import services
from meishi.cards.access import editable_card
from meishi.cards.document import Identity
from meishi.cards.errors import DraftChanged, NothingToUndo
from meishi.cards.forms.identity import IdentityForm
from meishi.cards.forms.items import rearranged
from meishi.cards.models import Card
from meishi.cards.views import page, saving, sent
from meishi.cards.views.words import field_label
from meishi.formats import phone


@require_safe
def editor(request: HttpRequest, card_id: str) -> HttpResponse:
    """Show the editor, with the block that `?block=` names opened."""
    card = editable_card(request, card_id)
    return page.show(request, card, open_block=request.GET.get("block", ""))


@require_POST
def save_identity(request: HttpRequest, card_id: str) -> HttpResponse:
    """Keep all parts that are well-formed, and say what is wrong with the others."""
    card = editable_card(request, card_id)
    form, problems = _sent_form(request, card)
    show = partial(page.show, request, card, identity=form)
    try:
        card = _saved(request, card, form)
    except DraftChanged as error:
        return saving.conflict(request, card, error, show)
    if "do" in request.POST:
        return page.show(request, card, identity=form)
    return saving.answered(request, card, form, problems, show, anchor="identity")


@require_POST
def step(request: HttpRequest, card_id: str, direction: str) -> HttpResponse:
    """Undo or redo one change of the draft; the block that is open stays so."""
    card = editable_card(request, card_id)
    service = services.undo if direction == "undo" else services.redo
    try:
        service(card, by=page.person(request))
    except NothingToUndo as error:
        messages.info(request, str(error))
    origin = request.POST.get("from")
    if origin in ("design", "css"):
        address = reverse(f"cards:{origin}", args=[card.public_id])
        return HttpResponseRedirect(address)
    open_block = request.POST.get("open", "")[:16]
    query = {"block": open_block} if open_block else {}
    return HttpResponseRedirect(saving.editor_address(card, **query))


@require_safe
def guess_country(request: HttpRequest) -> HttpResponse:
    """Say in which country a device with that time zone (`?zone=`) most likely is."""
    country = get_global("zone_territories").get(request.GET.get("zone", ""), "")
    known = country if country in phone.calling_codes() else ""
    return JsonResponse({"country": known or sent.likely_country(request)})


def _sent_form(request: HttpRequest, card: Card) -> tuple[IdentityForm, dict[str, str]]:
    data, problems = sent.with_uploads(request, card)
    stored = card.document.identity
    form = IdentityForm(data, stored=stored, country=_country_in(request))
    if "do" in data:
        for rows in form.lists.values():
            data = rearranged(data, rows, request.POST["do"])
        form = IdentityForm(data, stored=stored, country=_country_in(request))
    for name, text in problems.items():
        field = name.removeprefix(f"{form.prefix}-")
        if field in form.fields:
            form.add_error(field, text)
    return form, problems


def _country_in(request: HttpRequest) -> str:
    """The country that was chosen last in the form, for rows that are added."""
    chosen = [
        value
        for name, value in request.POST.items()
        if name.endswith(("-country", "-country_code")) and value
    ]
    known = chosen[-1] if chosen else ""
    return known if known in phone.calling_codes() else sent.likely_country(request)


def _saved(request: HttpRequest, card: Card, form: IdentityForm) -> Card:
    identity = form.value()
    document = card.document.model_copy(update={"identity": identity})
    return services.change_draft(
        card,
        document,
        change=_("Edit %(what)s") % {"what": _what(form.stored, identity)},
        expected=sent.expected_draft(request, card),
        by=page.person(request),
    )


def _what(before: Identity, after: Identity) -> str:
    changed = (
        field_label(name)
        for name in type(after).model_fields
        if getattr(before, name) != getattr(after, name)
    )
    return ", ".join(changed)
