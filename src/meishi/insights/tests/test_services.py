import os
import signal
import subprocess
import sys
from datetime import date

import pytest
import time_machine

from meishi.accounts.models import User
from meishi.cards.document import CardDocument, Identity
from meishi.cards.services import create_card
from meishi.edge.hits import Spool, spool_files
from meishi.formats import hit
from meishi.formats.hit import Hit
from meishi.insights.models import DailyCount, SpoolProgress
from meishi.insights.queries import days_of, taps_of
from meishi.insights.services import count_batch, count_spools
from meishi.workspaces.models import Workspace

NOON = 1_806_148_800  # 2027-03-27 12:00 UTC


@pytest.fixture
def card(db):
    User.objects.create_user("alice@example.com")
    identity = Identity(given="Alice", time_zone="Asia/Tokyo")
    workspace = Workspace.objects.create()
    return create_card(workspace, document=CardDocument(identity=identity))


def spool(folder, *hits):
    lines = b"".join(hit.encode(one) for one in hits)
    path = folder / f"{len(list(folder.iterdir()))}.hits"
    path.write_bytes(lines)
    return path


def total():
    return sum(DailyCount.objects.values_list("count", flat=True))


def test_hits_become_days_of_the_owner(card, tmp_path):
    spool(tmp_path, *[Hit(NOON + 4 * 3600, card.public_id, "view")] * 3)
    count_spools(tmp_path)

    row = DailyCount.objects.get()
    assert (row.on, row.kind, row.count) == (date(2027, 3, 28), "view", 3)


def test_each_hit_is_counted_once_however_often_we_count(card, tmp_path):
    path = spool(tmp_path, *[Hit(NOON, card.public_id, "view")] * 3)
    content = path.read_bytes()
    count_batch(path)
    count_batch(path)
    assert total() == 3

    path.write_bytes(content + hit.encode(Hit(NOON, card.public_id, "save")))
    count_spools(tmp_path)
    assert total() == 4


def test_a_finished_spool_is_removed_and_a_living_one_is_kept(card, tmp_path):
    spool(tmp_path, Hit(NOON, card.public_id, "view"))
    living = Spool(tmp_path)
    living.add(hit.tail(Hit(0, card.public_id, "view")))
    count_spools(tmp_path)

    assert (len(spool_files(tmp_path)), total()) == (1, 2)
    living.close()
    count_spools(tmp_path)
    assert (spool_files(tmp_path), SpoolProgress.objects.count()) == ([], 0)


def test_a_failure_in_between_counts_nothing_twice(card, tmp_path, monkeypatch):
    path = spool(tmp_path, Hit(NOON, card.public_id, "view"))
    SpoolProgress.objects.create(name=path.name)
    with monkeypatch.context() as broken:
        broken.setattr(SpoolProgress, "save", lambda self: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            count_batch(path)
    count_spools(tmp_path)

    assert total() == 1


def test_hits_of_a_card_that_is_gone_are_passed_over(card, tmp_path):
    spool(tmp_path, Hit(NOON, "nobody", "view"), Hit(NOON, card.public_id, "view"))

    assert (count_spools(tmp_path), total()) == (2, 1)


def test_what_was_answered_survives_kill_nine(card, tmp_path):
    code = f"""
import sys; from pathlib import Path; from meishi.edge.hits import Spool
from meishi.formats import hit; from meishi.formats.hit import Hit
spool = Spool(Path({str(tmp_path)!r}))
while True:
    spool.add(hit.tail(Hit(0, {card.public_id!r}, "view"))); print("x", flush=True)
"""
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    for _ in range(500):
        process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    answered = 500 + process.stdout.read().count(b"\n")
    process.wait()
    count_spools(tmp_path)

    assert answered <= total() <= answered + 1


def test_thirty_days_are_shown_with_bots_apart(card, tmp_path):
    spool(
        tmp_path,
        Hit(NOON, card.public_id, "view"),
        Hit(NOON, card.public_id, "view", visitor="bot"),
        Hit(NOON, card.public_id, "tap", target="b1-0"),
    )
    count_spools(tmp_path)
    with time_machine.travel("2027-03-27T13:00Z", tick=False):
        days = days_of(card)
        assert len(days) == 30
        assert (days[-1].view, days[-1].bots, days[-1].tap) == (1, 1, 1)
        assert taps_of(card) == [("b1-0", 1)]
