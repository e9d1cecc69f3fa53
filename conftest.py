"""What every test may use."""

import os

import pytest
from hypothesis import settings

# How long an example takes depends on what else the machine does.
settings.register_profile("meishi", deadline=None)
settings.load_profile("meishi")

DATABASE_FIXTURES = {"db", "transactional_db", "client", "admin_client"}


def pytest_addoption(parser):
    parser.addoption(
        "--only-database",
        action="store_true",
        help="run only the tests that use a database (for a second database)",
    )


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--only-database"):
        return
    chosen = [item for item in items if _uses_database(item)]
    dropped = [item for item in items if not _uses_database(item)]
    config.hook.pytest_deselected(items=dropped)
    items[:] = chosen


def _uses_database(item):
    marked = item.get_closest_marker("django_db") is not None
    in_browser = "page" in item.fixturenames
    return (
        marked or bool(DATABASE_FIXTURES & set(item.fixturenames))
    ) and not in_browser


@pytest.fixture(scope="session")
def postgresql_url():
    """The address of a real PostgreSQL, started by `make test`."""
    return os.environ["MEISHI_TEST_POSTGRESQL"]  # noqa: TID251 (set by tests/run.py)
