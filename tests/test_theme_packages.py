"""Other packages bring themes of their own."""

import shutil

from tests.packages import ROOT, install, printed_with

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
    install(folder, "my_package", "meishi.themes", "lagoon = my_package.lagoon")


def test_a_theme_of_another_package_is_found_and_worn(tmp_path):
    package(tmp_path)

    assert printed_with(tmp_path, SHOW) == "Lagoon True"
