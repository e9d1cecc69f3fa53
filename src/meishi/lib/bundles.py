"""Where published bundles go: the one seam between publishing and the edge.

To a folder, or to S3 where several machines serve them (MEISHI_STORAGE_URL).
"""

from functools import cache
from pathlib import Path

from django.conf import settings

from meishi.edge import store
from meishi.edge.bucket import BUNDLES, Bucket
from meishi.formats.bundle import BrokenBundle, Bundle
from meishi.formats.scan import ScanTarget

COMPILED_FOR = "compiled-for"


def root() -> Path:
    """Return the folder that the edge serves from."""
    return store.public_root(Path(settings.DATA_DIR))


def put_bundle(handle: str, bundle: Bundle) -> None:
    """Serve `bundle` at `/{handle}` from the next request on. Raises OSError."""
    if bucket := _bucket():
        bucket.put_bundle(handle, bundle)
    else:
        store.write_bundle(root(), handle, bundle)


def get_bundle(handle: str) -> Bundle | None:
    """Return what is served at `/{handle}`, or None; a damaged file counts as none."""
    data = _read(store.bundle_path(Path(), handle))
    try:
        return Bundle.decode(data) if data is not None else None
    except BrokenBundle:
        return None


def put_page(name: str, bundle: Bundle) -> None:
    """Serve `bundle` where there is no card ("404") or none any more ("410")."""
    if bucket := _bucket():
        bucket.put_page(name, bundle)
    else:
        store.write_page(root(), name, bundle)


def put_scan_target(target: ScanTarget) -> None:
    """Let `/q/{code}` lead to the target. Raises OSError."""
    if bucket := _bucket():
        bucket.put_scan_target(target)
    else:
        store.write_scan_target(root(), target)


def compiled_for() -> str:
    """Return what all bundles were last compiled for, or "" if never."""
    return (_read(Path(COMPILED_FOR)) or b"").decode()


def set_compiled_for(signature: str) -> None:
    """Note that every bundle is compiled for that address and version."""
    if bucket := _bucket():
        bucket.put(str(BUNDLES / COMPILED_FOR), signature.encode())
    else:
        store.replace_file(root() / COMPILED_FOR, signature.encode())


def _read(path: Path) -> bytes | None:
    """Return the file at `path`, relative to where bundles are, or None."""
    if bucket := _bucket():
        found = bucket.fetch(str(BUNDLES / path))
        return found.data if found else None
    try:
        return (root() / path).read_bytes()
    except FileNotFoundError:
        return None


def _bucket() -> Bucket | None:
    return _bucket_at(settings.STORAGE_URL) if settings.STORAGE_URL else None


@cache
def _bucket_at(url: str) -> Bucket:
    return Bucket(url)
