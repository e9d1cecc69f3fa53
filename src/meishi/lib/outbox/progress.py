"""How a long job says that it gets on, so that only what is stuck is ended."""

import threading
import time

_running: dict[int, float] = {}
"""When the job of a thread began or last got on, by the clock of `time.monotonic`."""


def begin() -> None:
    """Note that this thread begins with a job."""
    _running[threading.get_ident()] = time.monotonic()


def end() -> None:
    """Note that this thread is done with its job."""
    _running.pop(threading.get_ident(), None)


def progressed() -> None:
    """Begin the time limit of this thread's job anew; nothing happens outside of one.

    Whoever calls it must have a limit of its own for the whole.
    """
    if threading.get_ident() in _running:
        begin()


def longest_silence() -> float:
    """Return for how many seconds the slowest job has not got on, 0 without jobs."""
    return time.monotonic() - min(_running.copy().values(), default=time.monotonic())
