"""Start everything on this machine: edge, web and worker."""

import argparse
import json
import sys
import time
from http.client import HTTPConnection
from http.client import HTTPException as NoAnswer
from typing import Any

import django

from meishi.cli import options
from meishi.cli.say import complain, say
from meishi.config import Config
from meishi.lib.installation.address import note_served_url, site_url
from meishi.lib.installation.folder import make
from meishi.lib.network import check_address
from meishi.lib.processes import Child, Supervisor, start_apart

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 (compared with)
PATIENCE = 60.0  # seconds for the first answer


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    options.address(parser)
    options.data_dir(parser)
    options.workers(parser)
    parser.add_argument(
        "--no-qr", action="store_true", help="do not draw the address as a QR code"
    )


def run(arguments: argparse.Namespace) -> int:
    """Start, say where to go, and mind the processes until told to stop."""
    config = options.configured(arguments)
    check_address(config.host, config.port)
    make(config.data_dir)
    note_served_url(config)
    django.setup()
    answer = start_apart(lambda: _prepare(config))
    _load_early()
    told = answer()
    if told is None:
        return 1
    supervisor = Supervisor([Child("web", _web), Child("worker", _worker)], _mourn)
    supervisor.start()
    if _answers(config, supervisor):
        _welcome(config, json.loads(told), with_qr=not arguments.no_qr)
    supervisor.mind()
    return 0


def _prepare(config: Config) -> str:
    """Prepare the installation; return what there is to tell, as JSON."""
    from meishi.accounts.services import first_admin_link
    from meishi.cli import in_words
    from meishi.lib.installation.prepare import prepare

    try:
        prepare(config.data_dir, say, is_shared=bool(config.storage_url))
        return json.dumps({"first_admin": first_admin_link()})
    except Exception as error:
        if not in_words(error):
            raise
        complain(in_words(error))
        sys.exit(1)


def _load_early() -> None:
    """Import what the web process needs, while another prepares the database."""
    from django.urls import get_resolver

    import meishi.asgi
    import meishi.cli.server  # noqa: F401 (for its side effect: it is loaded)

    get_resolver().url_patterns  # noqa: B018 (cached when asked for)


def _web() -> int:
    from granian.constants import Interfaces

    from meishi.asgi import site
    from meishi.cli import server
    from meishi.config import read_config

    return server.run(read_config(), site, Interfaces.ASGI, "web")


def _worker() -> int:
    from meishi.cli.worker import work
    from meishi.config import read_config

    return work(read_config())


def _mourn(child: Child, status: int) -> None:
    complain(f"The {child.name} process ended ({status}) and is started again.")


def _answers(config: Config, supervisor: Supervisor) -> bool:
    """Wait until the site answers; return False if it is stopped before."""
    end = time.monotonic() + PATIENCE
    host = "localhost" if config.host in EVERYWHERE else config.host
    while time.monotonic() < end and not supervisor.is_stopping:
        connection = HTTPConnection(host, config.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except (OSError, NoAnswer):
            time.sleep(0.02)
        else:
            return True
        finally:
            connection.close()
    return False


def _welcome(config: Config, told: dict[str, Any], *, with_qr: bool) -> None:
    from meishi.formats.qr.symbol import matrix
    from meishi.formats.qr.terminal import terminal

    address = site_url(config)
    if with_qr:
        say()
        say(terminal(matrix(address)))
    say(f"Meishi is at {address}")
    if config.host in EVERYWHERE and "//localhost" not in address:
        say(f"On this machine also at http://localhost:{config.port}")
    say(f"Everything is kept in {config.data_dir.resolve()}")
    if told["first_admin"]:
        say()
        say("Nobody has an account yet. Become the administrator with this link,")
        say("which works once:")
        say(f"  {told['first_admin']}")
    say()
    say("Ctrl+C stops it.")
