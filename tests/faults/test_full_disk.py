"""A disk that is full loses nothing: reads go on, writers are told and keep theirs."""

import errno
import os
import subprocess
import sys
import warnings
from pathlib import Path

from tests.faults.conftest import eventually
from tests.faults.visitor import Visitor

PATIENCE = 120  # seconds; the machine may be busy
ROOM = "size=32m"
NAMESPACE = ["unshare", "--mount"]
SMALL_DISK = ["mount", "-t", "tmpfs", "-o", ROOM, "tmpfs"]
CONTACT = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Arai;Alice;;;\r\nEND:VCARD\r\n"
NOT_PERMITTED = (
    "No small file system may be mounted here (it takes root and `unshare --mount`), "
    "so a full disk was only tried with SQLite's page limit."
)
MEISHI = f"exec {sys.executable} -m meishi"
VISITS = """
import html
from django.conf import settings
from django.db import connection
from django.test import Client
from meishi.lib.database import SQLITE_INIT

settings.ROOT_URLCONF = "meishi.lib.faults.tests.guestbook"
visitor = Client(raise_request_exception=False)
entry = {"entry": "Alice was here " * 10_000}

def room(pages):
    connection.close()
    options = connection.settings_dict["OPTIONS"]
    options["init_command"] = f"{SQLITE_INIT}; PRAGMA max_page_count = {pages}"

room(1)  # as many as there are
refused = visitor.post("/book", entry)
print(refused.status_code, entry["entry"] in html.unescape(refused.text))
print(visitor.get("/book").status_code, visitor.get("/book").text)
room(1_000_000)
print(visitor.post("/book", entry).status_code, visitor.get("/book").text)
"""


def test_a_full_disk_is_told_the_form_kept_and_room_is_noticed(sqlite_site):
    printed = sqlite_site.python(VISITS).splitlines()
    assert printed == ["507 True", "200 0", "200 1"]


def test_a_small_disk_that_fills_up_takes_nothing_with_it(tmp_path, empty_site, port):
    site, disk = empty_site, empty_site.data_dir
    disk.mkdir()
    if not may_mount(disk):
        warnings.warn(NOT_PERMITTED, stacklevel=1)
        return
    server = serve_on_small_disk(site, port)
    bob = Visitor(f"http://127.0.0.1:{port}")
    assert eventually(lambda: bob.get("/readyz").status == 200, PATIENCE)
    publish_alice(site, server, tmp_path / "alice.vcf")
    seen = Path(f"/proc/{server.pid}/root{disk}")
    assert bob.post("/cards/new/", name="Before").status == 200

    fill(seen / "filler")
    refused = bob.post("/cards/new/", name="Kept " * 2000)
    assert refused.status == 507
    assert "There is no room left" in refused.text
    assert "Kept " * 100 in refused.text
    for path in ("/", "/alice-arai", "/alice-arai.vcf", "/cards/"):
        assert bob.get(path).status == 200, path

    (seen / "filler").unlink()
    assert bob.post("/cards/new/", name="After").status == 200
    cards = bob.get("/cards/").text
    assert "Before" in cards
    assert "After" in cards
    assert "Kept" not in cards
    assert eventually(lambda: bob.get("/readyz").status == 200, PATIENCE)


def may_mount(folder):
    tried = subprocess.run(
        [*NAMESPACE, *SMALL_DISK, folder], capture_output=True, text=True
    )
    return tried.returncode == 0


def serve_on_small_disk(site, port):
    """Start a server whose data folder is a small file system that only it sees."""
    at = f"--host 127.0.0.1 --port {port} --no-qr --data-dir {site.data_dir}"
    line = f"{' '.join(SMALL_DISK)} {site.data_dir} && {MEISHI} serve {at}"
    server = subprocess.Popen([*NAMESPACE, "sh", "-c", line], env=site.environment)
    site.started.append(server)
    return server


def publish_alice(site, server, contact):
    contact.write_text(CONTACT, newline="")
    beside = ["nsenter", "--mount", "--target", str(server.pid), "sh", "-c"]
    line = f"{MEISHI} card new {contact} --publish --data-dir {site.data_dir}"
    subprocess.run([*beside, line], env=site.environment, check=True)


def fill(path):
    """Write until there is no room, to the last byte."""
    with path.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            while written(file, os.urandom(size)):
                pass


def written(file, data):
    try:
        return file.write(data)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        return 0
