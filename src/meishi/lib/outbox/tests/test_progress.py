import threading

import pytest

from meishi.lib.outbox import progress


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until a test moves it."""
    hands = [1000.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: hands[0])
    yield hands
    progress.end()


def test_a_job_that_gets_on_is_not_silent(clock):
    progress.begin()
    clock[0] += 500
    assert progress.longest_silence() == 500
    progress.progressed()
    assert progress.longest_silence() == 0


def test_one_that_gets_on_hides_none_that_is_stuck(clock):
    stuck = threading.Thread(target=progress.begin)
    stuck.start()
    stuck.join()
    progress.begin()
    clock[0] += 500
    progress.progressed()

    assert progress.longest_silence() == 500
    progress._running.clear()


def test_outside_of_a_job_nothing_is_noted(clock):
    progress.progressed()
    clock[0] += 500

    assert progress.longest_silence() == 0


def test_what_is_done_is_not_silent(clock):
    progress.begin()
    progress.end()
    clock[0] += 500

    assert progress.longest_silence() == 0
