"""Editions to bundles: what the edge serves follows what the database says.

A deploy reads the card, compiles without a lock, then writes under one, and starts
again where the card changed meanwhile: a slow compile cannot put an old edition
over a newer one. It can be repeated at any time. It runs right after the change
commits; a job in the outbox does it where the process died in between, or failed.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.tasks import task

from meishi.cards.compile import CardSource, compile_card, error_page
from meishi.cards.document import CardDocument
from meishi.cards.models import Card, Edition, Handle
from meishi.cards.queries import (
    asset_ids_of,
    cards_using,
    current_handle,
    live_content,
    old_handles,
)
from meishi.formats.bundle import Bundle
from meishi.formats.scan import ScanTarget
from meishi.lib import bundles, clock
from meishi.lib.outbox import queue
from meishi.media.queries import asset_states, pictures_of

logger = logging.getLogger(__name__)
HEAD_START = timedelta(seconds=5)  # of the process that made the change


class Situation(NamedTuple):
    """All that a deploy depends on: equal situations give equal bundles."""

    edition: Edition | None
    live: dict[str, Any]
    handle: str | None
    old_handles: tuple[str, ...]
    codes: tuple[str, ...]
    asset_states: tuple[tuple[str, str], ...]


def deploy_soon(card: Card) -> None:
    """Deploy the card as soon as the transaction commits: at once, and surely."""
    pk = card.pk
    job = deploy_later.using(run_after=clock.now() + HEAD_START).enqueue(pk)
    transaction.on_commit(lambda: _deploy_now(pk, int(job.id)))


def bury_soon(names: list[str]) -> None:
    """Say that the cards behind these handles are gone, once this commits."""
    bury_later.enqueue(names)
    transaction.on_commit(lambda: bury(names))


@task()
def deploy_later(card_pk: int) -> None:
    """Deploy the card, if it still exists."""
    card = Card.objects.filter(pk=card_pk).first()
    if card:
        deploy_card(card)


@task()
def bury_later(names: list[str]) -> None:
    """Write what `bury_soon` announced, in case the process died before it did."""
    bury(names)


def deploy_card(card: Card, *, job: int | None = None) -> None:
    """Make the edge serve what the database says of this card.

    `job` is the one that waits to do the same, and need not any more.
    """
    is_done = False
    while not is_done:
        situation = _situation(_whole(Card.objects.all()).get(pk=card.pk))
        files = dict(_bundles(card, situation))
        is_done = _write(card, situation, files, job)


def deploy_cards_using(asset_id: str) -> None:
    """Deploy again every published card that shows the asset with that public id."""
    for card in cards_using(asset_id):
        deploy_card(card)


def compile_all() -> Iterator[Card]:
    """Deploy every card that has a handle, yielding each when it is done.

    The pages for addresses without a card come first, the handles of deleted cards
    last.
    """
    bundles.put_page("404", error_page("404"))
    bundles.put_page("410", error_page("410"))
    named = Card.objects.filter(handles__isnull=False).distinct().order_by("pk")
    for card in named.iterator(chunk_size=100):
        deploy_card(card)
        yield card
    orphans = Handle.objects.filter(card=None).values_list("name", flat=True)
    bury(list(orphans))


def bury(names: list[str]) -> None:
    """Serve "gone" at those of the handles that belong to no card."""
    orphans = Handle.objects.filter(name__in=names, card=None)
    for name in orphans.values_list("name", flat=True):
        bundles.put_bundle(name, Bundle(card="", edition=0, state="gone"))


def card_source(
    card: Card,
    edition: Edition,
    handle: str,
    code: str,
    live: dict[str, Any] | None = None,
) -> CardSource:
    """Return all that the compiler needs to know about an edition.

    `live` is what `live_content` said, where somebody asked already.
    """
    if live is None:
        live = live_content(card.public_id, edition.document)
    document = CardDocument.model_validate(edition.document)
    return CardSource(
        public_id=card.public_id,
        handle=handle,
        edition=edition.number,
        published_at=edition.published_at,
        document=document,
        site_url=settings.SITE_URL,
        scan_code=code,
        pictures=pictures_of(asset_ids_of([edition.document, live]), card.workspace),
        live=live,
    )


def _deploy_now(card_pk: int, job: int) -> None:
    try:
        card = Card.objects.filter(pk=card_pk).first()
        if card:
            deploy_card(card, job=job)
    except Exception:
        # The change is saved; the outbox deploys it when the cause is gone.
        logger.exception("card not deployed at once", extra={"card": card_pk})


def _whole(cards: QuerySet[Card]) -> QuerySet[Card]:
    return cards.select_related("edition", "workspace")


def _situation(fresh: Card) -> Situation:
    edition = fresh.edition
    live = live_content(fresh.public_id, edition.document) if edition else {}
    ids = asset_ids_of([edition.document, live]) if edition else set()
    return Situation(
        edition=edition,
        live=live,
        handle=current_handle(fresh),
        old_handles=tuple(old_handles(fresh)),
        codes=tuple(fresh.scan_links.values_list("code", flat=True)),
        asset_states=asset_states(ids, fresh.workspace),
    )


def _bundles(card: Card, now: Situation) -> Iterator[tuple[str, Bundle]]:
    if not now.handle:
        return
    if now.edition:
        source = card_source(card, now.edition, now.handle, now.codes[0], now.live)
        yield now.handle, compile_card(source)
    elif card.editions.exists():
        yield now.handle, Bundle(card=card.public_id, edition=0, state="gone")
    for name in now.old_handles:
        moved = Bundle(card.public_id, 0, "moved", location=now.handle)
        yield name, moved


@transaction.atomic
def _write(
    card: Card, situation: Situation, files: dict[str, Bundle], job: int | None
) -> bool:
    """Write the files and return True, or False where the card has changed."""
    locked = Card.objects.select_for_update(of=("self",))
    fresh = _whole(locked).filter(pk=card.pk).first()
    if not fresh:
        return True
    if _situation(fresh) != situation:
        return False
    for name, bundle in files.items():
        bundles.put_bundle(name, bundle)
    for code in situation.codes if situation.handle else ():
        target = ScanTarget(code, f"/{situation.handle}?via=qr", card.public_id)
        bundles.put_scan_target(target)
    if job:
        queue.withdraw(job)  # what it was for is done; a later change has its own
    return True
