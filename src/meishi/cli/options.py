"""Options that several verbs take, and what follows from them."""

import argparse
from pathlib import Path

from meishi.cli.say import complain
from meishi.config import Config, ConfigError, override, read_config, unknown_settings
from meishi.lib.installation.folder import read_marker


def data_dir(parser: argparse.ArgumentParser) -> None:
    """Add `--data-dir`."""
    parser.add_argument(
        "--data-dir",
        type=Path,
        metavar="D",
        help="folder that holds everything (default: ./data)",
    )


def address(parser: argparse.ArgumentParser) -> None:
    """Add `--host` and `--port`."""
    parser.add_argument(
        "--host",
        metavar="H",
        help="address to listen on (default: 0.0.0.0, so that a phone in the same "
        "network can save a card; 127.0.0.1 keeps it to this machine)",
    )
    parser.add_argument(
        "--port", type=int, metavar="P", help="port to listen on (default: 8000)"
    )


def workers(parser: argparse.ArgumentParser) -> None:
    """Add `--workers`."""
    parser.add_argument(
        "--workers", type=int, metavar="N", help="web processes (default: 1)"
    )


def installed(arguments: argparse.Namespace) -> Config:
    """Return the configuration of an installation that is there already.

    Raises ConfigError, also where there is none: only `serve` and `migrate` make one.
    """
    config = configured(arguments)
    if not config.storage_url and read_marker(config.data_dir) is None:
        place = config.data_dir.resolve()
        raise ConfigError(
            [f"There is no installation in {place}. `meishi serve` makes one there."]
        )
    return config


def configured(arguments: argparse.Namespace) -> Config:
    """Return the configuration, with what the command line says put first.

    Names settings that do not exist. Raises ConfigError.
    """
    given = vars(arguments)
    names = ("data_dir", "host", "port", "workers")
    override(**{name: given[name] for name in names if given.get(name) is not None})
    for sentence in unknown_settings():
        complain(sentence)
    return read_config()
