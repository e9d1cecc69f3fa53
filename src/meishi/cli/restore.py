"""Put a backup into an empty data folder."""

import argparse
from pathlib import Path

from meishi.cli import options
from meishi.cli.say import complain, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    parser.add_argument("file", type=Path, help="what `meishi backup` wrote")
    options.data_dir(parser)


def run(arguments: argparse.Namespace) -> int:
    """Unpack the archive, or say why not."""
    from meishi.lib.errors import MeishiError
    from meishi.lib.installation.archive import DUMP, read_archive

    config = options.configured(arguments)
    try:
        read_archive(arguments.file, config.data_dir)
    except MeishiError as error:
        complain(str(error))
        return 1
    say(f"{config.data_dir.resolve()} is as it was.")
    dump = config.data_dir / DUMP
    if dump.exists():
        say("Now restore the database, into an empty one:")
        say(f"  pg_restore --no-owner --dbname=$MEISHI_DATABASE_URL {dump}")
    say("Then start with `meishi serve`, and look with `meishi doctor`.")
    return 0
