"""The card as visitors will see it, made from the draft."""

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from meishi.cards.access import readable_card
from meishi.cards.compile import CardSource, render_page
from meishi.cards.compile.codes import readable_style, without_logo
from meishi.cards.document import BlockEntry, CardDocument, Identity
from meishi.cards.document.to_contact import contact_of
from meishi.cards.models import Card
from meishi.cards.queries import asset_ids_of, handle_of, live_content
from meishi.cards.registry import BLOCK_TYPES
from meishi.cards.views import codes
from meishi.cards.views.design import in_theme
from meishi.formats import qr
from meishi.formats.offline import offline_text
from meishi.lib import clock
from meishi.media.queries import pictures_of
from meishi.media.rules.picture import Pictures
from meishi.themes.registry import all_themes


@require_safe
def preview(request: HttpRequest, card_id: str) -> HttpResponse:
    """Show the draft's page; only to those who may see the card in the app.

    `?theme=` shows it in another theme, with `keep=1` under the owner's settings.
    """
    card = readable_card(request, card_id)
    return page_of(_draft_source(card, _tried(request, card.document)))


@require_safe
def block_example(request: HttpRequest, kind: str) -> HttpResponse:
    """Show what a block of that kind looks like, for the palette."""
    block_type = BLOCK_TYPES.get(kind)
    if block_type is None:
        raise Http404
    data = block_type.example.model_dump(mode="json")
    document = CardDocument(
        identity=Identity(given="Alice", family="Arai", title="Carpenter"),
        blocks=(BlockEntry(id="example", kind=kind, data=data),),
    )
    return page_of(source_of(document, "example", lambda asset, crop: None))


@require_safe
def preview_qr(request: HttpRequest, card_id: str, kind: str) -> HttpResponse:
    """Draw the QR code on the back of the preview."""
    card = readable_card(request, card_id)
    if kind == "live":
        text = codes.text_of(card, kind) or _address_of(card)
        return drawn(codes.shown(card, kind, text).code.drawn("svg"))
    # This one changes with each word that is typed: proving it can wait.
    text = offline_text(contact_of(card.document), flavour="vcard")
    style = without_logo(readable_style(card.document, lambda _asset, _crop: None))
    return drawn(qr.svg(qr.matrix(text), style))


@require_safe
def example_qr(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Draw a QR code for the back of an example."""
    return drawn(qr.svg(qr.matrix(settings.SITE_URL)))


def _address_of(card: Card) -> str:
    """Where the code leads while publishing has made no scan link."""
    return qr.live_text(f"{settings.SITE_URL}/{handle_of(card)}")


def drawn(drawing: bytes) -> HttpResponse:
    """Return a drawing as SVG."""
    return HttpResponse(drawing, content_type="image/svg+xml")


def page_of(source: CardSource) -> HttpResponse:
    """Return the page of a card inside the app: it counts nothing."""
    made = render_page(source, is_preview=True)
    response = HttpResponse(made.html)
    response["Content-Security-Policy"] = made.policy
    response["Cache-Control"] = "no-store"
    return response


def _tried(request: HttpRequest, document: CardDocument) -> CardDocument:
    name = request.GET.get("theme", "")
    if name not in all_themes():
        return document
    keep = request.GET.get("keep") == "1"
    design = in_theme(document.design, name, keep=keep)
    return document.model_copy(update={"design": design})


def _draft_source(card: Card, document: CardDocument) -> CardSource:
    """Return a document of the card as if it were published."""
    live = live_content(card.public_id, document.model_dump(mode="json"))
    pictures = pictures_of(asset_ids_of([card.draft, live]), card.workspace)
    handle = handle_of(card) or "preview"
    return replace(source_of(document, handle, pictures), live=live)


def source_of(document: CardDocument, handle: str, pictures: Pictures) -> CardSource:
    """Return a document as what the compiler takes, with nothing of an edition."""
    return CardSource(
        public_id="preview",
        handle=handle,
        edition=1,
        published_at=clock.now().replace(microsecond=0),
        document=document,
        site_url=settings.SITE_URL,
        scan_code=codes.NO_CODE,
        pictures=pictures,
    )
