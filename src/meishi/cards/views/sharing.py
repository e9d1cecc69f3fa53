"""What to do with a published card: its link, its QR code, its contact file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from meishi.cards.access import may_edit, readable_card
from meishi.cards.queries import current_handle
from meishi.cards.views import codes, page
from meishi.cards.views.words import conditions
from meishi.formats import qr

MEDIA_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
}


@require_safe
def share(request: HttpRequest, card_id: str) -> HttpResponse:
    """Show the published card's link, its QR code and its contact file."""
    card = readable_card(request, card_id)
    context = {
        **page.bar(card),
        "site": page.site(),
        "is_fresh": "published" in request.GET,
    }
    return render(request, "cards/share.html", context)


@require_safe
def qr_page(request: HttpRequest, card_id: str) -> HttpResponse:
    """Show the card's QR code with its score, and offer files."""
    card = readable_card(request, card_id)
    kind = _kind(request)
    text = codes.text_of(card, kind)
    context = {**page.bar(card), "kind": kind, "text": text, "site": page.site()}
    context["can_design"] = may_edit(request, card)
    if text:
        code, problem = codes.shown(card, kind, text, is_framed=True)
        matrix, proof = code.fitted.matrix, code.fitted.proof
        context |= {
            "density": qr.density(matrix),
            "smallest_mm": code.smallest_mm,
            "proof": proof,
            "conditions": conditions(proof),
            "refusal": gettext(code.refusal) if code.refusal else problem,
            "symbol": code.drawn("svg").decode(),
        }
    return render(request, "cards/qr.html", context)


@require_safe
def qr_file(request: HttpRequest, card_id: str, file_format: str) -> HttpResponse:
    """Return the QR code as a file to print or to place elsewhere."""
    card = readable_card(request, card_id)
    kind = _kind(request)
    text = codes.text_of(card, kind)
    if not text or file_format not in MEDIA_TYPES:
        raise Http404
    code, _problem = codes.shown(card, kind, text, is_framed=True)
    if code.fitted.proof.is_refused:
        raise Http404
    drawing = code.drawn(file_format, card.title)
    response = HttpResponse(drawing, content_type=MEDIA_TYPES[file_format])
    name = f"{current_handle(card) or card.public_id}-qr.{file_format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _kind(request: HttpRequest) -> str:
    kind = request.GET.get("kind", "live")
    if kind not in codes.KINDS:
        raise Http404
    return kind
