import subprocess
import sys
from textwrap import dedent


def printed_by(code):
    """Run code in a Python of its own, for forking one with threads is unsafe."""
    command = [sys.executable, "-c", dedent(code)]
    return subprocess.run(command, capture_output=True, text=True, timeout=30).stdout


def test_what_a_process_answers_arrives():
    code = """
        from meishi.lib.processes import start_apart
        print(start_apart(lambda: "done")())
    """
    assert printed_by(code) == "done\n"


def test_a_process_that_fails_answers_nothing():
    code = """
        from meishi.lib.processes import start_apart
        print(start_apart(lambda: 1 / 0)())
    """
    assert printed_by(code) == "None\n"


def test_a_child_that_keeps_dying_is_started_ever_more_slowly():
    code = """
        from meishi.lib.processes import Child, Supervisor

        def count(child, status):
            died.append(status)
            supervisor.is_stopping = len(died) == 3

        died = []
        child = Child("restless", lambda: 1)
        supervisor = Supervisor([child], count)
        supervisor.start()
        supervisor.mind()
        print(died, child.due - child.started > 0.5)
    """
    assert printed_by(code) == "[1, 1, 1] True\n"
