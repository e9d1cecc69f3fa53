"""A whole installation in one file, and back."""

import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from meishi.lib.errors import MeishiError
from meishi.lib.installation.folder import MARKER

DATABASE = "meishi.sqlite3"
DUMP = "meishi.pgdump"
# What can be made again, what is a copy itself, and what only this machine means.
LEFT_OUT = {"static", "backups", "copies", "address", ".lock", ".probe"}
SQLITE_FILES = {DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"}


class ArchiveUnusable(MeishiError):
    """An archive cannot be written, or not be read."""


def write_archive(data_dir: Path, target: Path, database_url: str) -> int:
    """Write the installation into the file `target` and return its size in bytes.

    The database comes first and files after it: what it names is then in there,
    for files are written before their rows and removed after them.
    """
    if target.exists():
        raise ArchiveUnusable(f"{target} is there already. Choose another name.")
    draft = target.with_name(f".{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=data_dir, prefix=".backup-") as folder:
            copy = _copy_database(Path(folder), database_url)
            with open(draft, "xb", opener=_private) as file:
                _fill(file, data_dir, copy)
        draft.rename(target)
    except OSError as error:
        raise ArchiveUnusable(f"{target} cannot be written: {error}") from error
    finally:
        draft.unlink(missing_ok=True)
    return target.stat().st_size


def read_archive(source: Path, data_dir: Path) -> None:
    """Unpack the file `source` into the empty or new folder `data_dir`."""
    if data_dir.exists() and any(data_dir.iterdir()):
        raise ArchiveUnusable(f"{data_dir} is not empty. Choose another --data-dir.")
    draft = data_dir.with_name(f".{data_dir.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        with tarfile.open(source) as archive:
            archive.extractall(draft, filter="data")
        if not (draft / MARKER).exists():
            raise ArchiveUnusable(f"{source} is no backup of Meishi.")
        shutil.rmtree(data_dir, ignore_errors=True)
        draft.rename(data_dir)
    except (OSError, EOFError, tarfile.TarError) as error:
        raise ArchiveUnusable(f"{source} cannot be read: {error}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _copy_database(folder: Path, url: str) -> Path:
    if not urlsplit(url).scheme.startswith("postgres"):
        from meishi.lib.installation.backup import copy_database

        copy_database(folder / DATABASE)
        return folder / DATABASE
    command = ["pg_dump", "--format=custom", f"--file={folder / DUMP}", url]
    if not shutil.which("pg_dump"):
        raise ArchiveUnusable("pg_dump is missing. Install PostgreSQL's client tools.")
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (no shell)
    if result.returncode:
        raise ArchiveUnusable(f"pg_dump failed: {result.stderr.strip()}")
    return folder / DUMP


def _fill(file: object, data_dir: Path, copy: Path) -> None:
    with tarfile.open(fileobj=file, mode="w") as archive:  # type: ignore[call-overload]  # writes only
        archive.add(copy, copy.name)
        for entry in sorted(data_dir.iterdir()):
            if entry.name not in LEFT_OUT | SQLITE_FILES and entry.name[0] != ".":
                archive.add(entry, entry.name)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
