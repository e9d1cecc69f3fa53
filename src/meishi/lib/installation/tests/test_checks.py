from datetime import timedelta
from pathlib import Path

import pytest

from meishi.lib.clock import now
from meishi.lib.installation import checks, folder
from meishi.lib.installation.checks import Level, examine
from meishi.lib.installation.prepare import prepare
from meishi.lib.mail.server import mailers
from meishi.lib.outbox import queue
from meishi.lib.outbox.models import Job, Worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _installed(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    prepare(tmp_path, print)


def someone_works(seen_at=None):
    Worker.objects.create(name="w", started_at=now(), seen_at=seen_at or now())


def test_a_working_installation_has_nothing_to_mend():
    someone_works()
    found = [examine(check) for check in checks.ALL]
    assert [finding for finding in found if finding.level is Level.BAD] == []


def test_what_is_wrong_comes_with_a_remedy(settings):
    settings.DATA_DIR = settings.DATA_DIR / "nowhere"
    found = [examine(check) for check in (checks.worker, checks.folder)]
    assert [finding.level for finding in found] == [Level.BAD, Level.BAD]
    assert all(finding.remedy for finding in found)


def test_a_worker_that_was_last_seen_long_ago_is_none():
    someone_works(seen_at=now() - timedelta(minutes=2))
    assert checks.worker().level is Level.BAD


def test_a_job_that_waits_for_long_is_found():
    queue.add("x", {}, due_at=now() - timedelta(minutes=11))
    assert checks.outbox().level is Level.BAD


def test_a_job_that_is_tried_again_does_not_count_as_waiting():
    job = queue.add("x", {}, due_at=now() - timedelta(minutes=11))
    Job.objects.filter(pk=job.pk).update(attempts=1)
    assert checks.outbox().level is Level.GOOD


def test_the_probe_of_the_database_leaves_nothing():
    assert checks.database().level is Level.GOOD
    assert not Worker.objects.exists()


def test_a_key_that_others_can_read_is_found(settings):
    (Path(settings.DATA_DIR) / folder.SECRET_KEY).chmod(0o644)
    assert checks.key().level is Level.BAD


def test_a_folder_of_another_installation_is_found(settings):
    folder.write_marker(settings.DATA_DIR, folder.new_marker())
    assert checks.folder().level is Level.BAD


def test_a_mail_server_that_is_away_is_found(settings):
    settings.MAILERS = mailers("smtp://127.0.0.1:1")
    assert checks.mail().level is Level.BAD


def test_ready_says_yes_while_a_worker_lives(client):
    someone_works()
    response = client.get("/readyz")
    assert (response.status_code, response.json()["ready"]) == (200, True)


def test_ready_says_which_part_is_not(client):
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["worker"] == "bad"


def test_a_check_that_fails_is_a_finding():
    def broken():
        """All is well."""
        raise OSError("no such thing")

    assert examine(broken).level is Level.BAD
