"""Processes that end with the one that started them, and are started again."""

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

PR_SET_PDEATHSIG = 1  # prctl(2)
SHORTEST_WAIT, LONGEST_WAIT = 0.2, 30.0  # seconds before a child is started again
LONG_LIFE = 30.0  # seconds after which a death is not counted with the ones before
GRACE = 35.0  # seconds that children get to finish when told to stop
LOOK = 1.0  # seconds


@dataclass
class Child:
    """A process that runs `main` and is started again whenever it dies."""

    name: str
    main: Callable[[], int]
    pid: int = 0
    started: float = 0.0
    deaths: int = 0
    due: float = 0.0


@dataclass
class Supervisor:
    """Starts children and minds them until it is told to stop."""

    children: list[Child]
    on_death: Callable[[Child, int], None]
    is_stopping: bool = field(default=False, init=False)

    def start(self) -> None:
        """Start all children. From now on SIGTERM and SIGINT stop them."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        for child in self.children:
            _start(child)

    def mind(self) -> None:
        """Start again what dies, and return when all have stopped."""
        while not self.is_stopping:
            self._bury()
            for child in self.children:
                if not child.pid and child.due <= time.monotonic():
                    _start(child)
            time.sleep(0.05)
        self._finish()

    def _stop(self, number: int, frame: object) -> None:
        self.is_stopping = True

    def _bury(self) -> None:
        for child in self.children:
            if child.pid and (status := _ended(child.pid)) is not None:
                self._note_death(child)
                if not self.is_stopping:
                    self.on_death(child, status)

    def _note_death(self, child: Child) -> None:
        lived = time.monotonic() - child.started
        child.pid = 0
        child.deaths = 1 if lived > LONG_LIFE else child.deaths + 1
        wait = min(SHORTEST_WAIT * 2 ** (child.deaths - 1), LONGEST_WAIT)
        child.due = time.monotonic() + wait

    def _finish(self) -> None:
        for child in self.children:
            if child.pid:
                os.kill(child.pid, signal.SIGTERM)
        end = time.monotonic() + GRACE
        while any(child.pid for child in self.children):
            self._bury()
            if time.monotonic() > end:
                for child in self.children:
                    if child.pid:
                        os.kill(child.pid, signal.SIGKILL)
            time.sleep(0.02)


def start_apart(main: Callable[[], str]) -> Callable[[], str | None]:
    """Run `main` in a process of its own; the function returned waits for its answer.

    The answer is None if it failed. What it opens (databases, pools, threads) is
    gone afterwards. It must be shorter than a pipe is deep: 4,096 bytes.
    """
    reader, writer = os.pipe()

    def tell() -> int:
        os.write(writer, main().encode())
        return 0

    child = Child("apart", tell)
    _start(child)
    os.close(writer)

    def wait() -> str | None:
        with os.fdopen(reader) as pipe:
            answer = pipe.read()
        _, status = os.waitpid(child.pid, 0)
        return answer if status == 0 else None

    return wait


def die_with_parent() -> None:
    """End this process when the one that started it ends, however that is."""
    parent = os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it was gone before we asked
            os._exit(1)
        return
    threading.Thread(target=_watch_parent, args=[parent], daemon=True).start()


def _watch_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK)
    os._exit(1)


def _start(child: Child) -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    child.started = time.monotonic()
    child.pid = os.fork()
    if child.pid == 0:
        _run(child.main)


def _run(main: Callable[[], int]) -> None:
    """Run `main` in the forked process, which must never return to its caller."""
    status = 1
    try:
        die_with_parent()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        status = main()
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else 1
    except BaseException:  # noqa: BLE001 (whatever it is, it is shown and ends here)
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _ended(pid: int) -> int | None:
    try:
        ended, status = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return 1
    return os.waitstatus_to_exitcode(status) if ended else None
