"""What is not documented does not merge. `python -m tests.test_docs` writes tables."""

import re
from pathlib import Path

import pytest

from meishi.cli import VERBS
from meishi.config import SETTINGS
from tests import css_tables

DOCS = Path(__file__).parent.parent / "docs"
PAGE = DOCS / "reference" / "settings.md"
COMMANDS = DOCS / "reference" / "command-line.md"
BEGIN, END = "<!-- settings: begin -->\n", "<!-- settings: end -->\n"
CSS = DOCS / "reference" / "custom-css.md"
CSS_BEGIN, CSS_END = "<!-- css: begin -->\n", "<!-- css: end -->\n"
FILES = sorted(DOCS.rglob("*.md"))
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)(?:#[^)]*)?\)")


def table():
    """The settings as Markdown."""
    lines = ["| setting | for | takes | unless set |", "|---|---|---|---|"]
    for name, setting in SETTINGS.items():
        secret = " 🔒" if setting.is_secret else ""
        what = f"{setting.about} | {setting.allowed} | {setting.default or 'empty'}"
        lines.append(f"| `{name}`{secret} | {what} |")
    return "\n".join(lines) + "\n"


def test_the_settings_page_says_what_the_reader_of_settings_says():
    assert PAGE.read_text().split(BEGIN)[1].split(END)[0] == table()


def test_the_css_page_allows_what_the_reader_of_css_allows():
    written = CSS.read_text().split(CSS_BEGIN)[1].split(CSS_END)[0]
    assert written == css_tables.tables()


def test_no_page_names_a_setting_that_does_not_exist():
    named = {
        name.removesuffix("_FILE")
        for path in FILES
        for name in re.findall(r"MEISHI_[A-Z_]+[A-Z]", path.read_text())
    }
    assert named - set(SETTINGS) - {"MEISHI_TEST_POSTGRESQL"} == set()


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_is_documented(verb):
    assert f"\n## meishi {verb}\n" in COMMANDS.read_text()


def test_no_page_names_a_command_that_does_not_exist():
    named = {
        verb
        for path in FILES
        for verb in re.findall(r"`(?:uv run )?meishi ([a-z]+)", path.read_text())
    }
    assert named - set(VERBS) == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(path):
    targets = [path.parent / link for link in LINK.findall(path.read_text())]
    assert [target for target in targets if not target.exists()] == []


def write():
    """Put the tables into their pages."""
    _put(PAGE, BEGIN, table(), END)
    _put(CSS, CSS_BEGIN, css_tables.tables(), CSS_END)


def _put(page, begin, content, end):
    before, rest = page.read_text().split(begin)
    page.write_text(before + begin + content + end + rest.split(end)[1])


if __name__ == "__main__":
    write()
