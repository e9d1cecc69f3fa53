import brotli
import pytest

from meishi.formats.palette import Chosen, resolve
from meishi.themes import choices
from meishi.themes.registry import DEFAULT, all_themes, theme_named
from meishi.themes.typefaces import all_typefaces

THEMES = pytest.mark.parametrize("theme", all_themes().values(), ids=lambda t: t.name)
LARGEST_STYLE = 1500  # bytes, compressed


def test_a_folder_is_a_theme():
    assert all_themes()["washi"].label == "Washi"
    assert "tests" not in all_themes()
    assert "parts" not in all_themes()


def test_a_theme_that_is_not_installed_gives_way_to_the_default():
    assert theme_named("gone").name == DEFAULT


@THEMES
def test_a_themes_own_colours_need_no_correction(theme):
    own = resolve(Chosen(), theme.light, theme.dark)

    assert own.corrections == ()
    assert (own.light, own.dark) == (theme.light, theme.dark)


@THEMES
def test_a_theme_loads_nothing(theme):
    assert "url(" not in theme.style
    assert "@import" not in theme.style


@THEMES
def test_the_style_of_a_theme_is_small(theme):
    assert len(brotli.compress(theme.style.encode())) <= LARGEST_STYLE


@THEMES
def test_a_theme_chooses_among_what_there_is(theme):
    chosen = theme.defaults

    assert chosen.face in choices.FACES
    assert chosen.back in choices.BACKS
    assert chosen.header in choices.HEADERS
    assert chosen.corner in choices.CORNERS
    assert chosen.density in choices.DENSITIES
    assert chosen.button in choices.BUTTONS
    assert chosen.typeface in all_typefaces()
    assert chosen.background in ("plain", "gradient", *choices.PATTERNS)
