"""The edge against nginx: counted card pages per second, on this machine, now.

    uv run python -m bench.edge [--seconds 3] [--rounds 5] [--many 100000]

nginx serves the very bytes that the edge has compressed, as a static file
without a log; the edge counts each visit. Both get as many processes as there
are cores, take turns, and the median of the rounds is compared. wrk puts on the
load from the same machine. Exit status 1 when a bar of the design is missed.
"""

import argparse
import os
import random
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil

from meishi.edge.store import bundle_path, public_root, write_bundle
from meishi.formats.bundle import Bundle, make_part

BENCH = Path(__file__).parent
CORES = os.cpu_count() or 1
BROWSER = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)
HEADERS = {
    "User-Agent": BROWSER,
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate, br",
    "Accept-Language": "de-CH,de;q=0.9",
}
BARS = {"asgi": 0.40, "rsgi": 0.50}
SLOWEST = 3.0
SPREAD = 0.10
TOOLS = ("wrk", "nginx")


class Run(NamedTuple):
    """What wrk saw: requests a second, and the 99th percentile in milliseconds."""

    rate: float
    p99: float


def main(arguments: Sequence[str] = ()) -> int:
    options = _options(arguments)
    if not _tools_are_there():
        return 1
    with tempfile.TemporaryDirectory(prefix="meishi-bench-") as folder:
        Path(folder).chmod(0o755)  # the workers of nginx are somebody else
        few, many = Path(folder, "few"), Path(folder, "many")
        page = make_cards(few, 10)
        fails = compare_servers(few, page, options)
        make_cards(many, options.many)
        fails += compare_sizes(few, many, options)
    print("all bars met" if not fails else f"bars missed: {', '.join(fails)}")
    return bool(fails)


def _tools_are_there() -> bool:
    """Install what is missing where that is possible, else say what is."""
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "-qq", *missing], check=False)
        missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        print(f"Install {' and '.join(missing)} first (apt-get install wrk nginx).")
    return not missing


def compare_servers(data: Path, page: bytes, options: argparse.Namespace) -> list[str]:
    """Run nginx and both interfaces by turns; return the bars that were missed."""
    runs: dict[str, list[Run]] = {"nginx": [], "asgi": [], "rsgi": []}
    with (
        nginx(data, page) as nginx_url,
        edge(data, "asgi") as (asgi_url, asgi_pid),
        edge(data, "rsgi") as (rsgi_url, rsgi_pid),
    ):
        urls = {"nginx": nginx_url, "asgi": asgi_url, "rsgi": rsgi_url}
        for url in urls.values():
            assert fetch(f"{url}/card-0") == page
            wrk(f"{url}/card-0", 1)
        for _ in range(options.rounds):
            for name, url in urls.items():
                runs[name].append(wrk(f"{url}/card-0", options.seconds))
        for name, pid in (("asgi", asgi_pid), ("rsgi", rsgi_pid)):
            print(f"{name}: {_memory(pid):.0f} MiB for each worker")
    check_counts(data, runs["asgi"] + runs["rsgi"])
    return report(runs)


def report(runs: dict[str, list[Run]]) -> list[str]:
    middle = {name: median(seen) for name, seen in runs.items()}
    fails = []
    for name, run in middle.items():
        ratio, slower = run.rate / middle["nginx"].rate, run.p99 / middle["nginx"].p99
        print(
            f"{name:6} {run.rate:9,.0f} requests/s  p99 {run.p99:6.2f} ms"
            f"  rate ÷ nginx {ratio:.2f}  p99 ÷ nginx {slower:.2f}"
        )
        if name in BARS and ratio < BARS[name]:
            fails.append(f"{name} rate")
        if slower > SLOWEST:
            fails.append(f"{name} p99")
    return fails


def compare_sizes(few: Path, many: Path, options: argparse.Namespace) -> list[str]:
    """Ten hot cards out of ten, and out of very many; return the bars missed."""
    runs: dict[str, list[Run]] = {"few": [], "many": [], "cold": []}
    with edge(few, "rsgi") as (few_url, _), edge(many, "rsgi") as (many_url, pid):
        for url in (few_url, many_url):
            wrk(url, 1, "ten.lua")
        for _ in range(options.rounds):
            runs["few"].append(wrk(few_url, options.seconds, "ten.lua"))
            runs["many"].append(wrk(many_url, options.seconds, "ten.lua"))
        runs["cold"].append(wrk(many_url, options.seconds, "all.lua", options.many))
        memory = _memory(pid)
    middle = {name: median(seen) for name, seen in runs.items()}
    ratio = middle["many"].rate / middle["few"].rate
    print(f"10 cards {middle['few'].rate:,.0f} requests/s")
    print(f"10 of {options.many:,} cards {middle['many'].rate:,.0f}, {ratio:.2f}")
    print(
        f"all {options.many:,} cards by chance {middle['cold'].rate:,.0f},"
        f" {memory:.0f} MiB for each worker"
    )
    return [] if ratio > 1 - SPREAD else ["many cards"]


def make_cards(data: Path, count: int) -> bytes:
    """Publish `count` cards and return the compressed page that all of them have."""
    policy = ("content-security-policy", "default-src 'none'; img-src 'self'")
    photo = random.Random(2).randbytes(20_000).hex().encode()
    parts = {
        "page": make_part("text/html; charset=utf-8", _html(), (policy,)),
        "vcard3": make_part("text/vcard; charset=utf-8", photo),
    }
    bundle = Bundle("k3x9a7", 1, "published", languages=("en",), parts=parts)
    root = public_root(data)
    write_bundle(root, "card-0", bundle)
    data_of_all = bundle.encode()
    for number in range(1, count):
        path = bundle_path(root, f"card-{number}")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data_of_all)  # one fsync each would take an hour
    return parts["page"].bodies["br"]


def _html() -> bytes:
    """Make a page like that of a full card: 45 KB, 6 KB with brotli."""
    chance = random.Random(1)
    words = ["".join(chance.choices("etaoinshrdlu", k=6)) for _ in range(3000)]
    rows = (
        f'<li class="link"><a href="/{word}">{word} {chance.choice(words)}</a></li>'
        for word in chance.choices(words, k=800)
    )
    return ("<!doctype html><ul>" + "".join(rows) + "</ul>").encode()


def check_counts(data: Path, runs: list[Run]) -> None:
    """Prove that the hits were really counted."""
    lines = sum(
        path.read_bytes().count(b"\n") for path in (data / "spool").glob("*.hits")
    )
    print(f"{lines:,} hits in the spool")
    assert lines > sum(run.rate for run in runs)


@contextmanager
def edge(data: Path, interface: str) -> Iterator[tuple[str, int]]:
    port = free_port()
    command = [
        *(sys.executable, "-m", "granian", "--interface", interface),
        *("--port", str(port), "--workers", str(CORES), "--no-ws", "--http", "1"),
        *("--log-level", "warning", "_served:app"),
    ]
    environment = os.environ | {"BENCH_DATA_DIR": str(data)}  # noqa: TID251 (handed on)
    with process(command, port, cwd=BENCH, env=environment) as pid:
        yield f"http://127.0.0.1:{port}", pid


@contextmanager
def nginx(data: Path, page: bytes) -> Iterator[str]:
    port = free_port()
    folder = data / "nginx"
    folder.mkdir()
    (folder / "card-0").write_bytes(page)
    template = (BENCH / "nginx.conf").read_text()
    values = {"PORT": port, "FOLDER": folder, "CORES": CORES}
    for name, value in values.items():
        template = template.replace(f"@{name}@", str(value))
    (folder / "nginx.conf").write_text(template)
    with process(["nginx", "-c", str(folder / "nginx.conf")], port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def process(command: list[str], port: int, **options: object) -> Iterator[int]:
    started = subprocess.Popen(command, **options)
    try:
        await_port(port)
        yield started.pid
    finally:
        started.send_signal(signal.SIGTERM)
        started.wait(20)


def wrk(url: str, seconds: int, script: str = "", many: int = 10) -> Run:
    headers = [part for item in HEADERS.items() for part in ("-H", ": ".join(item))]
    command = ["wrk", "-t2", "-c64", f"-d{seconds}s", "--latency", *headers]
    if script:
        command += ["-s", str(BENCH / script)]
    said = subprocess.run(
        [*command, url, "--", str(many)], capture_output=True, text=True, check=True
    ).stdout
    assert "Non-2xx" not in said, said
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", said)
    assert rate, said
    assert p99, said
    unit = {"us": 0.001, "ms": 1.0, "s": 1000.0}[p99[2]]
    return Run(float(rate[1]), float(p99[1]) * unit)


def median(runs: list[Run]) -> Run:
    return Run(*(statistics.median(values) for values in zip(*runs, strict=True)))


def fetch(url: str) -> bytes:
    request = urllib.request.Request(url, headers=HEADERS)
    with urllib.request.urlopen(request) as reply:
        return reply.read()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def await_port(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing answers on port {port}")


def _memory(pid: int) -> float:
    """Return the largest resident size among the workers, in MiB."""
    workers = psutil.Process(pid).children(recursive=True)
    return max(worker.memory_info().rss for worker in workers) / 1024**2


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--many", type=int, default=100_000)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
