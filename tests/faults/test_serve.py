"""One command runs everything, and nothing outlives it or stays down."""

import json
import os
import signal
import socket
import stat
import urllib.error
import urllib.request

import psutil
import pytest

from tests.faults.conftest import Site, eventually


def serve(site, port, **options):
    at = ["--host", "127.0.0.1", "--port", str(port), "--data-dir", str(site.data_dir)]
    server = site.start("serve", *at, **options)
    assert eventually(lambda: status(port, "/readyz") == 200)
    return psutil.Process(server.pid)


def status(port, path):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def test_an_empty_folder_becomes_a_running_site(empty_site, port, tmp_path):
    printed = tmp_path / "printed"
    with printed.open("w") as file:
        serve(empty_site, port, stdout=file)
    assert eventually(lambda: f"http://127.0.0.1:{port}" in printed.read_text())
    assert "▀" in printed.read_text()  # the address as a QR code
    key = empty_site.data_dir / "secret-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert status(port, "/healthz") == 200


def test_whichever_process_is_killed_is_started_again(empty_site, port):
    server = serve(empty_site, port)
    for victim in server.children(recursive=True):
        victim.kill()
        assert eventually(lambda: not alive(victim))  # noqa: B023 (called at once)
        assert eventually(lambda: status(port, "/readyz") == 200)
    assert eventually(lambda: len(server.children(recursive=True)) == 3)


def test_nothing_outlives_a_command_that_was_killed(empty_site, port):
    server = serve(empty_site, port)
    children = server.children(recursive=True)
    server.kill()
    assert eventually(lambda: not any(map(alive, children)))
    serve(empty_site, port)


def test_told_to_stop_it_ends_everything_and_says_it_went_well(empty_site, port):
    server = serve(empty_site, port)
    children = server.children(recursive=True)
    os.kill(server.pid, signal.SIGTERM)
    assert empty_site.started[0].wait(timeout=20) == 0
    assert not any(map(alive, children))


def test_a_port_in_use_is_told_in_one_line(empty_site, port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        at = ["--host", "127.0.0.1", "--port", str(port)]
        result = empty_site.command("serve", *at)
    assert result.returncode == 1
    assert result.stderr.startswith(f"Port {port} is in use")
    assert not empty_site.data_dir.exists()


def test_all_wrong_settings_are_told_at_once(empty_site):
    wrong = {"MEISHI_PORT": "http", "MEISHI_SITE_URL": "x", "MEISHI_DATABSE_URL": ""}
    result = empty_site.command("serve", extra=wrong)
    assert result.returncode == 1
    assert "MEISHI_PORT is “http”" in result.stderr
    assert "MEISHI_SITE_URL is “x”" in result.stderr
    assert "Did you mean MEISHI_DATABASE_URL?" in result.stderr


def test_a_database_that_is_away_is_told_without_a_traceback(empty_site, port):
    empty_site.database_url = "postgresql://nobody@127.0.0.1:1/none"
    result = empty_site.command("serve", "--port", str(port))
    assert result.returncode == 1
    assert result.stderr.startswith("The database cannot be used")
    assert "Traceback" not in result.stderr


def test_a_folder_without_its_database_is_not_started_as_new(sqlite_site):
    assert sqlite_site.command("migrate").returncode == 0
    for file in sqlite_site.data_dir.glob("meishi.sqlite3*"):
        file.unlink()
    result = sqlite_site.command("serve")
    assert result.returncode == 1
    assert "its database is empty or gone" in result.stderr


def test_an_upgrade_is_preceded_by_a_copy_that_can_be_read(sqlite_site):
    assert sqlite_site.command("migrate").returncode == 0
    sqlite_site.python(BACK_ONE_MIGRATION)
    result = sqlite_site.command("migrate")
    assert "a copy is in" in result.stdout
    [copy] = (sqlite_site.data_dir / "backups").iterdir()
    restored = Site(sqlite_site.data_dir, f"sqlite:///{copy}")
    assert restored.rows("SELECT count(*) FROM installation_installation") == [(1,)]


BACK_ONE_MIGRATION = """
from django.core.management import call_command
call_command("migrate", "outbox", "zero", verbosity=0)
"""


def test_the_doctor_finds_what_is_wrong_and_says_how_to_mend_it(site):
    site.command("migrate")
    result = site.command("doctor")
    assert result.returncode == 1
    assert "✗ No worker is at work" in result.stdout
    assert "meishi worker" in result.stdout


@pytest.mark.parametrize("verb", ["doctor", "worker", "web"])
def test_only_starting_makes_an_installation(empty_site, verb):
    result = empty_site.command(verb)
    assert result.returncode == 1
    assert "There is no installation" in result.stderr
    assert not empty_site.data_dir.exists()


def test_two_that_prepare_at_once_do_not_hinder_each_other(empty_site):
    first, second = (empty_site.start("migrate") for _ in range(2))
    assert (first.wait(timeout=60), second.wait(timeout=60)) == (0, 0)
    marker = json.loads((empty_site.data_dir / "meishi.json").read_text())
    assert empty_site.rows("SELECT name FROM installation_installation") == [
        (marker["name"],)
    ]


def alive(process):
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
