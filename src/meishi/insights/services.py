"""What changes about counts: spools become days."""

from collections import Counter
from datetime import tzinfo
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.db.models import F

from meishi.cards.models import Card
from meishi.edge.hits import is_closed, read_from, spool_files
from meishi.formats.hit import Hit
from meishi.insights.models import DailyCount, SpoolProgress
from meishi.insights.rules.counts import Key, counted, zone_of

BATCH = 5000  # hits in one transaction


def count_spools(folder: Path) -> int:
    """Count every hit in the folder that was not counted yet; return how many.

    Each is counted exactly once, also by several workers and after a crash at any
    point. Files that are complete and counted are removed.
    """
    return sum(_count_spool(path) for path in spool_files(folder))


def _count_spool(path: Path) -> int:
    was_closed = is_closed(path)
    total = 0
    while batch := count_batch(path):
        total += batch
    if was_closed:
        path.unlink(missing_ok=True)
        SpoolProgress.objects.filter(name=path.name).delete()
    return total


@transaction.atomic
def count_batch(path: Path) -> int:
    """Count the next hits of a spool, and note how far it is read; return how many.

    0 says that there are none, or that another worker has removed the file.
    """
    SpoolProgress.objects.get_or_create(name=path.name)
    progress = SpoolProgress.objects.select_for_update().get(name=path.name)
    try:
        read = list(islice(read_from(path, progress.offset), BATCH))
    except FileNotFoundError:
        progress.delete()
        return 0
    if not read:
        return 0
    _add([hit for hit, _ in read])
    progress.offset = read[-1][1]
    progress.save()
    return len(read)


def _add(hits: list[Hit]) -> None:
    cards = _cards({hit.card for hit in hits})
    known = [hit for hit in hits if hit.card in cards]
    counts = counted(known, lambda card: cards[card][1])
    for key, count in _ordered(counts):
        public_id, on, kind, target, device, is_bot = key
        row, _ = DailyCount.objects.get_or_create(
            card_id=cards[public_id][0],
            on=on,
            kind=kind,
            target=target,
            device=device,
            is_bot=is_bot,
            defaults={"count": 0},
        )
        DailyCount.objects.filter(pk=row.pk).update(count=F("count") + count)


def _ordered(counts: Counter[Key]) -> list[tuple[Key, int]]:
    # In one order for all workers, so that two of them cannot wait for each other.
    return sorted(counts.items())


def _cards(public_ids: set[str]) -> dict[str, tuple[int, tzinfo]]:
    rows = Card.objects.filter(public_id__in=public_ids).values_list(
        "public_id", "pk", "draft__identity__time_zone"
    )
    return {public_id: (pk, zone_of(zone or "")) for public_id, pk, zone in rows}
