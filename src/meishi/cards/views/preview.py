"""The card as visitors will see it, made from the draft."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from meishi.cards.access import readable_card
from meishi.cards.compile import CardSource, render_preview
from meishi.cards.models import Card
from meishi.cards.queries import asset_ids_of
from meishi.cards.views import page
from meishi.lib import clock
from meishi.media.queries import pictures_of

NO_CODE = "PREVIEW"


@require_safe
def preview(request: HttpRequest, card_id: str) -> HttpResponse:
    """Show the draft's page; only to those who may see the card in the app."""
    card = readable_card(request, card_id)
    response = HttpResponse(render_preview(source_of(card)))
    response["Cache-Control"] = "no-store"
    return response


def source_of(card: Card) -> CardSource:
    """Return the draft as if it were the next edition."""
    document = card.document
    link = card.scan_links.first()
    return CardSource(
        public_id=card.public_id,
        handle=page.handle_of(card) or "preview",
        edition=(card.edition.number if card.edition else 0) + 1,
        published_at=clock.now().replace(microsecond=0),
        document=document,
        site_url=settings.SITE_URL,
        scan_code=link.code if link else NO_CODE,
        pictures=pictures_of(asset_ids_of(card.draft), card.workspace),
    )


@require_safe
def block_example(request: HttpRequest, kind: str) -> HttpResponse:
    """Show what a block of that kind looks like, for the palette."""
    block_type = BLOCK_TYPES.get(kind)
    if block_type is None:
        raise Http404
    return HttpResponse()
