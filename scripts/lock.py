"""Pin every package: into pyproject.toml, and with hashes into requirements.txt.

`uv.lock` names registry hosts, so it stays out of git; the pins live here instead.
"""

import re
import subprocess
import tomllib
from pathlib import Path

PYPROJECT = Path("pyproject.toml")
LOCK = Path("uv.lock")
PINS = re.compile(r"(?<=\nconstraint-dependencies = \[\n).*?(?=\])", re.DOTALL)


def main() -> None:
    """Resolve everything anew, then write the pins and the hashed requirements."""
    text = PYPROJECT.read_text("utf-8")
    PYPROJECT.write_text(PINS.sub("", text, count=1), "utf-8")
    subprocess.run(["uv", "lock", "--upgrade"], check=True)
    packages = tomllib.loads(LOCK.read_text("utf-8"))["package"]
    pins = sorted(
        f'  "{package["name"]}=={package["version"]}",\n'
        for package in packages
        if "registry" in package["source"]
    )
    PYPROJECT.write_text(PINS.sub("".join(pins), text, count=1), "utf-8")
    subprocess.run(["uv", "lock"], check=True)
    export = ["uv", "export", "--no-header", "--no-dev", "--no-emit-project", "--quiet"]
    subprocess.run([*export, "--output-file", "requirements.txt"], check=True)


if __name__ == "__main__":
    main()
