"""The spool: hits on their way from the edge to the counts, none lost, none twice.

Each process appends to a file of its own with one `write` for each hit, so
what was answered survives `kill -9`. The writer holds a lock on its file for
as long as it lives: a file without a lock is complete. The worker notes the
file's name and the offset that it has read up to in the same transaction as
the counts, and so counts each line exactly once.
"""

import fcntl
import logging
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import time
from uuid import uuid4

from meishi.formats import hit
from meishi.formats.hit import BrokenHit, Drop, Hit

logger = logging.getLogger(__name__)

SUFFIX = ".hits"


class Spool:
    """Hits of this process, appended to a file in `folder`.

    A new file is begun every `max_seconds` or `max_bytes`. When the disk is full,
    hits are dropped and counted in `drops`; the next second tries again. For one
    thread.
    """

    def __init__(
        self,
        folder: Path,
        max_bytes: int = 16 * 1024 * 1024,
        max_seconds: int = 600,
    ) -> None:
        self.folder = folder
        self.max_bytes = max_bytes
        self.max_seconds = max_seconds
        self.drops: Counter[Drop] = Counter()
        self._file = -1
        self._size = 0
        self._is_torn = False
        self._until = 0
        self._second = 0
        self._start = b""

    def add(self, tail: bytes) -> None:
        """Append a hit of this second, given as `hit.tail` writes it. Never fails."""
        second = int(time())
        if second != self._second:
            self._tick(second)
        line = self._start + tail
        if self._is_torn:
            line = b"\n" + line  # a full disk cut the last one short
        try:
            written = os.write(self._file, line)
        except OSError:
            written = 0
        if written == len(line):
            self._size += written
            self._is_torn = False
        else:
            self._lose(written)

    def close(self) -> None:
        """End the file: readers may finish it from now on."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _tick(self, second: int) -> None:
        self._second = second
        self._start = hit.start(second)
        if self._file < 0 or second >= self._until or self._size >= self.max_bytes:
            self._begin(second)

    def _begin(self, second: int) -> None:
        """Start a file: locked before it has its name, so never seen without."""
        self.close()
        name = f"{second}-{os.getpid()}-{uuid4().hex[:12]}{SUFFIX}"
        hidden = self.folder / f".{name}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._file = os.open(hidden, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o640)
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            hidden.rename(self.folder / name)
        except OSError as error:
            logger.warning("no hit can be counted: %s", error)
            self.close()
            return
        self._size = 0
        self._is_torn = False
        self._until = second + self.max_seconds

    def _lose(self, written: int) -> None:
        self._is_torn = self._is_torn or written > 0
        self._size += written
        if not self.drops[Drop.DISK]:
            logger.warning("hits are lost: %s cannot be written", self.folder)
        self.drops[Drop.DISK] += 1


def spool_files(folder: Path) -> list[Path]:
    """Return all spool files, the oldest first. Each name is used only once."""
    return sorted(folder.glob(f"*{SUFFIX}"))


def closed_spools(folder: Path) -> list[Path]:
    """Return the spool files that nobody writes any more, the oldest first."""
    return [path for path in spool_files(folder) if is_closed(path)]


def is_closed(path: Path) -> bool:
    """Say whether the writer has finished or died.

    Ask before reading: what is read to its end after that is complete.
    """
    try:
        file = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(file)
    return True


def read_from(path: Path, offset: int = 0) -> Iterator[tuple[Hit, int]]:
    """Yield each hit from the byte `offset` on, with the offset to go on from.

    A line that is no hit is skipped. A last line without its end is left for the
    next time; when `is_closed` was true before, it is torn and nothing more comes.
    """
    with path.open("rb") as file:
        file.seek(offset)
        for line in file:
            if not line.endswith(b"\n"):
                return
            offset += len(line)
            try:
                yield hit.decode(line), offset
            except BrokenHit as error:
                logger.warning("%s before byte %d: %s", path.name, offset, error)
