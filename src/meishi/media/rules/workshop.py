"""The process that opens uploaded files: one file, then it ends.

    python -m meishi.media.rules.workshop MEMORY SECONDS picture FOLDER CROP_KEY < file
    python -m meishi.media.rules.workshop MEMORY SECONDS video FOLDER ORIGINAL LONGEST

It writes renditions into FOLDER and one JSON object about them to its output, with
`reason` instead where the file cannot be used. MEMORY is in bytes, LONGEST in seconds.
"""

import json
import os
import resource
import subprocess
import sys
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from meishi.media.rules.pace import PACE, THREADS, Pulse, Watch
from meishi.media.rules.reasons import Reason, Unusable

MEMORY: Final = 768 * 1024 * 1024
SECONDS: Final = 60
RECORDING_MEMORY: Final = 1536 * 1024 * 1024
RECORDING_SECONDS: Final = 540  # the worker starts afresh after 10 silent minutes
LOOK: Final = 1.0  # seconds between looks at how far a recording is
ENVIRONMENT: Final = {"OPENBLAS_NUM_THREADS": "1"}  # each would take memory
LARGEST_FILE: Final = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Made:
    """A rendition in a folder: the name of its file, for what it is, its size."""

    file: str
    purpose: str
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Work:
    """What was made of a file; width and height are those of the largest picture,
    `duration` is in milliseconds."""

    width: int
    height: int
    colour: str
    placeholder: str
    renditions: tuple[Made, ...]
    duration: int = 0


def commissioned(
    data: bytes,
    folder: Path,
    crop_key: str,
    *,
    memory: int = MEMORY,
    seconds: int = SECONDS,
) -> Work:
    """Have the renditions made by another process, under limits. Raises Unusable."""
    task = ("picture", str(folder), crop_key)
    return _done(task, memory, seconds, data)


def recording_commissioned(
    kind: str,
    original: Path,
    folder: Path,
    longest: int,
    *,
    memory: int = RECORDING_MEMORY,
    seconds: int = RECORDING_SECONDS,
    progressed: Callable[[], None] = lambda: None,
) -> Work:
    """Have a "video" or an "audio" made by another process. Raises Unusable.

    It may take `seconds`, and more with each second of the recording that is done, which
    `progressed` is told.
    """
    command = _command(memory, seconds, kind, str(folder), str(original), str(longest))
    watch = Watch(folder, seconds, longest)
    with subprocess.Popen(  # noqa: S603 (our own interpreter and module)
        command,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            answer = _awaited(process, watch, progressed)
        finally:
            process.kill()
    return _answered(process.returncode, answer)


def _awaited(
    process: subprocess.Popen[bytes], watch: Watch, progressed: Callable[[], None]
) -> bytes:
    while not watch.is_over:
        try:
            return process.communicate(timeout=LOOK)[0]
        except subprocess.TimeoutExpired:
            if watch.has_progressed():
                progressed()
    raise Unusable(Reason.TOO_HEAVY)


def _command(memory: int, seconds: int, *task: str) -> list[str]:
    # Isolated, and with nothing of our environment: a hostile file finds no secrets there.
    return [sys.executable, "-I", "-m", __name__, str(memory), str(seconds), *task]


def _done(task: tuple[str, ...], memory: int, seconds: int, data: bytes) -> Work:
    try:
        done = subprocess.run(  # noqa: S603 (our own interpreter and module)
            _command(memory, seconds, *task),
            input=data,
            env=ENVIRONMENT,
            capture_output=True,
            timeout=seconds + 5,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unusable(Reason.TOO_HEAVY) from error
    return _answered(done.returncode, done.stdout)


def _answered(status: int, said: bytes) -> Work:
    if status:  # the system ended it, or its memory was too small to say so
        raise Unusable(Reason.TOO_HEAVY)
    answer = json.loads(said)
    if "reason" in answer:
        raise Unusable(Reason(answer["reason"]))
    made = tuple(Made(**each) for each in answer.pop("renditions"))
    return Work(**answer, renditions=made)


def _main(memory: str, seconds: str, kind: str, *task: str) -> None:
    longest = 0 if kind == "picture" else int(task[-1])
    _limit(int(memory), int(seconds), longest)
    try:
        if kind == "picture":
            answer = _picture(*task)
        else:
            answer = _recording(int(seconds), kind, *task)
    except Unusable as problem:
        answer = {"reason": problem.reason}
    except MemoryError:
        answer = {"reason": Reason.TOO_HEAVY}
    sys.stdout.write(json.dumps(answer))


def _picture(folder: str, crop_key: str) -> dict[str, Any]:
    # Only here: whoever commissions work must not load the decoders for that.
    from PIL import Image

    from meishi.media.rules.cropping import crop_of
    from meishi.media.rules.development import developed
    from meishi.media.rules.printing import printed

    warnings.simplefilter("error", Image.DecompressionBombWarning)
    data = sys.stdin.buffer.read()
    return asdict(printed(developed(data, crop_of(crop_key)), Path(folder)))


def _recording(
    seconds: int, kind: str, folder: str, original: str, longest: str
) -> dict[str, Any]:
    from meishi.media.rules.recording import recorded

    os.nice(10)  # visitors and mails go first
    place = Path(folder)
    pulse = Pulse(place, seconds)
    return asdict(recorded(Path(original), place, kind, int(longest), pulse.beat))


def _limit(memory: int, seconds: int, longest: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    cpu = THREADS * seconds
    most = cpu + THREADS * PACE * longest
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, most))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _main(*sys.argv[1:])
