"""Tasks that tests put into the outbox."""

import time
from pathlib import Path

from django.tasks import task

from meishi.lib.outbox.progress import progressed

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


@task(takes_context=True)
def leave_mark(context, path, number):
    """Append a line: what a test can count that kills the process.

    One in five fails at the first try.
    """
    if number % 5 == 0 and context.attempt == 1:
        raise OSError("not yet")
    with Path(path).open("a") as file:
        file.write(f"{number} {context.task_result.id}\n")


@task
def sleep(seconds):
    time.sleep(seconds)


@task
def get_on(steps):
    for _ in range(steps):
        time.sleep(0.2)
        progressed()
