"""Bring the database up to date, after copying it. `meishi serve` does so itself."""

import argparse

import django

from meishi.cli import options
from meishi.cli.say import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    options.data_dir(parser)


def run(arguments: argparse.Namespace) -> int:
    """Prepare the installation without starting it."""
    config = options.configured(arguments)
    django.setup()
    from meishi.lib.installation.prepare import prepare

    prepare(config.data_dir, say, is_shared=bool(config.storage_url))
    say("The database is up to date.")
    return 0
