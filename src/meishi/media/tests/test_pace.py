"""A long film is finished on a slow machine; what gets stuck is ended."""

import os
import resource

import pytest

from meishi.media.rules import pace
from meishi.media.rules.pace import PACE, Pulse, Watch
from meishi.media.rules.reasons import Reason, Unusable
from meishi.media.rules.tones import HLG
from meishi.media.rules.workshop import recording_commissioned
from meishi.media.tests import films

HDR = {
    "codec": "libx265",
    "pixels": "yuv420p10le",
    "transfer": HLG,
    "options": {
        "preset": "ultrafast",
        "x265-params": "log-level=0:transfer=arib-std-b67:colorprim=bt2020",
    },
}


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until a test moves it."""
    hands = [1000.0]
    monkeypatch.setattr(pace.time, "monotonic", lambda: hands[0])
    return hands


@pytest.fixture(autouse=True)
def _own_limit(monkeypatch):
    """The limit of the tests' own process stays as it is."""
    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)


def test_a_long_hdr_film_outlasts_the_limit_while_it_gets_on(tmp_path):
    original = tmp_path / "original"
    original.write_bytes(films.film(55, size=(800, 450), sound=None, **HDR))
    beats = []

    work = recording_commissioned(
        "video", original, tmp_path, 60, seconds=6, progressed=lambda: beats.append(1)
    )

    assert 54_900 < work.duration < 55_100
    assert len(beats) > 1


def test_a_film_that_does_not_get_on_is_too_heavy(tmp_path):
    original = tmp_path / "original"
    original.write_bytes(films.film())

    with pytest.raises(Unusable) as caught:
        recording_commissioned("video", original, tmp_path, 60, seconds=0)
    assert caught.value.reason == Reason.TOO_HEAVY


def test_each_second_that_is_done_allows_more_time(tmp_path, clock):
    watch, pulse = Watch(tmp_path, 100, 300), Pulse(tmp_path, 100)
    for second in range(1, 60):
        clock[0] += PACE
        pulse.beat(second)
        assert watch.has_progressed()
        assert not watch.is_over


def test_whoever_is_slower_than_that_is_over_in_the_end(tmp_path, clock):
    watch, pulse = Watch(tmp_path, 100, 300), Pulse(tmp_path, 100)
    seen = []
    for second in range(1, 60):
        clock[0] += PACE * 2
        pulse.beat(second)
        watch.has_progressed()
        seen.append(watch.is_over)

    assert seen.index(True) == 5


def test_silence_ends_it_however_much_is_done(tmp_path, clock):
    watch, pulse = Watch(tmp_path, 100, 300), Pulse(tmp_path, 100)
    pulse.beat(200)
    assert watch.has_progressed()
    clock[0] += 101

    assert not watch.has_progressed()
    assert watch.is_over


def test_nothing_counts_that_is_beyond_the_longest(tmp_path):
    watch = Watch(tmp_path, 100, 300)
    (tmp_path / "done").write_text("999999999")

    assert watch.has_progressed()
    assert watch.done == 301


@pytest.mark.parametrize("said", ["", "soon", "-1", "0"])
def test_what_is_no_progress_counts_as_none(tmp_path, said):
    (tmp_path / "done").write_text(said)

    assert not Watch(tmp_path, 100, 300).has_progressed()


def test_the_work_ends_where_its_parent_is_gone(tmp_path):
    pulse = Pulse(tmp_path, 100, parent=os.getpid())

    with pytest.raises(SystemExit):
        pulse.beat(1)
