"""The promise: `meishi serve` on an empty folder answers within 3 seconds.

The reference is `python -c "import django; django.setup()"` of a bare Django, which
no Django site can beat: the ratio says how much of the start is ours.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

BAR = 3.0  # seconds
RUNS = 5
BARE = (
    "import django; from django.conf import settings;"
    "settings.configure(INSTALLED_APPS=['django.contrib.auth',"
    "'django.contrib.contenttypes','django.contrib.sessions']); django.setup();"
    "import django.core.handlers.asgi, django.contrib.auth.views"
)


def main() -> int:
    """Print the figures; return 1 if the bar is missed."""
    bare = median(_bare() for _ in range(RUNS))
    empty = [_start_on_empty_folder() for _ in range(RUNS)]
    answers = median(first for first, _ in empty)
    page = median(front for _, front in empty)
    print(f"bare Django set up            {bare:.2f} s")
    print(f"meishi serve, empty folder    {answers:.2f} s to the first answer")
    print(f"                              {page:.2f} s to the front page")
    print(f"ratio to bare Django          {page / bare:.1f}")
    print(
        f"bar                           {BAR:.2f} s", "met" if page <= BAR else "MISSED"
    )
    return 0 if page <= BAR else 1


def _bare() -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", BARE], check=True)
    return time.perf_counter() - begun


def _start_on_empty_folder() -> tuple[float, float]:
    """Return the seconds to the first answer, and to the front page."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        port = _free_port()
        command = [sys.executable, "-m", "meishi", "serve", "--port", str(port)]
        command += ["--host", "127.0.0.1", "--data-dir", str(Path(folder) / "data")]
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            first = _until(port, "/healthz") - begun
            front = _until(port, "/") - begun
        finally:
            os.kill(process.pid, signal.SIGTERM)
            process.wait()
    return first, front


def _until(port: int, path: str) -> float:
    while True:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", path)
            connection.getresponse().read()
        except OSError:
            time.sleep(0.01)
        else:
            return time.perf_counter()
        finally:
            connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


if __name__ == "__main__":
    sys.exit(main())
