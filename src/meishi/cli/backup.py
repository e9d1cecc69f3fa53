"""Copy the whole installation into one file, while it runs."""

import argparse
from pathlib import Path

import django

from meishi.cli import options
from meishi.cli.say import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    parser.add_argument("file", type=Path, help="where to write it, such as me.tar")
    options.data_dir(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the archive, whole or not at all."""
    config = options.installed(arguments)
    django.setup()
    from meishi.lib.installation.archive import write_archive

    size = write_archive(config.data_dir, arguments.file, config.database_url)
    say(f"{arguments.file} holds everything ({size / 1e6:.1f} MB). It can open every")
    say("account: keep it where only you can read it.")
    return 0
