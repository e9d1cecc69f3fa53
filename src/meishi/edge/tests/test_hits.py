import signal
import subprocess
import sys

import pytest

from meishi.edge import hits
from meishi.edge.hits import Spool, closed_spools, is_closed, read_from, spool_files
from meishi.formats.hit import Drop, Hit, tail

VIEW = Hit(0, "k3x9", "view")
LINE = tail(VIEW)


@pytest.fixture
def spool(tmp_path):
    spool = Spool(tmp_path / "spool")
    yield spool
    spool.close()


def kinds(path, offset=0):
    return [hit.kind for hit, _ in read_from(path, offset)]


def test_a_hit_can_be_read_while_its_writer_lives(spool):
    spool.add(LINE)
    [path] = spool_files(spool.folder)
    [(hit, _)] = read_from(path)
    assert hit == Hit(hit.second, "k3x9", "view")
    assert hit.second > 1_700_000_000


def test_reading_goes_on_where_it_stopped(spool):
    spool.add(LINE)
    [path] = spool_files(spool.folder)
    [(_, offset)] = read_from(path)
    spool.add(tail(Hit(0, "k3x9", "save")))
    assert kinds(path, offset) == ["save"]


def test_a_file_is_open_until_its_writer_ends_it(spool):
    spool.add(LINE)
    assert closed_spools(spool.folder) == []
    spool.close()
    assert closed_spools(spool.folder) == spool_files(spool.folder)


def test_a_file_that_is_away_is_closed(tmp_path):
    assert is_closed(tmp_path / "none.hits")


@pytest.mark.parametrize("limit", [{"max_bytes": 1}, {"max_seconds": 0}])
def test_a_full_or_old_file_is_followed_by_another(tmp_path, limit, monkeypatch):
    spool = Spool(tmp_path, **limit)
    for second in (100, 101, 102):
        monkeypatch.setattr(hits, "time", lambda now=second: now)
        spool.add(LINE)
    assert len(spool_files(tmp_path)) == 3
    assert len(closed_spools(tmp_path)) == 2
    spool.close()


def test_a_torn_last_line_is_left_for_later(tmp_path, caplog):
    path = tmp_path / "1-1-a.hits"
    whole = b"h1 100 " + LINE
    path.write_bytes(whole + whole[:-5])
    assert [offset for _, offset in read_from(path)] == [len(whole)]
    assert caplog.text == ""


def test_a_broken_line_hides_no_other(tmp_path):
    path = tmp_path / "1-1-a.hits"
    whole = b"h1 100 " + LINE
    path.write_bytes(whole + b"h1 100 k3\n" + b"\xff\n" + whole)
    assert kinds(path) == ["view", "view"]


WRITER = """
import sys
from pathlib import Path
from meishi.edge.hits import Spool
spool = Spool(Path(sys.argv[1]))
for number in range(1000000):
    spool.add(b"k3x9 tap %d ios person - -\\n" % number)
    if number >= 2000:
        print(number, flush=True)
"""


def test_a_killed_writer_loses_no_hit(tmp_path):
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        said = writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        said = [said, *writer.stdout.readlines()]
    last = [int(line) for line in said if line.endswith(b"\n")][-1]
    [path] = closed_spools(tmp_path)
    numbers = [int(hit.target) for hit, _ in read_from(path)]
    assert numbers == list(range(len(numbers)))
    assert len(numbers) > last


@pytest.fixture
def limited():
    """Let no file of this process grow beyond a few lines, like a full disk."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def limit(size):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))

    yield limit
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, ignored)


def test_a_full_disk_drops_hits_and_spoils_none(spool, limited, caplog):
    size = len(b"h1 1700000000 " + LINE)
    limited(size * 2 + 10)
    for _ in range(5):
        spool.add(LINE)
    assert spool.drops[Drop.DISK] == 3
    limited(size * 20)
    for _ in range(2):
        spool.add(LINE)
    [path] = spool_files(spool.folder)
    assert kinds(path) == ["view"] * 4
    assert caplog.text.count("hits are lost") == 1


def test_a_folder_that_cannot_be_written_breaks_nothing(tmp_path, monkeypatch):
    (tmp_path / "file").write_bytes(b"")
    spool = Spool(tmp_path / "file" / "spool")
    spool.add(LINE)
    assert spool.drops[Drop.DISK] == 1
    (tmp_path / "file").unlink()
    monkeypatch.setattr(hits, "time", lambda: 4_000_000_000)
    spool.add(LINE)
    assert len(spool_files(spool.folder)) == 1
    spool.close()


def test_two_writers_never_share_a_file(tmp_path):
    spools = [Spool(tmp_path), Spool(tmp_path)]
    for spool in spools:
        spool.add(LINE)
    assert len(spool_files(tmp_path)) == 2
    for spool in spools:
        spool.close()
