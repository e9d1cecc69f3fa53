"""Rebuild what visitors are served from the published editions."""

import argparse

import django

from meishi.cli import options
from meishi.cli.say import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    options.data_dir(parser)
    parser.add_argument(
        "--all", action="store_true", required=True, help="every published card"
    )


def run(arguments: argparse.Namespace) -> int:
    """Rebuild every bundle, showing how far it is."""
    options.installed(arguments)
    django.setup()
    from rich.progress import track

    from meishi.cards.models import Card
    from meishi.cards.services.deploying import compile_all

    total = Card.objects.filter(handles__isnull=False).distinct().count()
    done = sum(1 for _ in track(compile_all(), "Compiling", total=total))
    say(f"{done} {'card' if done == 1 else 'cards'} compiled.")
    return 0
