"""Logs: one event per line, with the request's number, without personal data."""

import re
import sys
from collections.abc import MutableMapping
from traceback import format_exception
from typing import Any, TextIO

import structlog

PERSONAL = re.compile(r"[^\s\"'<>(=]+@[^\s\"'<>)]+|\+?\d[\d -]{6,}\d|[\w-]{24,}")
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”|=\([^)]*\)")
FORBIDDEN = {"request", "exc_text", "stack_info"}  # hold addresses, forms, cookies
SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def logging_settings(level: str, shape: str) -> dict[str, Any]:
    """Return Django's LOGGING: everything to standard error.

    `shape` is `text`, `json`, or `auto`: text in a terminal.
    """
    if shape == "auto":
        shape = "text" if sys.stderr.isatty() else "json"
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [*SHARED, without_personal_data],
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *_renderers(shape),
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": formatter},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "lines"}
        },
        "root": {"handlers": ["stderr"], "level": level.upper()},
        "loggers": {
            "django": {"handlers": [], "propagate": True, "level": level.upper()},
            # A visitor who asks for what is not there is no news.
            "django.request": {"level": "ERROR"},
            "django.security": {"level": "ERROR"},
            "asyncio": {"level": "WARNING"},
            # Writes whole addresses and headers of what we ask, with their secrets.
            "httpcore": {"level": "WARNING"},
            # Repeats what the error says that is raised, once for each try.
            "psycopg.pool": {"level": "ERROR"},
        },
    }


def without_personal_data(
    logger: object, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Drop what libraries attach and that may name a person."""
    for name in FORBIDDEN:
        event.pop(name, None)
    event["event"] = masked(str(event["event"]))
    return event


def _renderers(shape: str) -> list[Any]:
    # No local variables of a traceback: they hold passwords and messages.
    if shape == "text":
        return [structlog.dev.ConsoleRenderer(exception_formatter=_plain_traceback)]
    tracebacks = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
    return [
        structlog.processors.ExceptionRenderer(tracebacks),
        _without_values,
        structlog.processors.JSONRenderer(),
    ]


def masked(text: str) -> str:
    """Return the text without what may name or belong to somebody: mail addresses,
    long numbers, long tokens such as those in links."""
    return PERSONAL.sub("…", text)


def _without_values(
    logger: object, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Mask the messages of exceptions: databases quote in them what was entered."""
    for error in event.get("exception", []):
        error["exc_value"] = QUOTED.sub("…", masked(error["exc_value"]))
    return event


def _plain_traceback(target: TextIO, exc_info: Any) -> None:
    target.write(masked("".join(format_exception(*exc_info))))
