"""Making an installation ready: folder, database, migrations, static files."""

import fcntl
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from meishi.lib.errors import MeishiError
from meishi.lib.installation.backup import back_up_before_upgrade
from meishi.lib.installation.folder import (
    MARKER,
    Marker,
    make,
    new_marker,
    read_marker,
    secret_key,
    write_marker,
)
from meishi.lib.installation.models import Installation

LOCK = 0x6D656973  # "meis", the name of our lock in PostgreSQL
STAMP = ".collected"

type Say = Callable[[str], None]


class NotOurs(MeishiError):
    """The data folder and the database do not belong together."""


def prepare(data_dir: Path, say: Say, *, is_shared: bool = False) -> None:
    """Make everything that serving needs; says what takes time.

    `is_shared`: files are elsewhere, so an empty folder is one more machine.
    Raises MeishiError where going on could lose data.
    """
    make(data_dir)
    secret_key(data_dir)
    with _alone(data_dir):
        _migrate(data_dir, say, is_shared=is_shared)
        collect_static()


def pending_migrations() -> list[str]:
    """Return the names of migrations that are not applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def collect_static() -> None:
    """Copy, hash and compress static files, unless that was done for these."""
    root = Path(settings.STATIC_ROOT)
    stamp, state = root / STAMP, _static_state()
    if stamp.is_file() and stamp.read_text() == state:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(state)


def _migrate(data_dir: Path, say: Say, *, is_shared: bool) -> None:
    marker = read_marker(data_dir)
    pending = pending_migrations()
    is_empty = not connection.introspection.table_names()
    row = None if is_empty or _no_row() else Installation.objects.first()
    _refuse_strangers(data_dir, marker, row, is_shared=is_shared)
    marker = marker or _marker_for(row)
    write_marker(data_dir, marker)
    if pending:
        _upgrade(data_dir, say, is_new=is_empty)
    if row is None:
        Installation.objects.get_or_create(
            name=marker.name,
            defaults={"created_at": datetime.fromisoformat(marker.created_at)},
        )
    if not marker.is_settled:
        write_marker(data_dir, replace(marker, is_settled=True))


def _upgrade(data_dir: Path, say: Say, *, is_new: bool) -> None:
    if not is_new:
        copy = back_up_before_upgrade(data_dir)
        say(f"The database is upgraded; a copy is in {copy}." if copy else
            "The database is upgraded.")  # fmt: skip
    call_command("migrate", interactive=False, verbosity=0)


def _refuse_strangers(
    data_dir: Path, marker: Marker | None, row: Installation | None, *, is_shared: bool
) -> None:
    if marker and marker.is_settled and row is None:
        raise NotOurs(
            f"The data folder {data_dir} belongs to an installation of "
            f"{marker.created_at[:10]}, but its database is empty or gone. Nothing "
            "was changed. Bring the database back from a backup; to start anew, "
            f"remove {data_dir / MARKER}."
        )
    if row and marker is None and not is_shared:
        raise NotOurs(
            f"The database belongs to an installation of {row.created_at:%Y-%m-%d}, "
            f"but the data folder {data_dir} is new: pictures and cards would be "
            "missing. Nothing was changed. Is its volume mounted? Point --data-dir "
            "at the folder of that installation."
        )
    if row and marker and row.name != marker.name:
        raise NotOurs(
            f"The data folder {data_dir} and the database belong to different "
            "installations. Nothing was changed. Check MEISHI_DATA_DIR and "
            "MEISHI_DATABASE_URL."
        )


def _no_row() -> bool:
    return Installation._meta.db_table not in connection.introspection.table_names()


def _marker_for(row: Installation | None) -> Marker:
    if row is None:
        return new_marker()
    return Marker(row.name, row.created_at.isoformat())


@contextmanager
def _alone(data_dir: Path) -> Iterator[None]:
    """Let only one process prepare, on this machine and on this database."""
    with (data_dir / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _static_state() -> str:
    """Return a digest of the names, sizes and times of all static files."""
    found = [
        (path, (stat := Path(storage.path(path)).stat()).st_size, stat.st_mtime_ns)
        for finder in finders.get_finders()
        for path, storage in finder.list([])
    ]
    return sha256(json.dumps(sorted(found)).encode()).hexdigest()
