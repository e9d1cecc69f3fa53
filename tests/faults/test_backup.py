"""A backup made under writes is a whole installation."""

from tests.faults.conftest import Site, eventually, new_database

WRITE = """
from meishi.lib.outbox.tests import sample
while True:
    sample.greet.enqueue("Alice")
"""
JOBS = "SELECT count(*), max(id), min(id) FROM outbox_job"


def count(site):
    return site.rows(JOBS)[0][0]


def test_a_backup_under_writes_comes_back_whole(sqlite_site, tmp_path):
    assert sqlite_site.command("migrate").returncode == 0
    writer = sqlite_site.python(WRITE, wait=False)
    assert eventually(lambda: count(sqlite_site) > 20)
    before = count(sqlite_site)
    made = sqlite_site.command("backup", str(tmp_path / "b.tar"))
    after = count(sqlite_site)
    writer.kill()
    assert made.returncode == 0
    copy = Site(tmp_path / "new", "")
    assert copy.command("restore", str(tmp_path / "b.tar")).returncode == 0
    jobs, last, first = copy.rows(JOBS)[0]
    assert before <= jobs <= after
    assert jobs == last - first + 1  # no row within is missing
    assert copy.command("migrate").returncode == 0


def test_a_backup_of_postgresql_comes_back_whole(
    postgresql_site, postgresql_url, tmp_path
):
    assert postgresql_site.command("migrate").returncode == 0
    postgresql_site.python("from meishi.lib.outbox.tests import sample\n" + GREET)
    made = postgresql_site.command("backup", str(tmp_path / "b.tar"))
    assert made.returncode == 0, made.stderr
    copy = Site(tmp_path / "new", new_database(postgresql_url))
    told = copy.command("restore", str(tmp_path / "b.tar"))
    [restore] = [line for line in told.stdout.splitlines() if "pg_restore" in line]
    copy.shell(restore)
    assert copy.rows(JOBS) == postgresql_site.rows(JOBS)
    assert copy.command("migrate").returncode == 0


GREET = "[sample.greet.enqueue('Alice') for _ in range(20)]"
