"""Bundles that are in S3, answered from copies in a folder of this machine.

A copy is compared with S3 (one conditional GET) when it was compared longer ago
than `fresh_seconds`: that is how late a new edition can be. While S3 is away
the last copy is served, also after a restart. Copies stay until the bundle goes;
the folder may be emptied at any time.
"""

import logging
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from types import MappingProxyType
from typing import NamedTuple

from meishi.edge.bucket import BUNDLES, RENDITIONS, Bucket, BucketAway
from meishi.edge.folder import FolderStore
from meishi.edge.shelf import Later, Rendition
from meishi.edge.store import (
    Version,
    bundle_path,
    page_path,
    remove_file,
    replace_file,
    scan_path,
    version_of,
)
from meishi.formats.bundle import Bundle, ScanTarget

logger = logging.getLogger(__name__)

REMEMBERED = 100_000  # comparisons
HERE = Path()
RENDITION = "m"


class Compared(NamedTuple):
    """The outcome of a comparison with S3, and until when it holds."""

    until: float
    is_away: bool
    etag: str = ""
    copy: Version | None = None  # that the etag is about


class CopyStore:
    """Bundles of a bucket, with copies below `root`.

    Each method raises Later where S3 has to be asked first, BucketAway where it
    cannot be asked and there is no copy.
    """

    def __init__(
        self,
        bucket: Bucket,
        root: Path,
        max_bytes: int = 64 * 1024 * 1024,
        fresh_seconds: float = 5,
        built_in: Mapping[str, Path] = MappingProxyType({}),
    ) -> None:
        self.bucket = bucket
        self.root = root
        self.fresh_seconds = fresh_seconds
        self._folder = FolderStore(root, max_bytes, built_in)
        self._compared: OrderedDict[Path, Compared] = OrderedDict()
        self._away_until = 0.0

    @property
    def generation(self) -> int:
        """Grow whenever a bundle leaves memory or is replaced."""
        return self._folder.generation

    def find(self, handle: str) -> Bundle | None:
        """Return the bundle at a handle, or None."""
        place = bundle_path(HERE, handle)
        compared = self._compare(place)
        return _sure(self._folder.find(handle), compared)

    def scan(self, code: str) -> ScanTarget | None:
        """Return the target of a scan code, or None."""
        compared = self._compare(scan_path(HERE, code))
        return _sure(self._folder.scan(code), compared)

    def page(self, name: str) -> Bundle | None:
        """Return the page for "404" or "410"."""
        self._compare(page_path(HERE, name))
        return self._folder.page(name)

    def rendition(self, name: str) -> Rendition | None:
        """Return the file of a rendition, or None. It never changes."""
        found = self._folder.rendition(name)
        if found:
            return found
        return _sure(None, self._compare(Path(RENDITION, name[:2], name)))

    def _compare(self, place: Path) -> Compared:
        compared = self._compared.get(place)
        if compared and compared.until > monotonic():
            return compared
        raise Later(str(place), lambda: self._fetch(place))

    def _fetch(self, place: Path) -> None:
        """Bring a copy up to date. Blocks; for a thread of its own."""
        before = self._compared.pop(place, None)
        try:
            compared = self._update(place, before)
        except OSError as error:
            if not self._is_away():
                logger.warning("serving copies, as S3 is away: %s", error)
                self._away_until = monotonic() + self.fresh_seconds
            compared = Compared(self._away_until, is_away=True)
        self._compared[place] = compared
        if len(self._compared) > REMEMBERED:
            self._compared.popitem(last=False)

    def _update(self, place: Path, before: Compared | None) -> Compared:
        if self._is_away():
            raise BucketAway("it was away a moment ago")
        path = self.root / place
        if place.parts[0] == RENDITION:  # may be a film: never in memory, never changed
            self.bucket.copy(str(_key(place)), path)
            return Compared(monotonic() + self.fresh_seconds, is_away=False)
        copy = _version(path)  # another process may have put another there
        known = before.etag if before and copy and copy == before.copy else ""
        found = self.bucket.fetch(str(_key(place)), known)
        until = monotonic() + self.fresh_seconds
        if found is None:
            remove_file(path)
            return Compared(until, is_away=False)
        if found.data is not None:
            copy = replace_file(path, found.data)
        return Compared(until, is_away=False, etag=found.etag, copy=copy)

    def _is_away(self) -> bool:
        return self._away_until > monotonic()


def _version(path: Path) -> Version | None:
    try:
        return version_of(path.stat())
    except FileNotFoundError:
        return None


def _key(place: Path) -> Path:
    if place.parts[0] == RENDITION:
        return RENDITIONS / place.relative_to(RENDITION)
    return BUNDLES / place


def _sure[T](found: T | None, compared: Compared) -> T | None:
    """Return what was found; that there is nothing only S3 can say."""
    if found is None and compared.is_away:
        raise BucketAway("S3 is away and there is no copy")
    return found
