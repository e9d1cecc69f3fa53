"""Start only what serves published cards. It needs no database and no Django."""

import argparse
from typing import Any

from meishi.cli import options
from meishi.lib.installation.address import edge_headers
from meishi.lib.network import check_address


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    options.address(parser)
    options.data_dir(parser)
    options.workers(parser)


def run(arguments: argparse.Namespace) -> int:
    """Serve published cards until told to stop; all else is not found."""
    from granian.constants import Interfaces

    from meishi.cli import server
    from meishi.edge.app import from_data_dir
    from meishi.themes.typefaces import font_files

    config = options.configured(arguments)
    check_address(config.host, config.port)

    def load() -> Any:
        return from_data_dir(
            config.data_dir,
            max_bytes=config.edge_cache_bytes,
            headers=edge_headers(config),
            storage_url=config.storage_url,
            built_in=font_files(),
        )

    return server.run(config, load, Interfaces.RSGI, "edge")
