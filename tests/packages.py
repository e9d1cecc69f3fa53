"""Packages of other people, as if they were installed."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def install(folder, name, group, entry):
    """Say in `folder` that a package of that name offers `entry` to the group."""
    about = folder / f"{name}-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Name: {name}\nVersion: 1\n")
    (about / "entry_points.txt").write_text(f"[{group}]\n{entry}\n")


def printed_with(folder, code):
    """Return what Python prints where the packages of `folder` are installed."""
    path = os.pathsep.join([str(folder), str(ROOT), str(ROOT / "src")])
    environment = {"PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()
