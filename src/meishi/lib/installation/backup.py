"""Copies of the database that are known to be readable."""

import time
from contextlib import closing
from pathlib import Path

from django.db import connection
from pysqlite3 import dbapi2 as sqlite3

from meishi.lib.errors import MeishiError

KEPT = 5  # copies made before upgrades


class BackupFailed(MeishiError):
    """A copy of the database could not be made, or not be read."""


def copy_database(target: Path) -> None:
    """Write a consistent copy of the SQLite database, while others write to it.

    Raises BackupFailed; then there is no file.
    """
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}")
    draft.unlink(missing_ok=True)
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(draft)])
        _check(draft)
        draft.chmod(0o600)
        draft.rename(target)
    except Exception as error:
        draft.unlink(missing_ok=True)
        raise BackupFailed(f"The database could not be copied: {error}") from error


def back_up_before_upgrade(data_dir: Path) -> Path | None:
    """Copy the database into `backups/` and return the copy's path.

    A PostgreSQL is not copied (None): its operator has better means.
    """
    if connection.vendor != "sqlite":
        return None
    folder = data_dir / "backups"
    target = folder / f"before-upgrade-{time.strftime('%Y%m%d-%H%M%S')}.sqlite3"
    copy_database(target)
    for old in sorted(folder.glob("before-upgrade-*.sqlite3"))[:-KEPT]:
        old.unlink()
    return target


def _check(copy: Path) -> None:
    """Raise BackupFailed unless the copy is whole and has all rows of each table."""
    with closing(sqlite3.connect(copy)) as copied:
        [verdict] = copied.execute("PRAGMA integrity_check").fetchone()
        tables = copied.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if verdict != "ok":
        raise BackupFailed(f"The copy is damaged: {verdict}")
    if not tables[0]:
        raise BackupFailed("The copy is empty.")
