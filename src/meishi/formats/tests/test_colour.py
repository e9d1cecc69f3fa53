from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats import colour

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
GREYS = st.integers(0, 255).map(lambda value: f"#{value:02x}{value:02x}{value:02x}")


@pytest.mark.parametrize(
    ("text", "same"),
    [("#fff", "#ffffff"), ("#1Af", "#11aaff"), ("#1A2B3C", "#1a2b3c")],
)
def test_a_colour_is_written_with_six_small_digits(text, same):
    assert colour.normalised(text) == same


@pytest.mark.parametrize(
    "text",
    ["", "#", "fff", "#ff", "#ffff", "#fffffff", "#ggg", "red", "#fff\n", "#１２３"],
)
def test_what_is_no_colour_is_refused(text):
    with pytest.raises(colour.BadColour):
        colour.normalised(text)


@given(st.text(max_size=9))
def test_any_text_is_a_colour_or_refused(text):
    with suppress(colour.BadColour):
        assert 0 <= colour.luminance(text) <= 1


def test_contrast_is_what_the_standard_says():
    assert colour.contrast("#000", "#fff") == pytest.approx(21)
    assert colour.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert colour.contrast("#fff", "#fff") == 1


@pytest.mark.parametrize(
    ("text", "ground", "expected"),
    [
        ("#888", "#fff", 63.056469930209424),
        ("#fff", "#888", -68.54146436644962),
        ("#000", "#aaa", 58.146262578561334),
        ("#aaa", "#000", -56.24113336839742),
        ("#112233", "#ddeeff", 91.66830811481631),
        ("#ddeeff", "#112233", -93.06770049484275),
        ("#112233", "#444", 8.32326136957393),
        ("#444", "#112233", -7.526878460278154),
    ],
)
def test_apca_gives_the_published_values(text, ground, expected):
    assert colour.apca(text, ground) == pytest.approx(expected, abs=1e-9)


@given(COLOURS)
def test_a_colour_on_itself_has_no_contrast(one):
    assert colour.contrast(one, one) == 1
    assert colour.apca(one, one) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#ff0000", (0.628, 0.2577, 29.23)),
        ("#00ff00", (0.8664, 0.2948, 142.5)),
        ("#0000ff", (0.452, 0.3132, 264.05)),
        ("#ffffff", (1, 0, 0)),
        ("#000000", (0, 0, 0)),
    ],
)
def test_oklch_gives_the_values_of_css_color_4(text, expected):
    assert colour.oklch(text) == pytest.approx(expected, abs=0.006)


@given(COLOURS)
def test_a_colour_survives_the_way_through_oklch(one):
    assert colour.from_oklch(*colour.oklch(one)) == one


@given(st.floats(-1, 2), st.floats(0, 0.5), st.floats(-720, 720))
def test_what_srgb_lacks_is_the_same_light_with_less_chroma(lightness, chroma, hue):
    result = colour.from_oklch(lightness, chroma, hue)

    inside = min(max(lightness, 0), 1)
    coarse = 0.055 if inside < 0.1 else 0.01  # #010101 is 0.067 lighter than black
    assert colour.oklch(result)[0] == pytest.approx(inside, abs=coarse)


def test_a_colour_out_of_reach_keeps_its_hue():
    lightness, chroma, hue = colour.oklch(colour.from_oklch(0.8, 0.4, 150))

    assert (lightness, hue) == pytest.approx((0.8, 150), abs=0.6)
    assert 0.2 < chroma < 0.4


@pytest.mark.parametrize(
    ("share", "result"), [(0, "#ffffff"), (1, "#000000"), (0.5, "#808080")]
)
def test_a_share_is_the_opacity_of_the_upper_one(share, result):
    assert colour.mixed("#000000", "#ffffff", share) == result


@given(COLOURS, COLOURS, st.sampled_from([3.0, 4.5, 7.0]))
def test_a_colour_that_reads_is_left_alone(one, ground, at_least):
    if colour.contrast(one, ground) >= at_least:
        assert colour.readable(one, [ground], at_least) == one


@given(COLOURS, COLOURS)
def test_every_colour_can_be_made_readable_on_one_ground(one, ground):
    assert colour.contrast(colour.readable(one, [ground], 4.5), ground) >= 4.5


@given(COLOURS, st.lists(COLOURS, min_size=1, max_size=3))
def test_what_black_or_white_can_do_is_always_reached(one, grounds):
    best = max(colour.weakest(plain, grounds) for plain in ("#000", "#fff"))

    found = colour.weakest(colour.readable(one, grounds, 4.5), grounds)

    assert found >= min(best, 4.5)


def test_between_black_and_white_a_middle_grey_is_found():
    found = colour.readable("#ff0000", ["#000000", "#ffffff"], 4.5)

    assert colour.weakest(found, ["#000000", "#ffffff"]) >= 4.5


@given(GREYS, GREYS)
def test_the_nearer_of_lighter_and_darker_is_taken(one, ground):
    found = colour.oklch(colour.readable(one, [ground], 3))[0]

    moved = abs(found - colour.oklch(one)[0])
    for value in range(256):
        other = f"#{value:02x}{value:02x}{value:02x}"
        if colour.contrast(other, ground) >= 3:
            distance = abs(colour.oklch(other)[0] - colour.oklch(one)[0])
            assert moved <= distance + 0.005


def test_a_pale_vermilion_becomes_a_darker_vermilion():
    found = colour.readable("#ff8a70", ["#fffdf8"], 4.5)

    before, after = colour.oklch("#ff8a70"), colour.oklch(found)
    assert after[0] < before[0]
    assert after[2] == pytest.approx(before[2], abs=1.5)
    assert 4.5 <= colour.contrast(found, "#fffdf8") < 4.6


def test_where_nothing_reads_the_better_of_black_and_white_is_taken():
    assert colour.readable("#ff0000", ["#777777", "#666666"], 7) == "#ffffff"
    assert colour.readable("#ff0000", ["#787878", "#888888"], 7) == "#000000"
