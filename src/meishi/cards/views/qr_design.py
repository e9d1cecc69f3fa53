"""How the card's QR codes look: tried on the code itself before it is kept."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meishi.cards import services
from meishi.cards.access import editable_card
from meishi.cards.errors import DraftChanged
from meishi.cards.forms.qr_design import QrDesignForm
from meishi.cards.models import Card
from meishi.cards.queries import locked_fields
from meishi.cards.views import codes, page, sent
from meishi.cards.views.words import conditions


@require_http_methods(["GET", "HEAD", "POST"])
def qr_design(request: HttpRequest, card_id: str) -> HttpResponse:
    """Show the look of the codes; try it (`do=try`), or keep it if it scans."""
    card = editable_card(request, card_id)
    form = _form(request, card)
    if request.method != "POST":
        return _show(request, card, form)
    if not form.is_valid():
        return _show(request, card, form, status=422)
    if "do" in request.POST:
        return _show(request, card, form)
    try:
        _save(request, card, form)
    except DraftChanged as error:
        card.refresh_from_db()
        problem = f"{error} {_('Save again to keep what is chosen here.')}"
        return _show(request, card, form, problem=problem, status=409)
    messages.success(request, _("The look is kept. Publish to show it to visitors."))
    return HttpResponseRedirect(reverse("cards:qr", args=[card.public_id]))


def _form(request: HttpRequest, card: Card) -> QrDesignForm:
    return QrDesignForm(
        request.POST if request.method == "POST" else None,
        stored=card.document.design.qr,
        text=codes.text_to_try(card),
        logo=codes.logo_of(card),
        is_locked="qr" in locked_fields(card.workspace, page.person(request)),
    )


def _save(request: HttpRequest, card: Card, form: QrDesignForm) -> None:
    document = card.document
    design = document.design.model_copy(update={"qr": form.value()})
    services.change_draft(
        card,
        document.model_copy(update={"design": design}),
        change=_("Change the look of the QR code"),
        expected=sent.expected_draft(request, card),
        by=page.person(request),
    )


def _show(
    request: HttpRequest,
    card: Card,
    form: QrDesignForm,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    code = form.code
    if not form.is_bound:
        text = codes.text_to_try(card)
        code = codes.shown(card, "live", text, is_framed=True).code
    context = {**page.bar(card), "form": form, "problem": problem}
    if code:
        proof = code.fitted.proof
        context |= {
            "proof": proof,
            "conditions": conditions(proof),
            "smallest_mm": code.smallest_mm,
            "symbol": code.drawn("svg").decode(),
            "refusal": code.refusal,
        }
    return render(request, "cards/qr_design.html", context, status=status)
