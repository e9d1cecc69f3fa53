import json
import logging
import logging.config
import subprocess
import sys

from meishi.lib.logs import logging_settings, without_personal_data

CODE = """
import logging, logging.config
from meishi.lib.logs import logging_settings
logging.config.dictConfig(logging_settings("info", "json"))
password = "hunter2"
try:
    1 / 0
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


def test_the_text_form_has_no_local_variables_either():
    command = [sys.executable, "-c", CODE.replace('"json"', '"text"')]
    printed = subprocess.run(command, capture_output=True, text=True).stderr
    assert "ZeroDivisionError" in printed
    assert "hunter2" not in printed


def test_a_request_is_not_logged_whole():
    event = {"event": "x", "request": object()}
    assert without_personal_data(None, "", event) == {"event": "x"}


def test_the_level_is_the_one_asked_for():
    assert logging_settings("warning", "json")["root"]["level"] == "WARNING"
    assert logging.getLevelName("WARNING") == logging.WARNING
