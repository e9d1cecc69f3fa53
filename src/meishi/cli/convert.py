"""Turn contact files into another format, without Django and its start."""

import argparse
from pathlib import Path

FORMATS = ("vcard3", "vcard4", "jcard", "jscontact")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    parser.add_argument("source", type=Path, metavar="IN", help="a file or a folder")
    parser.add_argument("target", type=Path, metavar="OUT", help="a file or a folder")
    parser.add_argument("--to", choices=FORMATS, required=True, help="the format")


def run(arguments: argparse.Namespace) -> int:
    """Convert; what cannot be read is named, and then the exit status is 1."""
    from meishi.lib import convert_files

    return convert_files.run(arguments.source, arguments.target, arguments.to)
