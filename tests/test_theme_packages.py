"""Other packages bring themes of their own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
WASHI = ROOT / "src" / "meishi" / "themes" / "washi"
SHOW = """
import django
django.setup()
from meishi.cards.compile.example import example_document
from meishi.cards.compile.look import look_of
from meishi.themes.look import stylesheet
from meishi.themes.registry import all_themes
lagoon = all_themes()["lagoon"]
look = look_of(example_document(lagoon).design, lambda asset, crop: None)
print(lagoon.label, ".lagoon{color:var(--ms-accent)}" in stylesheet(look))
"""


def package(folder):
    theme = folder / "my_package" / "lagoon"
    theme.mkdir(parents=True)
    for parent in (theme, theme.parent):
        (parent / "__init__.py").touch()
    shutil.copy(WASHI / "theme.toml", theme)
    about = (theme / "theme.toml").read_text()
    (theme / "theme.toml").write_text(about.replace('"Washi"', '"Lagoon"'))
    (theme / "style.css").write_text(".lagoon{color:var(--ms-accent)}")
    told = folder / "my_package-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Name: my-package\nVersion: 1\n")
    (told / "entry_points.txt").write_text(
        "[meishi.themes]\nlagoon = my_package.lagoon\n"
    )


def test_a_theme_of_another_package_is_found_and_worn(tmp_path):
    package(tmp_path)
    path = os.pathsep.join([str(tmp_path), str(ROOT), str(ROOT / "src")])
    environment = {"PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "tests.settings"}

    shown = subprocess.run(
        [sys.executable, "-c", SHOW],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert shown.strip() == "Lagoon True"
