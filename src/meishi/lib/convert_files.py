"""Converting contact files and folders: `meishi convert`, without Django."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import TextIO

from meishi.formats.convert import SUFFIXES, convert
from meishi.formats.vcard.lines import MAX_BYTES

CONTACT_FILES = frozenset({".vcf", ".vcard", ".json"})
DONE, SOME_BROKEN, REFUSED = 0, 1, 2


class Refused(Exception):
    """Nothing can be done as it was asked for; says why in words."""


def run(source: Path, target: Path, to: str, err: TextIO | None = None) -> int:
    """Convert a file, or all below a folder, to a format; return the exit status.

    `to` is vcard3, vcard4, jcard or jscontact. What cannot be read is told to `err`
    (unless given, standard error), one line each: 0 where there is nothing to tell,
    1 where there is, 2 where source and target do not allow it.
    """
    told = err or sys.stderr
    try:
        pairs = list(_pairs(source, target, SUFFIXES[to]))
        _check(pairs)
        results = [_convert(file, out, to, told) for file, out in pairs]
    except Refused as refused:
        told.write(f"{refused}\n")
        return REFUSED
    return DONE if all(results) else SOME_BROKEN


def _pairs(source: Path, target: Path, suffix: str) -> Iterator[tuple[Path, Path]]:
    """Yield each file with what it becomes."""
    if source.is_dir():
        if target.exists() and not target.is_dir():
            raise Refused(f"{target}: a folder becomes a folder, and this is a file")
        yield from _in_folder(source, target, suffix)
    elif source.is_file():
        into = target / f"{source.stem}{suffix}" if target.is_dir() else target
        yield source, into
    else:
        raise Refused(f"{source}: there is no such file or folder")


def _in_folder(source: Path, target: Path, suffix: str) -> Iterator[tuple[Path, Path]]:
    taken: set[str] = set()
    inside = target.resolve() if target.resolve() != source.resolve() else None
    for file in sorted(source.rglob("*")):
        is_output = inside and file.resolve().is_relative_to(inside)
        if is_output or not _is_contact_file(file):
            continue
        folder = target / file.parent.relative_to(source)
        out = next(o for o in _names(folder, file, suffix) if _key(o) not in taken)
        taken.add(_key(out))
        yield file, out


def _is_contact_file(file: Path) -> bool:
    # macOS leaves a "._name" beside each file on foreign disks: no contact is in it.
    is_named_so = file.suffix.lower() in CONTACT_FILES
    return is_named_so and not file.name.startswith("._") and file.is_file()


def _names(folder: Path, file: Path, suffix: str) -> Iterator[Path]:
    """Yield names for what a file becomes: ann.vcf, ann.json.vcf, ann-2.vcf ..."""
    yield folder / f"{file.stem}{suffix}"
    yield folder / f"{file.name}{suffix}"
    number = 2
    while True:
        yield folder / f"{file.stem}-{number}{suffix}"
        number += 1


def _key(path: Path) -> str:
    return str(path).casefold()  # some disks take Ann.vcf and ann.vcf for one


def _check(pairs: list[tuple[Path, Path]]) -> None:
    """Refuse to write over what is still to be read, or was only half understood."""
    sources = {file.resolve() for file, _ in pairs}
    for _, out in pairs:
        if out.resolve() in sources:
            raise Refused(f"{out}: would replace a file that is being converted")


def _convert(file: Path, out: Path, to: str, told: TextIO) -> bool:
    """Convert one file and say whether all of it could be read."""
    try:
        if file.stat().st_size > MAX_BYTES:
            told.write(f"{file}:1: the file is larger than {MAX_BYTES // 2**20} MB\n")
            return False
        data = file.read_bytes()
    except OSError as error:
        told.write(f"{file}:1: cannot be read: {error.strerror}\n")
        return False
    converted, problems = convert(data, to)
    for problem in problems:
        told.write(f"{file}:{problem.line}: {problem.reason}\n")
    if converted:
        _write(out, converted)
    return not problems


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    draft = path.with_name(f".{token_hex(8)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise Refused(f"{path}: cannot be written: {error.strerror}") from error
