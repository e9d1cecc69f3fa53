"""From pressing Publish to the new edition being served.

The promise: under 50 ms in the median for a change of text. Printed beside it, as the
reference: one durable write of the same bytes (a file with fsync, renamed), which no
publishing that keeps its word can beat.
"""

import os
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

ROUNDS = 40


def main():
    """Print the median and the slowest of a few dozen publications."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MEISHI_DATA_DIR"] = folder  # noqa: TID251 (before config reads it)
        os.environ["DJANGO_SETTINGS_MODULE"] = "meishi.settings"  # noqa: TID251 (as above)
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        times, size = published()
        floor = [durable_write(Path(folder) / "floor", size) for _ in range(ROUNDS)]
    print(f"publish to served: median {median(times):.1f} ms, slowest {max(times):.1f}")
    print(f"durable write of {size} bytes: median {median(floor):.1f} ms")
    print(f"ratio {median(times) / median(floor):.1f}")


def published():
    """Return milliseconds for each publication, and the size of the bundle."""
    from django.conf import settings

    from meishi.cards.services import change_draft, publish_card
    from meishi.edge.folder import FolderStore
    from meishi.edge.store import bundle_path, public_root
    from tests.demo import demo_card

    root = public_root(Path(settings.DATA_DIR))
    card = demo_card()
    handle = "alice-arai"
    publish_card(card)
    store = FolderStore(root, 2**26)
    times = []
    for number in range(ROUNDS):
        card.refresh_from_db()
        document = card.document
        identity = document.identity.model_copy(update={"headline": f"No. {number}"})
        changed = document.model_copy(update={"identity": identity})
        change_draft(card, changed, change=f"Headline {number}")
        start = perf_counter()
        edition = publish_card(card)
        while store.find(handle).edition != edition.number:
            pass
        times.append(1000 * (perf_counter() - start))
    return times, bundle_path(root, handle).stat().st_size


def durable_write(path, size):
    """Return the milliseconds that one durable write takes."""
    from meishi.edge.store import replace_file

    data = os.urandom(size)
    start = perf_counter()
    replace_file(path, data)
    return 1000 * (perf_counter() - start)
