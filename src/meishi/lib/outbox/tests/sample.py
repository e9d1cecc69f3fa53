"""Tasks that tests put into the outbox."""

import time
from pathlib import Path

from django.tasks import task

GREETED = []


@task
def greet(name, *, loudly=False):
    GREETED.append((name, loudly))
    return f"Hello {name}"


@task
def stumble():
    raise ValueError("over a stone")


@task(takes_context=True)
def tell_attempt(context):
    return context.attempt


@task
def leave_mark(path, name):
    """Append a line: what a test can count that kills the process."""
    with Path(path).open("a") as file:
        file.write(f"{name}\n")


@task
def sleep(seconds):
    time.sleep(seconds)
