"""The owner's CSS, written beside the preview; visitors see it once published."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from meishi.cards import services
from meishi.cards.access import editable_card
from meishi.cards.compile.custom_css import own_pictures, palettes_of
from meishi.cards.errors import DraftChanged
from meishi.cards.forms.css import CssForm
from meishi.cards.models import Card
from meishi.cards.queries import asset_ids_of
from meishi.cards.registry import BLOCK_TYPES
from meishi.cards.views import page, saving, sent
from meishi.formats.custom_css.properties import INSIDE, ROOT
from meishi.media.queries import pictures_of

PARTS: tuple[tuple[str, str | Promise], ...] = (
    ("body", gettext_lazy("The page behind it all: its background")),
    (".front", gettext_lazy("The face of the card")),
    (".name", gettext_lazy("Your name")),
    (".role", gettext_lazy("Your role and department")),
    (".brand", gettext_lazy("Your company and its logo")),
    (".portrait img", gettext_lazy("Your photo")),
    (".seal", gettext_lazy("The initials, where there is no photo")),
    (".content", gettext_lazy("All that is below the card")),
    (".headline", gettext_lazy("The sentence above the blocks")),
    (".blocks > section", gettext_lazy("Each block")),
    (".blocks h2", gettext_lazy("The heading of each block")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def css(request: HttpRequest, card_id: str) -> HttpResponse:
    """Show the owner's CSS; keep it if all of it is allowed."""
    card = editable_card(request, card_id)
    form = _form(request, card)
    again = partial(_show, request, card, form)
    if not form.is_bound:
        return again()
    try:
        card = _saved(request, card, form)
    except DraftChanged as error:
        return saving.conflict(request, card, error, again)
    address = reverse("cards:css", args=[card.public_id])
    return saving.answered(request, card, form, {}, again, address=address)


def _form(request: HttpRequest, card: Card) -> CssForm:
    document = card.document
    pictures = pictures_of(asset_ids_of(card.draft), card.workspace)
    return CssForm(
        request.POST if request.method == "POST" else None,
        stored=document.design.css,
        own_assets=own_pictures(document, pictures),
        palettes=palettes_of(document.design),
    )


def _saved(request: HttpRequest, card: Card, form: CssForm) -> Card:
    if not form.is_valid():
        return card
    document = card.document
    design = document.design.model_copy(update={"css": form.cleaned_data["css"]})
    return services.change_draft(
        card,
        document.model_copy(update={"design": design}),
        change=_("Change the CSS"),
        expected=sent.expected_draft(request, card),
        by=page.person(request),
    )


def _show(
    request: HttpRequest,
    card: Card,
    form: CssForm,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    kinds = dict.fromkeys(entry.kind for entry in card.document.blocks)
    known = [BLOCK_TYPES[kind] for kind in kinds if kind in BLOCK_TYPES]
    context = {
        **page.bar(card),
        "form": form,
        "parts": PARTS,
        "own_blocks": [(f".b-{block.kind}", block.label) for block in known],
        "everywhere": list(ROOT),
        "within": [name for name in INSIDE if name not in ROOT],
        "site": page.site(),
        "problem": problem,
    }
    return render(request, "cards/css.html", context, status=status)
