"""Say what is wrong with this installation, and how to mend it."""

import argparse
from typing import TYPE_CHECKING

import django

from meishi.cli import options
from meishi.cli.say import say

if TYPE_CHECKING:
    from meishi.lib.installation.checks import Finding

LOOKED_AT = 1000  # cards, the latest first
MARKS = {"good": "✓", "note": "•", "bad": "✗"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    options.data_dir(parser)


def run(arguments: argparse.Namespace) -> int:
    """Look into everything; the exit status is 1 if anything must be mended."""
    options.installed(arguments)
    django.setup()
    from meishi.lib.installation.checks import ALL, Level, examine

    findings = [examine(check) for check in (*ALL, published_cards)]
    for found in findings:
        say(f"{MARKS[found.level]} {found.what}")
        if found.remedy:
            say(f"    {found.remedy}")
    bad = sum(found.level is Level.BAD for found in findings)
    say()
    say("All is well." if not bad else f"{bad} to mend.")
    return 1 if bad else 0


def published_cards() -> "Finding":
    """Every published card has its bundle."""
    from meishi.cards.models import Handle
    from meishi.lib.bundles import get_bundle
    from meishi.lib.installation.checks import Finding, Level

    published = Handle.objects.filter(is_current=True, card__edition__isnull=False)
    names = published.order_by("-card__updated_at").values_list("name", flat=True)
    missing = [name for name in names[:LOOKED_AT] if get_bundle(name) is None]
    if missing:
        what = f"{len(missing)} published cards cannot be served, such as /{missing[0]}"
        return Finding(Level.BAD, what, "Run `meishi compile --all`.")
    return Finding(Level.GOOD, "All published cards can be served")
