"""The data folder: its marker and its secret key."""

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex, token_urlsafe

from meishi.lib.errors import MeishiError

MARKER = "meishi.json"
SECRET_KEY = "secret-key"  # noqa: S105 (the name of its file)


class FolderUnusable(MeishiError):
    """The data folder cannot be used as it is."""


@dataclass(frozen=True, slots=True)
class Marker:
    """Says that a folder is Meishi's, and of which installation.

    It `is_settled` once the database says the same; before, a start was cut short.
    """

    name: str
    created_at: str
    is_settled: bool = False


def read_marker(folder: Path) -> Marker | None:
    """Return the folder's marker, or None if it has none."""
    try:
        fields = json.loads((folder / MARKER).read_text())
        return Marker(fields["name"], fields["created_at"], fields["is_settled"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise FolderUnusable(f"{folder / MARKER} is damaged.") from error


def new_marker() -> Marker:
    """Return a marker for a new installation."""
    return Marker(token_hex(8), datetime.now(UTC).isoformat(timespec="seconds"))


def write_marker(folder: Path, marker: Marker) -> None:
    """Put the marker into the folder, in place of the one that is there."""
    text = json.dumps(asdict(marker), indent=1) + "\n"
    _draft(folder / MARKER, text, 0o644).replace(folder / MARKER)


def make(folder: Path) -> None:
    """Make the folder if it is not there. Raises FolderUnusable."""
    try:
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise FolderUnusable(
            f"The data folder {folder} cannot be written: {error.strerror}. Choose "
            "another with --data-dir, or give it to the user who runs Meishi."
        ) from error


def secret_key(folder: Path) -> str:
    """Return the key kept in the folder; it is made when there is none."""
    path = folder / SECRET_KEY
    if not path.exists():
        make(folder)
        _create(path, token_urlsafe(50), 0o600)
    try:
        return path.read_text().strip()
    except OSError as error:
        raise FolderUnusable(f"{path} cannot be read: {error.strerror}.") from error


def _create(path: Path, text: str, mode: int) -> None:
    """Write a new file, whole or not at all; the first of several writers wins."""
    draft = _draft(path, text, mode)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _draft(path: Path, text: str, mode: int) -> Path:
    """Write a hidden file beside `path`, down to the disk, and return its path."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(handle)
    Path(name).chmod(mode)
    return Path(name)
