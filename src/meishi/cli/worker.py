"""Start only what works in the background: mails, counts, tidying."""

import argparse

import django

from meishi.cli import options
from meishi.config import Config


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    options.data_dir(parser)


def run(arguments: argparse.Namespace) -> int:
    """Run jobs until told to stop."""
    config = options.installed(arguments)
    django.setup()
    return work(config)


def work(config: Config) -> int:
    """Run jobs until told to stop, in a Django that is set up."""
    from meishi.lib.outbox.worker import WorkerProcess

    worker = WorkerProcess(threads=config.worker_threads)
    worker.stop_on_signals()
    worker.run()
    return 0
