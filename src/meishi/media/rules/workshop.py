"""The process that opens uploaded files: one picture, then it ends.

    python -m meishi.media.rules.workshop FOLDER CROP_KEY MEMORY SECONDS < original

It writes renditions into FOLDER and one JSON object about them to its output, with
`reason` instead where the file cannot be used. MEMORY is in bytes.
"""

import json
import resource
import subprocess
import sys
import warnings
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from meishi.media.rules.reasons import Reason, Unusable

MEMORY: Final = 768 * 1024 * 1024
SECONDS: Final = 60


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
    """What was made of a picture; width and height are those of the largest."""

    width: int
    height: int
    colour: str
    placeholder: str
    renditions: tuple[Made, ...]


def commissioned(
    data: bytes,
    folder: Path,
    crop_key: str,
    *,
    memory: int = MEMORY,
    seconds: int = SECONDS,
) -> Work:
    """Have the renditions made by another process, under limits. Raises Unusable."""
    # Isolated, and without our environment: a hostile file finds no secrets there.
    command = [sys.executable, "-I", "-m", __name__, str(folder), crop_key]
    try:
        done = subprocess.run(  # noqa: S603 (our own interpreter and module)
            [*command, str(memory), str(seconds)],
            input=data,
            env={},
            capture_output=True,
            timeout=seconds + 5,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unusable(Reason.TOO_HEAVY) from error
    if done.returncode:  # the system ended it, or its memory was too small to say so
        raise Unusable(Reason.TOO_HEAVY)
    return _work(json.loads(done.stdout))


def _work(answer: dict[str, Any]) -> Work:
    if "reason" in answer:
        raise Unusable(Reason(answer["reason"]))
    made = tuple(Made(**each) for each in answer.pop("renditions"))
    return Work(**answer, renditions=made)


def _main(folder: str, crop_key: str, memory: str, seconds: str) -> None:
    _limit(int(memory), int(seconds))
    try:
        answer = _answer(sys.stdin.buffer.read(), Path(folder), crop_key)
    except Unusable as problem:
        answer = {"reason": problem.reason}
    except MemoryError:
        answer = {"reason": Reason.TOO_HEAVY}
    sys.stdout.write(json.dumps(answer))


def _answer(data: bytes, folder: Path, crop_key: str) -> dict[str, Any]:
    # Only here: whoever commissions work must not load the decoders for that.
    from PIL import Image

    from meishi.media.rules.cropping import crop_of
    from meishi.media.rules.development import developed
    from meishi.media.rules.printing import printed

    warnings.simplefilter("error", Image.DecompressionBombWarning)
    return asdict(printed(developed(data, crop_of(crop_key)), folder))


def _limit(memory: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _main(*sys.argv[1:])
