"""Logs: one event per line, with the request's number, without personal data."""

import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

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
    return event


def _renderers(shape: str) -> list[Any]:
    # No local variables of a traceback: they hold passwords and messages.
    if shape == "text":
        plain = structlog.dev.plain_traceback
        return [structlog.dev.ConsoleRenderer(exception_formatter=plain)]
    tracebacks = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
    return [
        structlog.processors.ExceptionRenderer(tracebacks),
        structlog.processors.JSONRenderer(),
    ]


def bind(**fields: object) -> None:
    """Add fields to every line that is logged for the current request."""
    structlog.contextvars.bind_contextvars(**fields)


def unbind_all() -> None:
    """Forget the fields of the request before."""
    structlog.contextvars.clear_contextvars()
