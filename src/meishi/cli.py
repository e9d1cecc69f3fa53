"""The command line: `meishi`."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command that the arguments name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meishi.settings")  # noqa: TID251 (Django reads only this)
    execute_from_command_line(sys.argv)
