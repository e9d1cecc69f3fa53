"""Captions of films: WebVTT or SubRip is read, plain WebVTT is written.

Only times and words are carried on. Styles, positions, notes and whatever else a file
may hold are left out, so that nothing of it acts in a visitor's browser.
"""

import re
from html import unescape
from typing import Final, NamedTuple

LONGEST: Final = 1_000_000  # characters of a file
MOST_CUES: Final = 10_000
LONGEST_CUE: Final = 1000  # characters

_TIME: Final = r"(?:([0-9]{1,3}):)?([0-5]?[0-9]):([0-5][0-9])[.,]([0-9]{3})"
_TIMES: Final = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s|\Z)")
_TAG: Final = re.compile(r"<[^>]*>|\{\\[^}]*\}")


class Cue(NamedTuple):
    """Words that are shown from `start` to before `end`, both in milliseconds."""

    start: int
    end: int
    text: str


class BadCaptions(ValueError):
    """The text is neither WebVTT nor SubRip, or there is too much of it."""


def read(text: str) -> tuple[Cue, ...]:
    """Return the cues of a file, in order. Raises BadCaptions."""
    if len(text) > LONGEST:
        raise BadCaptions
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    blocks = re.split(r"\n[ \t]*\n", lines)
    cues = [cue for cue in map(_cue, blocks) if cue]
    if not cues or len(cues) > MOST_CUES:
        raise BadCaptions
    return tuple(sorted(cues, key=lambda cue: cue.start))


def write(cues: tuple[Cue, ...]) -> str:
    """Return the cues as WebVTT."""
    return "\n\n".join(["WEBVTT", *map(_written, cues)]) + "\n"


def _cue(block: str) -> Cue | None:
    """The cue in a block of lines; None for headers, notes, styles and the like."""
    lines = block.strip("\n").split("\n")
    # A cue may be led by its number or name.
    found = [
        (number, times)
        for number, line in enumerate(lines[:2])
        if (times := _TIMES.match(line))
    ]
    if not found:
        return None
    number, times = found[0]
    start, end = _milliseconds(times.groups()[:4]), _milliseconds(times.groups()[4:])
    words = _plain("\n".join(lines[number + 1 :]))
    return Cue(start, end, words) if words and start < end else None


def _plain(text: str) -> str:
    text = unescape(_TAG.sub("", text))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    printable = "\n".join(filter(None, lines)).replace("\x00", "")
    return printable[:LONGEST_CUE]


def _written(cue: Cue) -> str:
    text = cue.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"{_time(cue.start)} --> {_time(cue.end)}\n{text}"


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _time(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"
