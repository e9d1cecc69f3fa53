"""Granian, the way we run it."""

from collections.abc import Callable
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from meishi.config import Config
from meishi.lib.processes import die_with_parent

MAX_RSS = 1024  # MiB after which a web process is replaced
KILL_TIMEOUT = 30  # seconds that a web process gets to finish
HEADER_TIMEOUT = 10_000  # milliseconds in which a request's headers must arrive

type Load = Callable[[], Any]


def run(config: Config, load: Load, interface: Interfaces, name: str) -> int:
    """Serve the application that `load` returns until told to stop.

    `name` is what the processes are called in lists of processes.
    """

    def load_in_worker() -> Any:
        die_with_parent()
        return load()

    Granian(
        "meishi",
        address=config.host,
        port=config.port,
        interface=interface,
        workers=config.workers,
        websockets=False,
        respawn_failed_workers=True,
        workers_max_rss=MAX_RSS,
        workers_kill_timeout=KILL_TIMEOUT,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_TIMEOUT),
        log_level=LogLevels.warning,
        log_access=False,
        process_name=f"meishi {name}",
    ).serve(target_loader=load_in_worker, wrap_loader=False)
    return 0
