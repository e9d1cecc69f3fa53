"""What was published stays published."""

import random
import time

from meishi.edge.store import bundle_path, public_root
from meishi.formats.bundle import Bundle
from tests.faults.conftest import eventually

KILLS = 3
CARD = """
from meishi.cards.document import CardDocument, Identity
from meishi.cards.services import create_card
from meishi.workspaces.models import Workspace
document = CardDocument(identity=Identity(given="Alice", family="Arai"))
print(create_card(Workspace.objects.create(), document=document).pk)
"""
PUBLISH = """
from meishi.cards.models import Card
from meishi.cards.services import change_draft, publish_card
number = 0
while True:
    number += 1
    card = Card.objects.get(pk={card})
    identity = card.document.identity.model_copy(update=dict(title="{name} " + str(number)))
    change_draft(card, card.document.model_copy(update=dict(identity=identity)), change="x")
    edition = publish_card(card)
    print(edition.number, edition.document["identity"]["title"], sep="|", flush=True)
"""
WORKER = """
from meishi.lib.outbox.worker import WorkerProcess
worker = WorkerProcess(threads=1)
worker.stop_on_signals()
worker.run()
"""


def test_no_acknowledged_edition_is_lost_when_publishers_are_killed(site):
    card = site.python(CARD)
    acknowledged = {}
    for kill in range(KILLS):
        publishers = [
            site.python(PUBLISH.format(card=card, name=f"p{kill}{side}"), wait=False)
            for side in "ab"
        ]
        first = [publisher.stdout.readline() for publisher in publishers]
        time.sleep(random.uniform(0.05, 0.3))
        for publisher in publishers:
            publisher.kill()
        rest = [line for publisher in publishers for line in publisher.stdout]
        acknowledged |= dict(line.strip().split("|") for line in [*first, *rest])

    stored = {str(n): t for n, t in site.rows(titles(site))}
    assert acknowledged.items() <= stored.items()
    assert sorted(map(int, stored)) == list(range(1, len(stored) + 1))
    site.python(WORKER, wait=False)
    assert eventually(lambda: served(site) == len(stored))


def titles(site):
    if site.database_url:
        return "SELECT number, document->'identity'->>'title' FROM cards_edition"
    return "SELECT number, document->>'$.identity.title' FROM cards_edition"


def served(site):
    path = bundle_path(public_root(site.data_dir), "alice-arai")
    return Bundle.decode(path.read_bytes()).edition
