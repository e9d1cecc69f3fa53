"""Where uploaded files and what is made of them are kept: a folder, or S3.

Two places by name: "private" for originals, which have no address, and "public" for
renditions, which the edge serves. A file that was saved is there after a power loss.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, storages

from meishi.edge.bucket import RENDITIONS
from meishi.edge.store import remove_file, replace_in_pieces

PRIVATE = "private"
PUBLIC = "public"
PUBLIC_URL = "/m/"


class DurableStorage(FileSystemStorage):
    """A folder in which a file appears whole or not at all, and then stays."""

    def _save(self, name: str, content: Any) -> str:
        replace_in_pieces(Path(self.path(name)), content.chunks())
        return name

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Return the name as it is: ours are made from content or random."""
        return name

    def delete(self, name: str) -> None:
        """Delete durably; that the file is gone already is fine."""
        remove_file(Path(self.path(name)))


def storage_settings(url: str, data_dir: Path) -> dict[str, dict[str, Any]]:
    """Return Django's settings of both places; an empty url means the data folder.

    Else `s3://KEY:SECRET@BUCKET?endpoint=https://...&region=...`.
    """
    if url:
        return {PRIVATE: _s3(url, "private"), PUBLIC: _s3(url, str(RENDITIONS))}
    public = {"location": data_dir / "public" / "m", "base_url": PUBLIC_URL}
    return {
        PRIVATE: _folder({"location": data_dir / "private"}),
        PUBLIC: _folder(public),
    }


def put(place: str, name: str, data: bytes) -> None:
    """Keep `data` as `name`, replacing what was there. Raises OSError."""
    put_file(place, name, BytesIO(data))


def put_file(place: str, name: str, file: IO[bytes]) -> None:
    """Do the same with a file, which need not fit into memory. Raises OSError."""
    with _as_os_error():
        storages[place].save(name, File(file))


def get(place: str, name: str) -> bytes:
    """Return what was kept. Raises OSError, FileNotFoundError among them."""
    with _as_os_error(), storages[place].open(name) as file:
        content: bytes = file.read()
    return content


def copy_to(path: Path, place: str, name: str) -> None:
    """Write what was kept to `path`, piece by piece. Raises OSError."""
    with _as_os_error(), storages[place].open(name) as file, path.open("wb") as copy:
        copy.writelines(file.chunks())


def remove(place: str, name: str) -> None:
    """Delete the file; that it is gone already is fine. Raises OSError."""
    with _as_os_error():
        storages[place].delete(name)


def folders(place: str, above: str) -> list[str]:
    """Return the folders in the folder `above`, with its name in front, in order."""
    with _as_os_error():
        names = _listed(place, above)[0]
    return [f"{above}/{name}".lstrip("/") for name in sorted(names)]


def files_before(place: str, folder: str, instant: datetime) -> list[str]:
    """Return the names of the files in a folder that are older than `instant`."""
    storage = storages[place]
    with _as_os_error():
        names = sorted(_listed(place, folder)[1])
        return [
            name
            for name in names
            if storage.get_modified_time(f"{folder}/{name}") < instant
        ]


def sharded(name: str) -> str:
    """Return where a file lies: in a folder called by its first two characters."""
    return f"{name[:2]}/{name}"


def _listed(place: str, folder: str) -> tuple[list[str], list[str]]:
    """Folders and files; neither where there is no such folder yet."""
    try:
        return storages[place].listdir(folder)
    except FileNotFoundError:
        return [], []


@contextmanager
def _as_os_error() -> Iterator[None]:
    """Let callers know one kind of error, whichever storage it is."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(str(error)) from error


def _folder(options: dict[str, Any]) -> dict[str, Any]:
    return {"BACKEND": "meishi.lib.storage.DurableStorage", "OPTIONS": options}


def _s3(url: str, folder: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    options = {
        "bucket_name": parts.hostname,
        "access_key": unquote(parts.username or "") or None,
        "secret_key": unquote(parts.password or "") or None,
        "endpoint_url": query.get("endpoint"),
        "region_name": query.get("region"),
        "location": folder,
        "file_overwrite": True,
        "default_acl": None,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
