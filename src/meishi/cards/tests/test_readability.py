import re

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from meishi.cards.rules.readability import reading, sentences
from meishi.formats.palette import PALETTES, Chosen, Palette, resolve
from meishi.themes.registry import theme_named

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
CHOICES = st.builds(Chosen, *[st.none() | COLOURS] * 4)
LOOKS = st.builds(Palette, *[COLOURS] * 7)


def told(**chosen):
    washi = theme_named("washi")
    return sentences(resolve(Chosen(**chosen), washi.light, washi.dark))


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (
            {"accent": "#ffb3a0"},
            "Your accent was too pale on the page (1.4:1, Lc 18). "
            "It is set much darker: 4.5:1, Lc 64.",
        ),
        (
            {"accent": "#c4442e"},
            "Your accent was too pale on the page (4.1:1, Lc 61). "
            "It is set a little darker: 4.5:1, Lc 63.",
        ),
        (
            {"ink": "#8a8a8a"},
            "The colour of your words was too pale on the page (2.8:1, Lc 49). "
            "It is set darker: 4.5:1, Lc 65.",
        ),
        (
            {"ground": "#000", "ink": "#303030"},
            "The colour of your words was too dark on the paper (1.5:1, Lc 0). "
            "It is set lighter: 4.5:1, Lc 30.",
        ),
        (
            {"accent": "#1a2b6c"},
            "For dark mode only: your accent is too dark on the paper (1.3:1, Lc 0). "
            "It is set much lighter: 7.7:1, Lc 57.",
        ),
        (
            {"ground": "#ffffff", "paper": "#000000"},
            "No words can be read on both the page and the paper you chose (1.0:1, "
            "Lc 0). The paper is set nearer to the page: 7.0:1, Lc 48.",
        ),
    ],
)
def test_an_owner_is_told_what_was_wrong_and_what_was_done(chosen, words):
    assert told(**chosen)[0] == words


def test_an_owner_of_readable_colours_is_told_nothing():
    chosen = PALETTES["Lacquer"]

    assert told(ground=chosen.ground, paper=chosen.paper, accent=chosen.accent) == []


@given(CHOICES, LOOKS, LOOKS)
def test_every_correction_has_its_words(chosen, light, dark):
    resolved = resolve(chosen, light, dark)

    for text in sentences(resolved):
        assert re.fullmatch(r".*\(\d+\.\d:1, Lc \d+\)\. .*: \d+\.\d:1, Lc \d+\.", text)


def test_a_contrast_that_is_just_too_low_is_not_rounded_up():
    assert reading("#777777", "#ffffff").startswith("4.4:1")


def test_light_on_dark_is_read_without_a_sign():
    assert reading("#aaa", "#000") == "9.0:1, Lc 56"


def test_numbers_are_written_as_in_the_language_of_the_owner():
    with translation.override("de"):
        assert reading("#777777", "#ffffff").startswith("4,4:1")
