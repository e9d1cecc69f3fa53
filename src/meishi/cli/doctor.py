"""Say what is wrong with this installation, and how to mend it."""

import argparse

import django

from meishi.cli import options
from meishi.cli.say import say

MARKS = {"good": "✓", "note": "•", "bad": "✗"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    options.data_dir(parser)


def run(arguments: argparse.Namespace) -> int:
    """Look into everything; the exit status is 1 if anything must be mended."""
    options.configured(arguments)
    django.setup()
    from meishi.lib.installation.checks import ALL, Level, examine

    findings = [examine(check) for check in ALL]
    for found in findings:
        say(f"{MARKS[found.level]} {found.what}")
        if found.remedy:
            say(f"    {found.remedy}")
    bad = sum(found.level is Level.BAD for found in findings)
    say()
    say("All is well." if not bad else f"{bad} to mend.")
    return 1 if bad else 0
