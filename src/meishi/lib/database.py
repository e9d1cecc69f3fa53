"""Which database and cache: in the data folder, or servers shared by many."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url

# FULL, for NORMAL can lose an acknowledged write when the power fails.
SQLITE_INIT = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"
SQLITE_TIMEOUT = 20  # seconds to wait for another writer
POOL = {"min_size": 1, "max_size": 16, "timeout": 5}


def database_settings(url: str, data_dir: Path) -> dict[str, Any]:
    """Return Django's settings of the database at `url`; empty means SQLite."""
    if urlsplit(url).scheme.startswith("postgres"):
        return _postgresql(url)
    path = url.partition("://")[2].removeprefix("/")
    return _sqlite(Path(path) if path else data_dir / "meishi.sqlite3")


def cache_settings(url: str) -> dict[str, Any]:
    """Return Django's settings of the cache at `url`; empty means the database.

    It must be shared by all processes: rate limits are counted in it.
    """
    if not url:
        backend = "django.core.cache.backends.db.DatabaseCache"
        return {"BACKEND": backend, "LOCATION": "cache"}
    backend = "django.core.cache.backends.redis.RedisCache"
    return {"BACKEND": backend, "LOCATION": url, "KEY_PREFIX": "meishi"}


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "meishi.lib.sqlite",
        "NAME": path,
        "OPTIONS": {
            # Deferred transactions that read and then write fail at once with
            # "database is locked" when another wrote in between.
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_TIMEOUT,
            "init_command": SQLITE_INIT,
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    settings: dict[str, Any] = dict(dj_database_url.parse(url, conn_health_checks=True))
    settings["OPTIONS"] = {**settings.get("OPTIONS", {}), "pool": POOL}
    return settings
