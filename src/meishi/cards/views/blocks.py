"""Adding, editing, hiding, moving, deleting blocks."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from meishi.cards import services
from meishi.cards.access import editable_card
from meishi.cards.document import BlockEntry
from meishi.cards.document.card import Width
from meishi.cards.errors import BlockMissing, DraftChanged, TooManyBlocks
from meishi.cards.forms.block import BlockForm
from meishi.cards.forms.items import rearranged
from meishi.cards.models import Card
from meishi.cards.registry import BLOCK_TYPES
from meishi.cards.views import page, saving, sent


@require_POST
def add(request: HttpRequest, card_id: str) -> HttpResponse:
    """Add a block of the kind that was chosen, and open it."""
    card = editable_card(request, card_id)
    kind = request.POST.get("kind", "")
    if kind not in BLOCK_TYPES:
        raise Http404
    after = request.POST.get("after") or None
    try:
        entry = services.add_block(card, kind, after=after, by=page.person(request))
    except TooManyBlocks as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(saving.editor_address(card))
    return _opened(card, entry)


@require_POST
def save(request: HttpRequest, card_id: str, block_id: str) -> HttpResponse:
    """Keep a block's content if it is well-formed, else say what is wrong with it."""
    card = editable_card(request, card_id)
    entry = card.document.block(block_id)
    if entry is None:
        return saving.gone(request, card)
    form, problems = _sent_form(request, card, entry)
    show = partial(page.show, request, card, block_form=form, open_block=entry.id)
    try:
        card = _saved(request, card, entry, form)
    except DraftChanged as error:
        return saving.conflict(request, card, error, show)
    except BlockMissing:
        return saving.gone(request, card)
    if "do" in request.POST:
        return page.show(request, card, block_form=form, open_block=entry.id)
    return saving.answered(
        request, card, form, problems, show, anchor=f"block-{entry.id}"
    )


@require_POST
def duplicate(request: HttpRequest, card_id: str, block_id: str) -> HttpResponse:
    """Add a copy behind the block, and open it."""
    card = editable_card(request, card_id)
    try:
        entry = services.duplicate_block(card, block_id, by=page.person(request))
    except (BlockMissing, TooManyBlocks) as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(saving.editor_address(card))
    return _opened(card, entry)


@require_POST
def remove(request: HttpRequest, card_id: str, block_id: str) -> HttpResponse:
    """Take the block off the card; the page offers to undo it."""
    card = editable_card(request, card_id)
    entry = card.document.block(block_id)
    if entry is None:
        return HttpResponseRedirect(saving.editor_address(card))
    services.remove_block(card, block_id, by=page.person(request))
    return HttpResponseRedirect(saving.editor_address(card, removed=entry.kind))


@require_POST
def move(request: HttpRequest, card_id: str, block_id: str) -> HttpResponse:
    """Put the block at the position `to`, counted from 0."""
    card = editable_card(request, card_id)
    to = request.POST.get("to", "")
    if not (to.isascii() and to.isdigit()):
        raise Http404
    change = partial(services.move_block, card, block_id, to=int(to[:4]))
    return _done(request, card, change)


@require_POST
def hide(request: HttpRequest, card_id: str, block_id: str) -> HttpResponse:
    """Hide the block from the published card (`is_hidden=1`), or show it again."""
    card = editable_card(request, card_id)
    is_hidden = request.POST.get("is_hidden") == "1"
    change = partial(services.set_block_hidden, card, block_id, is_hidden=is_hidden)
    return _done(request, card, change)


@require_POST
def widen(request: HttpRequest, card_id: str, block_id: str) -> HttpResponse:
    """Give the block half of a row (`width=half`), or a whole one."""
    card = editable_card(request, card_id)
    width: Width = "half" if request.POST.get("width") == "half" else "full"
    return _done(
        request, card, partial(services.set_block_width, card, block_id, width)
    )


@require_POST
def send_again(request: HttpRequest, card_id: str, block_id: str) -> HttpResponse:
    """Have done once more in the background what failed for the block."""
    card = editable_card(request, card_id)
    entry = card.document.block(block_id)
    if entry is None:
        return saving.gone(request, card)
    block_type = BLOCK_TYPES.get(entry.kind)
    if block_type and block_type.errand:
        block_type.errand.send_again(card, entry)
    return _opened(card, entry)


def _done(
    request: HttpRequest, card: Card, change: Callable[..., None]
) -> HttpResponse:
    try:
        change(by=page.person(request))
    except BlockMissing as error:
        messages.error(request, str(error))
    open_block = request.POST.get("open", "")[:16]
    query = {"block": open_block} if open_block else {}
    return HttpResponseRedirect(saving.editor_address(card, **query) + "#blocks")


def _opened(card: Card, entry: BlockEntry) -> HttpResponse:
    address = saving.editor_address(card, block=entry.id)
    return HttpResponseRedirect(f"{address}#block-{entry.id}")


def _sent_form(
    request: HttpRequest, card: Card, entry: BlockEntry
) -> tuple[BlockForm, dict[str, str]]:
    data, problems = sent.with_uploads(request, card)
    form = page.block_form_of(card, entry, data)
    if form is None:
        raise Http404
    if form.items is not None and "do" in data:
        data = rearranged(data, form.items, request.POST["do"])
        form = page.block_form_of(card, entry, data)
        assert form is not None  # noqa: S101 (it was there a line before)
    return form, problems


def _saved(
    request: HttpRequest, card: Card, entry: BlockEntry, form: BlockForm
) -> Card:
    """Save what is well-formed as a whole; return the card as it then is."""
    if not form.is_valid():
        return card
    expected = sent.expected_draft(request, card)
    return services.change_block(
        card,
        entry.id,
        form.value(),
        expected=expected,
        is_removal=":remove:" in request.POST.get("do", ""),
        by=page.person(request),
    )
