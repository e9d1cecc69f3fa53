"""Processes that do the same at once, of which one is killed each second."""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path


class Crowd:
    """`processes` that each make `attempts`; `work` makes those of one that are left.

    It is called with a name, a folder for its log, and how many there are.
    """

    def __init__(
        self,
        folder: Path,
        processes: int,
        attempts: int,
        work: Callable[[str, Path, int], None],
    ) -> None:
        self.folder, self.processes = folder, processes
        self.attempts, self.work = attempts, work

    def run(self) -> None:
        """Run until all attempts were answered; print how many were killed."""
        running = {self.born(number): number for number in range(self.processes)}
        next_kill, killed = time.monotonic() + 1, 0
        while running:
            while running and time.monotonic() < next_kill:
                ended, _status = os.waitpid(-1, os.WNOHANG)
                running.pop(ended, None)
                time.sleep(0.02)
            if not running:
                break
            next_kill, killed = next_kill + 1, killed + 1
            victim = random.choice(list(running))
            os.kill(victim, signal.SIGKILL)
            os.waitpid(victim, 0)
            number = running.pop(victim)
            running[self.born(number)] = number
        sys.stdout.write(f"{killed}\n")

    def born(self, number: int) -> int:
        """Start a process for the attempts of that number that are left."""
        if child := os.fork():
            return child
        self.work(str(number), self.folder, self.attempts)
        os._exit(0)
