"""Start only the editor and the rest of the site, without published cards."""

import argparse

import django

from meishi.cli import options
from meishi.lib.network import check_address


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    options.address(parser)
    options.data_dir(parser)
    options.workers(parser)


def run(arguments: argparse.Namespace) -> int:
    """Serve until told to stop. `meishi migrate` must have been run."""
    from granian.constants import Interfaces

    from meishi.cli import server

    config = options.installed(arguments)
    check_address(config.host, config.port)
    django.setup()
    from meishi.asgi import web
    from meishi.lib.installation.prepare import collect_static

    collect_static()
    return server.run(config, web, Interfaces.ASGINL, "web")
