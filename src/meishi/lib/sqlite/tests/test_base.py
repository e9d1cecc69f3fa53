import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.utils import ConnectionHandler, IntegrityError

from meishi.lib.database import database_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def database(tmp_path):
    """A SQLite in a file, as an installation has it."""
    connections = ConnectionHandler({"default": database_settings("", tmp_path)})
    yield connections["default"]
    connections.close_all()


def value_of(database, query, params=None):
    with database.cursor() as cursor:
        cursor.execute(query, params)
        return cursor.fetchone()[0]


def test_it_is_a_sqlite_without_the_wal_reset_bug(database):
    version = value_of(database, "SELECT sqlite_version()")
    assert tuple(map(int, version.split("."))) >= (3, 51, 3)


def test_every_commit_reaches_the_disk(database):
    assert value_of(database, "PRAGMA journal_mode") == "wal"
    assert value_of(database, "PRAGMA synchronous") == 2
    assert value_of(database, "PRAGMA foreign_keys") == 1


def test_parameters_come_by_position_and_by_name(database):
    assert value_of(database, "SELECT %s || '%%'", ["a"]) == "a%"
    assert value_of(database, "SELECT %(x)s + %(x)s", {"x": 2}) == 4


def test_many_rows_are_written_and_duplicates_refused(database):
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE t (a integer UNIQUE)")
        cursor.executemany("INSERT INTO t VALUES (%s)", [[n] for n in range(3)])
        with pytest.raises(IntegrityError):
            cursor.execute("INSERT INTO t VALUES (1)")
    assert value_of(database, "SELECT count(*) FROM t") == 3


def test_as_many_rows_as_it_takes_are_asked_for_at_once(database):
    database.ensure_connection()
    assert database.features.max_query_params == 250_000


def test_the_orm_works_on_it():
    ContentType.objects.create(app_label="x", model="y")
    assert ContentType.objects.filter(app_label__iexact="X").count() == 1
