"""The writing side: where the edge's files are, and how they are replaced.

Everything lies in one public folder:

    cards/{ab}/{handle}.bundle    scans/{ab}/{CODE}    pages/404.bundle    m/...

`{ab}` comes from a hash, so that a folder of a million cards stays quick.
"""

import os
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from uuid import uuid4

from meishi.formats.bundle import Bundle, ScanTarget

type Version = tuple[int, int, int]  # time of change, inode, size


def public_root(data_dir: Path) -> Path:
    """Give the folder of all that the edge serves, inside the data folder."""
    return data_dir / "public"


def bundle_path(root: Path, handle: str) -> Path:
    """Give the place of a card's bundle. `handle` must have passed `check`."""
    return root / f"cards/{shard(handle)}/{handle}.bundle"


def scan_path(root: Path, code: str) -> Path:
    """Give the place of a scan link's target. `code` is in upper case."""
    return root / f"scans/{shard(code)}/{code}"


def page_path(root: Path, name: str) -> Path:
    """Give the place of a page of the edge itself: "404" or "410"."""
    return root / "pages" / f"{name}.bundle"


def write_bundle(root: Path, handle: str, bundle: Bundle) -> None:
    """Publish: every edge on this folder serves it from its next request on.

    Durable when it returns. Raises OSError (a full disk, say) and then leaves
    the former bundle as it was.
    """
    replace_file(bundle_path(root, handle), bundle.encode())


def write_scan_target(root: Path, target: ScanTarget) -> None:
    """Make or change the target of a scan link. Raises OSError."""
    replace_file(scan_path(root, target.code), target.encode())


def write_page(root: Path, name: str, bundle: Bundle) -> None:
    """Set the page for "404" (no such card) or "410" (unpublished); its parts
    are "page" and "page:{lang}", as for a card. Raises OSError.
    """
    replace_file(page_path(root, name), bundle.encode())


def remove_bundle(root: Path, handle: str) -> None:
    """Forget a card entirely: its address answers 404. Absent is fine.

    To unpublish, write a bundle in the state "gone" instead.
    """
    remove_file(bundle_path(root, handle))


def remove_scan_target(root: Path, code: str) -> None:
    """Forget a scan link. Absent is fine."""
    remove_file(scan_path(root, code))


def shard(name: str) -> str:
    """Spread names evenly over 256 folders."""
    return blake2b(name.encode(), digest_size=1).hexdigest()


def replace_file(path: Path, data: bytes) -> Version:
    """Put `data` at `path` durably: a reader sees the old bytes or the new.

    Returns the version of the new file, as `version_of` gives it.
    """
    return replace_in_pieces(path, (data,))


def replace_in_pieces(path: Path, pieces: Iterable[bytes]) -> Version:
    """Do the same with what need not fit into memory at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        with temporary.open("xb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
            version = version_of(os.fstat(file.fileno()))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)
    return version


def version_of(stat: os.stat_result) -> Version:
    """Tell one file at a path from the next."""
    return stat.st_mtime_ns, stat.st_ino, stat.st_size


def _has(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False


def remove_file(path: Path) -> None:
    """Remove a file durably; that it is absent already is fine."""
    try:
        path.unlink()
    except FileNotFoundError:
        return
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder survive a power loss."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
