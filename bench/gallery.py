"""Fifty pictures of 24 megapixels, uploaded at once as a browser does.

    uv run python -m bench gallery

A visitor without an account makes a card and sends 50 JPEGs over six connections to
`meishi serve`, whose worker makes 12 renditions of each. Printed are the seconds until
all are ready and the most memory that the worker, with the processes it starts, and the
whole installation had resident meanwhile (the sum over processes, shared pages counted
each time). Exit status 1 where a picture is missing or the worker's bound is passed.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.cookiejar import CookieJar
from threading import Event, Thread
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import psutil

from bench.lighthouse_page import _free_port, _wait
from meishi.media.rules.workshop import MEMORY
from tests.gallery import scene

COUNT = 50
DIFFERENT = 5  # pictures that are drawn; the others differ in a comment only
LONGEST = 6000  # pixels: 24 megapixels at 3:2
CONNECTIONS = 6  # as many as a browser opens
PATIENCE = 900  # seconds
WORKERS = 2  # threads of the worker, as it comes
RESIDENT = 160  # MiB that the worker itself may have
MEBIBYTE = 1024 * 1024


def main() -> int:
    """Print seconds and memory; return 1 where a bar is missed."""
    pictures = list(_pictures())
    print(f"{COUNT} pictures, {sum(map(len, pictures)) / MEBIBYTE:.0f} MiB")
    port = _free_port()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as data:
        command = [sys.executable, "-m", "meishi", "serve", "--host", "127.0.0.1"]
        command += ["--port", str(port), "--data-dir", data]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            _wait(f"http://127.0.0.1:{port}/readyz")
            return _measured(f"http://127.0.0.1:{port}", process.pid, pictures)
        finally:
            process.terminate()
            process.wait()


def _pictures() -> Iterator[bytes]:
    drawn = [_photo(number) for number in range(DIFFERENT)]
    for number in range(COUNT):
        data, comment = drawn[number % DIFFERENT], f"picture {number}".encode()
        length = (len(comment) + 2).to_bytes(2)
        yield data[:2] + b"\xff\xfe" + length + comment + data[2:]


def _photo(number: int) -> bytes:
    return scene(number, LONGEST, shape=(3, 2))


def _measured(site: str, pid: int, pictures: list[bytes]) -> int:
    visitor, token, address = _visitor(site)
    watch = _Watch(pid)
    start = time.monotonic()
    with watch, ThreadPoolExecutor(CONNECTIONS) as pool:
        send = _sender(visitor, f"{site}{address}", token)
        states = list(pool.map(send, pictures))
        uploaded = time.monotonic() - start
        ready = [_waited(visitor, f"{site}{url}") for url in states]
        took = time.monotonic() - start
    bound = RESIDENT + WORKERS * MEMORY // MEBIBYTE
    met = all(ready) and watch.worker <= bound
    print(f"uploaded after {uploaded:.0f} s, all ready after {took:.0f} s")
    print(f"ready: {sum(ready)} of {COUNT}")
    print(f"worker and its processes at most {watch.worker:.0f} MiB, bound {bound}")
    print(f"one process that opens a picture at most {watch.workshop:.0f} MiB")
    print(f"all processes at most {watch.everything:.0f} MiB")
    return 0 if met else 1


def _visitor(site: str) -> tuple[OpenerDirector, str, str]:
    """A browser with a new card: cookies, token, and where to upload."""
    visitor = build_opener(HTTPCookieProcessor(CookieJar()))
    html = visitor.open(f"{site}/cards/").read().decode()
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))
    body = urlencode(form | {"name": "Alice Arai"}).encode()
    headers = {"Referer": site}
    made = Request(f"{site}/cards/new/", body, headers)
    html = visitor.open(made).read().decode()
    token = _found(r'<meta name="csrf-token" content="([^"]+)"', html)
    return visitor, token, _found(r'data-upload="([^"]+)"', html)


def _sender(
    visitor: OpenerDirector, address: str, token: str
) -> Callable[[bytes], str]:
    def send(data: bytes) -> str:
        head = (
            b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"'
            b"\r\nContent-Type: image/jpeg\r\n\r\n"
        )
        headers = {
            "Content-Type": "multipart/form-data; boundary=edge",
            "Accept": "application/json",
            "X-CSRFToken": token,
            "Referer": address,
        }
        body = head + data + b"\r\n--edge--\r\n"
        request = Request(address, body, headers)
        url: str = json.load(visitor.open(request))["state_url"]
        return url

    return send


def _waited(visitor: OpenerDirector, url: str) -> bool:
    request = Request(url, headers={"Accept": "application/json"})
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        state = json.load(visitor.open(request))["state"]
        if state != "pending":
            return bool(state == "ready")
        time.sleep(0.5)
    return False


class _Watch:
    """The most memory, in MiB, that processes had resident, ten times a second."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.worker = self.workshop = self.everything = 0.0
        self._over = Event()
        self._thread = Thread(target=self._look)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *exception: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.1):
            sizes = list(self._sizes())
            worker = [size for name, size in sizes if name == "worker"]
            shops = [size for name, size in sizes if name == "workshop"]
            self.everything = max(self.everything, sum(size for _name, size in sizes))
            self.worker = max(self.worker, sum(worker + shops))
            self.workshop = max([self.workshop, *shops])

    def _sizes(self) -> Iterator[tuple[str, float]]:
        """What each process is, and how many MiB of it are resident."""
        main = psutil.Process(self.pid)
        for process in [main, *main.children(recursive=True)]:
            with suppress(psutil.Error):  # it ended meanwhile
                size = process.memory_info().rss / MEBIBYTE
                yield _role(process, main), size


def _role(process: psutil.Process, main: psutil.Process) -> str:
    command = " ".join(process.cmdline())
    if "media.rules.workshop" in command:
        return "workshop"
    is_web = process == main or command.startswith("meishi web")
    return "web" if is_web else "worker"


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise LookupError(pattern)
    return match[1]


if __name__ == "__main__":
    sys.exit(main())
