"""Say which slots are free in cases of your own: id → starts in UTC, as JSON."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from meishi.appointments.rules.case_file import BadCase, cases, starts, unknown_keys
from meishi.cli.say import complain, say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    parser.add_argument("file", metavar="FILE", help="cases as JSON, - for the input")


def run(arguments: argparse.Namespace) -> int:
    """Print the starts; what cannot be read is named, and then the status is 1."""
    try:
        found = cases(_read(arguments.file))
    except (BadCase, OSError, ValueError, RecursionError) as error:
        complain(f"{arguments.file}: {_reason(error)}")
        return 1
    free: dict[str, list[str]] = {}
    status = 0
    for case in found:
        if unknown := unknown_keys(case):
            complain(f"{case['id']}: nobody reads {', '.join(unknown)}")
        try:
            free[case["id"]] = starts(case)
        except BadCase as error:
            complain(f"{arguments.file}: {error}")
            status = 1
    say(json.dumps(free, ensure_ascii=False, indent=1))
    return status


def _read(file: str) -> Any:
    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    return json.loads(data)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or "it cannot be read"
    if isinstance(error, RecursionError):
        return "it is nested too deep"
    if isinstance(error, BadCase):
        return str(error)
    return f"it is no JSON: {error}"
