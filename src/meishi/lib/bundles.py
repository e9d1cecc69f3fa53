"""Where published bundles go: the one seam between publishing and the edge."""

from pathlib import Path

from django.conf import settings

from meishi.edge import store
from meishi.formats.bundle import BrokenBundle, Bundle
from meishi.formats.scan import ScanTarget


def root() -> Path:
    """Return the folder that the edge serves from."""
    return store.public_root(Path(settings.DATA_DIR))


def put_bundle(handle: str, bundle: Bundle) -> None:
    """Serve `bundle` at `/{handle}` from the next request on. Raises OSError."""
    store.write_bundle(root(), handle, bundle)


def get_bundle(handle: str) -> Bundle | None:
    """Return what is served at `/{handle}`, or None; a damaged file counts as none."""
    try:
        return Bundle.decode(store.bundle_path(root(), handle).read_bytes())
    except (FileNotFoundError, BrokenBundle):
        return None


def remove_bundle(handle: str) -> None:
    """Serve nothing at `/{handle}`: as if there had never been a card."""
    store.remove_bundle(root(), handle)


def put_scan_target(target: ScanTarget) -> None:
    """Let `/q/{code}` lead to the target. Raises OSError."""
    store.write_scan_target(root(), target)


def compiled_for() -> str:
    """Return what all bundles were last compiled for, or "" if never."""
    try:
        return _marker().read_text("utf-8")
    except FileNotFoundError:
        return ""


def set_compiled_for(signature: str) -> None:
    """Note that every bundle is compiled for that address and version."""
    store.replace_file(_marker(), signature.encode())


def _marker() -> Path:
    return root() / "compiled-for"
