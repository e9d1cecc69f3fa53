import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats.colour import contrast
from meishi.formats.custom_css import kept_readable, sanitise
from meishi.formats.palette import Palette

LIGHT = Palette(
    "#efe9dc", "#fffdf8", "#1a1714", "#5f574d", "#d8cfbd", "#b8321e", "#fffdf8"
)
DARK = Palette(
    "#0f0d0b", "#1f1b17", "#f1ece2", "#b5ac9e", "#3a342c", "#ff8a70", "#0f0d0b"
)
PAIR = r"light-dark\((#\w{6}),(#\w{6})\)|(#\w{6})"
COLOURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def kept(text):
    found = sanitise(text, own_assets={"a": "/m/a.webp"})
    assert found.errors == ()
    return kept_readable(found.css, LIGHT, DARK)


def colours_of(css):
    """The colour of words in the first rule, by day and by night."""
    light, dark, both = re.search(rf"[;{{]color:(?:{PAIR})", css).groups()
    return (light, dark) if light else (both, both)


@pytest.mark.parametrize(
    "text",
    [
        ".name{color:light-dark(#b8321e,#ff8a70)}",
        ".name{color:var(--ms-accent)}",
        "@media (prefers-color-scheme:dark){.name{color:#ff8a70}}",
        "@media (prefers-color-scheme:light){.name{color:#b8321e}}",
        ".name{font-size:30px}",
        ".b-text{border:1px solid #eee}",
    ],
)
def test_what_reads_stays_as_it_is(text):
    css = sanitise(text, own_assets={}).css

    assert kept(text) == (css, ())


@given(COLOURS)
def test_words_read_on_every_surface_of_the_theme(colour):
    css, doubts = kept(f".b-text{{color:{colour}}}")
    light, dark = colours_of(css)

    for ground in (LIGHT.ground, LIGHT.paper):
        assert contrast(light, ground) >= 4.5
    for ground in (DARK.ground, DARK.paper):
        assert contrast(dark, ground) >= 4.5
    assert bool(doubts) == (colour not in (light, dark) or light != dark)


@given(COLOURS, COLOURS)
def test_words_read_on_a_surface_of_the_same_rule(colour, surface):
    css, _ = kept(f".b-text{{color:{colour};background-color:{surface}}}")

    for side in colours_of(css):
        assert contrast(side, surface) >= 4.5


@given(COLOURS)
def test_a_surface_brings_colours_for_the_words_on_it(surface):
    css, doubts = kept(f".b-text{{background:{surface}}}")

    assert doubts == ()
    for name in ("color", "--ms-ink", "--ms-muted", "--ms-accent"):
        for side in filter(None, re.search(f"{name}:(?:{PAIR})", css).groups()):
            assert contrast(side, surface) >= 4.5


@pytest.mark.parametrize(
    "colour", ["#0000", "transparent", "rgb(0 0 0/.2)", "var(--x)", "oklch(97% 0 0)"]
)
def test_colours_that_nobody_sees_become_ones_that_are_seen(colour):
    css, doubts = kept(f".my{{--x:#fffdf8}}.name{{color:{colour}}}")

    light, dark = colours_of(css.partition(".name")[2])
    assert contrast(light, LIGHT.paper) >= 4.5
    assert contrast(dark, DARK.paper) >= 4.5
    assert [doubt.place[2] for doubt in doubts] == [colour]


@pytest.mark.parametrize(
    "text",
    [
        ".name{color:color-mix(in srgb,red,blue)}",
        ".name{color:currentcolor}",
        ".name{color:var(--missing)}",
        ".name{color:inherit}",
        ".name{--ms-ink:#fff}",
        ".front{background:lab(50% 10 10)}",
    ],
)
def test_what_cannot_be_computed_is_left_out(text):
    css, doubts = kept(text)

    assert css == "@media screen{}" or css == ""
    assert [(doubt.contrast, doubt.instead) for doubt in doubts] == [(None, "")]


def test_a_colour_that_cannot_read_on_two_surfaces_is_left_out():
    text = ".b-text{background:#000}.b-links{background:#fff}.b-text p{color:#777}"
    css, [doubt] = kept(text)

    assert ".b-text p" not in css
    assert doubt.contrast < 4.5


def test_a_picture_lies_under_a_veil():
    css, doubts = kept(".front{background:url(a) center/cover}")

    assert re.search(r"background:linear-gradient\(light-dark\(#fffdf8\w\w,", css)
    assert doubts == ()


def test_words_on_a_page_of_another_colour_read_and_blocks_have_a_surface():
    css, _ = kept("body{background:#123}")

    assert ".blocks>section{background:var(--ms-paper)}" in css
    light, dark = colours_of(css.partition(".headline")[2])
    assert min(contrast(light, "#112233"), contrast(dark, "#112233")) >= 4.5
