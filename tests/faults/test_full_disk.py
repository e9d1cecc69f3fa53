"""A disk that is full loses nothing: reads go on, writers are told and keep theirs."""

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
