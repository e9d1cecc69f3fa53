"""Promises about the whole code base that no single module can keep."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = {"django", "pydantic", "environs", "asgiref", "cv2", "PIL", "boto3"}


def loaded_by(statement):
    code = f"{statement}; import sys; print(*sys.modules)"
    return set(subprocess.check_output([sys.executable, "-c", code], text=True).split())


def ours(*patterns):
    files = [path for pattern in patterns for path in (ROOT / "src").rglob(pattern)]
    return [p for p in files if not {"vendor", "migrations"} & set(p.parts)]


def test_the_edge_starts_without_django():
    assert not HEAVY & loaded_by("import meishi.edge.app, meishi.edge.store")


def test_converting_contacts_starts_without_django():
    assert not HEAVY & loaded_by("import meishi.lib.convert_files")


def test_slots_are_found_without_django():
    assert not HEAVY & loaded_by("import meishi.cli.slots")


@pytest.mark.parametrize("pattern", ["*.py", "*.html", "*.css", "*.js"])
def test_no_file_is_too_long_to_be_about_one_thing(pattern):
    long = [
        path
        for path in ours(pattern)
        if len(path.read_text("utf-8").splitlines()) > 400
    ]

    assert not long


def test_only_the_configuration_reads_the_environment():
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in ours("*.py")
        if "os.environ" in path.read_text("utf-8")
        and "tests" not in path.parts
        and path.name != "conftest.py"
    }

    assert readers <= {
        "src/meishi/config.py",
        "src/meishi/asgi.py",
        "src/meishi/cli.py",
    } | {p for p in readers if p.startswith("src/meishi/cli/")}
