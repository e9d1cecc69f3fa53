"""What to do with a published card: its link, its QR code, its contact file."""

from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meishi.cards.access import readable_card
from meishi.cards.document.to_contact import contact_of
from meishi.cards.models import Card
from meishi.cards.queries import current_handle
from meishi.cards.views import page
from meishi.formats import qr
from meishi.formats.offline import Flavour

MEDIA_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
}
# MeCard takes fewer modules than vCard, and not every phone reads all of it.
FLAVOURS: dict[str, Flavour] = {"offline": "vcard", "small": "mecard"}
KINDS = ("live", *FLAVOURS)
PROOF_SECONDS = 30 * 24 * 3600


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
    """Show the card's QR code with its density and grade, and offer files."""
    card = readable_card(request, card_id)
    kind = _kind(request)
    text = _text(card, kind)
    context = {**page.bar(card), "kind": kind, "text": text, "site": page.site()}
    if text:
        matrix = qr.matrix(text)
        context |= {
            "density": qr.density(matrix),
            "smallest_mm": qr.smallest_print_mm(matrix),
            "proof": proof_of(text),
            "symbol": qr.svg(matrix).decode(),
        }
    return render(request, "cards/qr.html", context)


@require_safe
def qr_file(request: HttpRequest, card_id: str, file_format: str) -> HttpResponse:
    """Return the QR code as a file to print or to place elsewhere."""
    card = readable_card(request, card_id)
    text = _text(card, _kind(request))
    if not text or file_format not in MEDIA_TYPES or proof_of(text).is_refused:
        raise Http404
    matrix = qr.matrix(text)
    drawn = {
        "svg": lambda: qr.svg(matrix),
        "png": lambda: qr.png(matrix, module_px=24),
        "pdf": lambda: qr.pdf(matrix, title=card.title),
    }
    response = HttpResponse(drawn[file_format](), content_type=MEDIA_TYPES[file_format])
    name = f"{current_handle(card) or card.public_id}-qr.{file_format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def proof_of(text: str) -> qr.Proof:
    """Return what decoders say about the code, remembered since it is slow to ask."""
    key = f"qr-proof:{sha256(text.encode()).hexdigest()}"
    proof: qr.Proof | None = cache.get(key)
    if proof is None:
        proof = qr.prove(qr.png(qr.matrix(text)), text)
        cache.set(key, proof, PROOF_SECONDS)
    return proof


def _kind(request: HttpRequest) -> str:
    kind = request.GET.get("kind", "live")
    if kind not in KINDS:
        raise Http404
    return kind


def _text(card: Card, kind: str) -> str:
    """What is encoded: the scan link, or the contact; "" before there is one."""
    if flavour := FLAVOURS.get(kind):
        contact = contact_of(card.document) if card.title else None
        return qr.offline_text(contact, flavour=flavour) if contact else ""
    link = card.scan_links.first()
    return qr.live_text(f"{settings.SITE_URL}/q/{link.code}") if link else ""
