import re

import pytest

from meishi.themes.registry import DEFAULT, all_themes, theme_named

PAIR = re.compile(r"(--ms-\w+):light-dark\((#\w{6}),(#\w{6})\)")
READABLE = 4.5  # WCAG 2.2, 1.4.3


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def colours(theme, scheme):
    found = PAIR.findall(theme.style)
    return {name: (light, dark)[scheme == "dark"] for name, light, dark in found}


def test_a_folder_is_a_theme():
    assert all_themes()["washi"].label == "Washi"
    assert "tests" not in all_themes()


def test_a_theme_that_is_not_installed_gives_way_to_the_default():
    assert theme_named("gone").name == DEFAULT


def test_contrast_is_what_the_standard_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("words", ["--ms-ink", "--ms-muted", "--ms-accent"])
@pytest.mark.parametrize("ground", ["--ms-ground", "--ms-paper"])
@pytest.mark.parametrize("theme", all_themes().values(), ids=lambda t: t.name)
def test_words_are_readable_on_every_surface(theme, ground, words, scheme):
    known = colours(theme, scheme)

    assert contrast(known[words], known[ground]) >= READABLE


@pytest.mark.parametrize("theme", all_themes().values(), ids=lambda t: t.name)
def test_a_theme_colours_the_browser_as_its_ground(theme):
    grounds = [colours(theme, scheme)["--ms-ground"] for scheme in ("light", "dark")]

    assert list(theme.paper) == grounds


@pytest.mark.parametrize("theme", all_themes().values(), ids=lambda t: t.name)
def test_a_theme_loads_nothing(theme):
    assert "url(" not in theme.style
    assert "@import" not in theme.style
