import os
import subprocess
import sys

BALLAST = 400_000_000  # bytes
SMALL = 300_000_000
SAY = """
import django
django.setup()
from meishi.lib.outbox.worker import resident
print(resident())
"""


def test_the_small_child_of_a_large_parent_is_not_large():
    ballast = b"x" * BALLAST
    said = subprocess.run(
        [sys.executable, "-c", SAY],
        env=os.environ  # noqa: TID251 (handed on)
        | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert len(ballast) > SMALL > int(said.split()[-1]) > 10_000_000
