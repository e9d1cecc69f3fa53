"""The reading side: bundles in a folder, kept in memory until their file changes.

Each request asks the file system (one `stat`) whether the file is still the
same, so a new edition is served at once by every process. Of a bundle only the
header is read at first, and each body when it is first asked for: a page that
thousands look at does not bring its pictures into memory.
"""

import logging
import os
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from meishi.edge.pages import BUILT_IN
from meishi.edge.shelf import Rendition, Replaced
from meishi.edge.store import (
    Version,
    bundle_path,
    page_path,
    scan_path,
    version_of,
)
from meishi.formats.bundle import (
    FIRST_LINE,
    BrokenBundle,
    Bundle,
    Place,
    ScanTarget,
    header_length,
    read_outline,
)
from meishi.formats.scan import BrokenScanTarget

logger = logging.getLogger(__name__)

PER_BUNDLE = 4096  # bytes that Python's objects take beside the text of the header
PER_BYTE = 4  # of the header, once it is objects
NOWHERE = Place(0, 2**63, 0)
FIRST_READ = 32 * 1024  # has the header and the compressed page in most cases


class Held:
    """A bundle in memory, and how much of it that takes."""

    __slots__ = ("bundle", "path", "refused", "size", "version")

    def __init__(self, path: str, version: Version) -> None:
        self.path = path
        self.version = version
        self.size = PER_BUNDLE
        self.refused: Version | None = None
        self.bundle: Bundle


class FolderStore:
    """Bundles below `root`, with at most `max_bytes` of them in memory.

    `generation` grows whenever a bundle leaves memory or is replaced, so that
    what was derived from it can be forgotten too. For one thread. `built_in` are
    files below `/m/` that came with the program, by name, such as fonts.
    """

    def __init__(
        self,
        root: Path,
        max_bytes: int = 64 * 1024 * 1024,
        built_in: Mapping[str, Path] = MappingProxyType({}),
    ) -> None:
        self.root = root
        self.built_in = built_in
        self.max_bytes = max_bytes
        self.size = 0
        self.generation = 0
        self._held: OrderedDict[str, Held] = OrderedDict()

    def find(self, handle: str) -> Bundle | None:
        """Return the bundle at a handle, or None. Raises BrokenBundle, OSError."""
        held = self._held.get(handle)
        if held is None:
            return self._load(handle, str(bundle_path(self.root, handle)))
        return self._current(handle, held)

    def page(self, name: str) -> Bundle | None:
        """Return the page for "404" or "410", built in unless one was written."""
        key = f"/{name}"  # a slash keeps it apart from handles
        held = self._held.get(key)
        try:
            if held:
                found = self._current(key, held)
            else:
                found = self._load(key, str(page_path(self.root, name)))
        except (BrokenBundle, OSError):
            logger.exception("the page %s cannot be read", name)
            found = None
        return found or BUILT_IN[name]

    def scan(self, code: str) -> ScanTarget | None:
        """Return the target of a scan code, or None. Raises OSError."""
        try:
            return ScanTarget.decode(scan_path(self.root, code).read_bytes())
        except FileNotFoundError:
            return None
        except BrokenScanTarget as error:
            raise BrokenBundle(f"scan target {code}: {error}") from error

    def rendition(self, name: str) -> Rendition | None:
        """Return the file of a rendition, or None."""
        path = self.built_in.get(name) or self.root / "m" / name[:2] / name
        try:
            return Rendition(path, path.stat().st_size)
        except FileNotFoundError:
            return None

    def _current(self, key: str, held: Held) -> Bundle | None:
        try:
            version = version_of(os.stat(held.path))  # noqa: PTH116 (Path is 4 times slower)
        except FileNotFoundError:
            self._forget(key)
            return None
        except OSError:  # the disk or its network is away: better old than nothing
            return held.bundle
        if version == held.version:
            self._held.move_to_end(key)
            return held.bundle
        if version == held.refused:
            return held.bundle
        return self._reload(key, held, version)

    def _reload(self, key: str, held: Held, version: Version) -> Bundle | None:
        try:
            bundle = self._load(key, held.path)
        except (BrokenBundle, OSError):
            logger.exception("serving the edition before: %s", held.path)
            held.refused = version
            return held.bundle
        if bundle is None:
            self._forget(key)
        return bundle

    def _load(self, key: str, path: str) -> Bundle | None:
        try:
            version, data = _read(path, 0, FIRST_READ)
        except FileNotFoundError:
            return None
        held = self._hold(path, version, data)
        self._forget(key)
        self._held[key] = held
        self.size += held.size
        self.account(held, 0)
        return held.bundle

    def _hold(self, path: str, version: Version, data: bytes) -> Held:
        end = FIRST_LINE + header_length(data[:FIRST_LINE])
        if end > len(data):
            version, data = _read(path, 0, end)
        outline = read_outline(data[:end])
        if outline.length != version[2]:
            raise BrokenBundle(f"{path} should have {outline.length} bytes")
        held = Held(path, version)
        bodies = {
            name: Bodies(self, held, places) for name, places in outline.places.items()
        }
        held.bundle = outline.bundle(bodies)
        held.size += PER_BYTE * end
        if "page" in bodies:
            held.size += bodies["page"].keep_first(data)
        return held

    def account(self, held: Held, by: int) -> None:
        """Note that a bundle takes more memory, and make room."""
        if not held.size:
            return  # it has been forgotten meanwhile
        held.size += by
        self.size += by
        while self.size > self.max_bytes and len(self._held) > 1:
            self._forget(next(iter(self._held)))

    def _forget(self, key: str) -> None:
        held = self._held.pop(key, None)
        if held:
            self.size -= held.size
            held.size = 0
            self.generation += 1


class Bodies(Mapping[str, bytes]):
    """The bodies of a part, each read from the file when it is first asked for.

    Raises Replaced when the file is another by then, BrokenBundle, OSError.
    """

    __slots__ = ("_held", "_known", "_places", "_store")

    def __init__(
        self, store: FolderStore, held: Held, places: dict[str, Place]
    ) -> None:
        self._store = store
        self._held = held
        self._places = places
        self._known: dict[str, bytes] = {}

    def __getitem__(self, encoding: str) -> bytes:
        body = self._known.get(encoding)
        if body is None:
            body = self._known[encoding] = self._read(self._places[encoding])
            self._store.account(self._held, len(body))
        return body

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, encoding: object) -> bool:
        return encoding in self._places

    def keep_first(self, data: bytes) -> int:
        """Keep the first body, if `data`, the start of the file, has it; its size."""
        encoding, place = next(iter(self._places.items()), ("", NOWHERE))
        if place.end > len(data):
            return 0
        self._known[encoding] = place.verified(data[place.start : place.end])
        return len(self._known[encoding])

    def _read(self, place: Place) -> bytes:
        try:
            version, body = _read(self._held.path, place.start, place.end)
        except FileNotFoundError as error:
            raise Replaced from error
        if version != self._held.version:
            raise Replaced
        return place.verified(body)


def _read(path: str, start: int, end: int) -> tuple[Version, bytes]:
    """Read bytes of a file, and the version of the file that they are from."""
    file = os.open(path, os.O_RDONLY)
    try:
        return version_of(os.fstat(file)), os.pread(file, end - start, start)
    finally:
        os.close(file)
