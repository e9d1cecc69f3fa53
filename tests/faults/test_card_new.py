"""A contact file becomes a published card by one command, with a server or without."""

import json
import socket
import urllib.request

import pytest

from meishi.formats import vcard
from tests.faults.conftest import Site, eventually

ALICE = """BEGIN:VCARD\r
VERSION:3.0\r
N:Arai;Alice;;;\r
FN:Alice Arai\r
TEL;TYPE=CELL:+1 202 555 0143\r
END:VCARD\r
"""


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path / "data", "")
    yield site
    site.stop()


@pytest.fixture
def contact(tmp_path):
    file = tmp_path / "contact.vcf"
    file.write_text(ALICE, newline="")
    return str(file)


def made(site, *words):
    at = ["--data-dir", str(site.data_dir)]
    result = site.command("card", "new", *words, "--json", *at)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_without_a_server_the_card_waits_for_one(site, contact):
    card = made(site, contact, "--publish")
    assert card["handle"] == "alice-arai"
    assert card["url"].endswith("/alice-arai")
    assert list(site.data_dir.rglob("alice-arai.bundle"))


def test_with_a_server_the_card_is_there_at_once(site, contact):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    at = ["--host", "127.0.0.1", "--port", str(port), "--data-dir", str(site.data_dir)]
    site.start("serve", "--no-qr", *at)
    assert eventually(lambda: (site.data_dir / "meishi.json").exists())
    assert eventually(lambda: answers(f"http://127.0.0.1:{port}/healthz"))
    card = made(site, contact, "--publish")
    assert card["url"] == f"http://127.0.0.1:{port}/alice-arai"
    [saved] = vcard.decode(fetched(card["vcf"]))
    assert (saved.name.given, saved.phones[0].number) == ("Alice", "+12025550143")
    assert b"Alice Arai" in fetched(card["url"])
    assert fetched(card["qr"]).startswith(b"<svg")


def test_without_publishing_it_is_a_draft_without_addresses(site, contact):
    card = made(site, contact)
    assert (card["handle"], card["url"]) == (None, None)


@pytest.mark.parametrize(
    ("content", "told"),
    [("nonsense", "line 1"), ("", "line 1")],
)
def test_a_file_without_a_contact_is_told_with_its_place(site, tmp_path, content, told):
    (tmp_path / "bad.vcf").write_text(content)
    result = site.command("card", "new", str(tmp_path / "bad.vcf"))
    assert (result.returncode, result.stdout) == (1, "")
    assert told in result.stderr
    assert not site.data_dir.exists()


def fetched(url):
    with urllib.request.urlopen(url) as response:
        return response.read()


def answers(url):
    try:
        return bool(fetched(url))
    except OSError:
        return False
