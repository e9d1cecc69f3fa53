import json
import subprocess
import sys

import pytest

from meishi.lib.logs import logging_settings, masked, without_personal_data

CODE = """
import logging, logging.config
from meishi.lib.logs import logging_settings
logging.config.dictConfig(logging_settings("info", "json"))
password = "hunter2"
try:
    raise ZeroDivisionError("Key (name)=(Alice Arai) and 'Bob' exist: a@example.com")
except ZeroDivisionError:
    logging.getLogger("meishi").exception("Failed %s", "badly", extra={"job": 7})
"""


def test_a_log_line_is_json_without_local_variables():
    command = [sys.executable, "-c", CODE]
    line = subprocess.run(command, capture_output=True, text=True).stderr
    event = json.loads(line)
    assert (event["event"], event["job"], event["level"]) == (
        "Failed badly",
        7,
        "error",
    )
    assert event["exception"][0]["exc_type"] == "ZeroDivisionError"
    assert "hunter2" not in line
    assert event["exception"][0]["exc_value"] == "Key (name)… and … exist: …"


def test_the_text_form_has_no_local_variables_either():
    command = [sys.executable, "-c", CODE.replace('"json"', '"text"')]
    printed = subprocess.run(command, capture_output=True, text=True).stderr
    assert "ZeroDivisionError" in printed
    assert "hunter2" not in printed
    assert printed.count("a@example.com") == 0


def test_a_request_is_not_logged_whole():
    event = {"event": "x", "request": object()}
    assert without_personal_data(None, "", event) == {"event": "x"}


def test_the_level_is_the_one_asked_for():
    assert logging_settings("warning", "json")["root"]["level"] == "WARNING"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("to alice@example.com now", "to … now"),
        ("call +1 202 555 0143", "call …"),
        ("GET /reset/key/1-c9a8f7-0123456789abcdef0123/", "GET /reset/key/…/"),
        ("worker vm-19863-ab ended (-9)", "worker vm-19863-ab ended (-9)"),
        ("GET /alice-arai", "GET /alice-arai"),
    ],
)
def test_what_may_name_somebody_is_masked(text, shown):
    assert masked(text) == shown
