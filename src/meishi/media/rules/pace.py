"""How long a recording may take to be made: the longer, the more of it is done.

The process that makes it says how many seconds of it are done. Each of them allows it a
little more time, so that a long film on a slow machine is finished; what gets stuck is
ended as soon as a short one would be.
"""

import os
import resource
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

PACE: Final = 20  # seconds of work that each second of a recording allows
THREADS: Final = 2
_FILE: Final = "done"


@dataclass(slots=True)
class Pulse:
    """Says in a file of `folder` how many seconds are done; `seconds` is what the work
    may take without that, `parent` the process that wants it."""

    folder: Path
    seconds: int
    parent: int = field(default_factory=os.getppid)
    done: int = 0

    def beat(self, at: float) -> None:
        """Note that all before second `at` is done. Ends where nobody waits for it."""
        if int(at) <= self.done:
            return
        self.done = int(at)
        if os.getppid() != self.parent:  # it was killed, and its successor begins anew
            sys.exit("Nobody waits for this any more.")
        part = self.folder / f"{_FILE}.part"
        part.write_text(str(self.done))
        part.rename(self.folder / _FILE)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        cpu = THREADS * (self.seconds + PACE * self.done)
        resource.setrlimit(resource.RLIMIT_CPU, (min(cpu, most), most))


@dataclass(slots=True)
class Watch:
    """Looks at a `Pulse` from outside. `seconds` is what the work may take without one,
    and how long it may be silent; it counts no more than `longest` seconds of it."""

    folder: Path
    seconds: float
    longest: int
    begun: float = field(default_factory=lambda: time.monotonic())
    beat_at: float = field(default_factory=lambda: time.monotonic())
    done: int = 0

    def has_progressed(self) -> bool:
        """Whether more is done than when this was asked last."""
        done = min(self._told(), self.longest + 1)
        if done <= self.done:
            return False
        self.done, self.beat_at = done, time.monotonic()
        return True

    @property
    def is_over(self) -> bool:
        """Whether it took too long, for all that is done or since the last beat."""
        at = time.monotonic()
        allowed = self.seconds + PACE * self.done
        return at > self.begun + allowed or at > self.beat_at + self.seconds

    def _told(self) -> int:
        try:
            return int((self.folder / _FILE).read_text())
        except (OSError, ValueError):  # nothing yet, or nothing that we wrote
            return 0
