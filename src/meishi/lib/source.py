"""The source of what runs here, which the licence grants to everybody who uses it."""

import gzip
import tarfile
from functools import cache
from io import BytesIO
from pathlib import Path

from django.conf import settings

PACKAGE = Path(__file__).parent.parent
# What stands beside `src/` where Meishi runs from a clone: how it is built.
BESIDE = (
    ".python-version",
    "LICENSE",
    "Makefile",
    "README.md",
    "pyproject.toml",
    "requirements.txt",
)


@cache
def archive() -> bytes:
    """Return the code of this installation as a gzipped tar, about 1 MB."""
    out = BytesIO()
    with (
        gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w") as tar,
    ):
        for path in _files():
            tar.add(path, f"meishi/{path.relative_to(PACKAGE.parent.parent)}")
    return out.getvalue()


def _files() -> list[Path]:
    beside = [PACKAGE.parent.parent / name for name in BESIDE]
    code = [path for path in sorted(PACKAGE.rglob("*")) if _is_code(path)]
    return [path for path in beside if path.is_file()] + code


def _is_code(path: Path) -> bool:
    parts = path.relative_to(PACKAGE).parts
    is_hidden = any(part.startswith((".", "__pycache__")) for part in parts)
    is_data = path.is_relative_to(settings.DATA_DIR)
    return path.is_file() and not is_hidden and not is_data
