from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats.colour import contrast, mixed, normalised, oklch, weakest
from meishi.formats.palette import (
    PALETTES,
    Chosen,
    Palette,
    gradient_end,
    resolve,
    suggestions,
    veil,
)

DAY = Palette(
    "#efe9dc", "#fffdf8", "#1a1714", "#5f574d", "#d8cfbe", "#b8321e", "#fffdf8"
)
NIGHT = Palette(
    "#14120f", "#1f1b17", "#f1ece2", "#b5ac9e", "#3d362e", "#ff8a70", "#14120f"
)

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
MAYBE = st.none() | COLOURS
CHOICES = st.builds(Chosen, MAYBE, MAYBE, MAYBE, MAYBE)
LOOKS = st.builds(Palette, *[COLOURS] * 7)


def assert_readable(look):
    surfaces = [look.ground, look.paper]
    assert weakest(look.ink, surfaces) >= 4.5
    assert weakest(look.muted, surfaces) >= 4.5
    assert weakest(look.accent, surfaces) >= 4.5
    assert contrast(look.on_accent, look.accent) >= 4.5
    assert contrast(look.line, look.paper) >= 1.2


@given(CHOICES)
def test_no_choice_of_colours_is_unreadable(chosen):
    resolved = resolve(chosen, DAY, NIGHT)

    assert_readable(resolved.light)
    assert_readable(resolved.dark)


@given(CHOICES, LOOKS, LOOKS)
def test_no_theme_is_unreadable_either(chosen, light, dark):
    resolved = resolve(chosen, light, dark)

    assert_readable(resolved.light)
    assert_readable(resolved.dark)


@given(CHOICES)
def test_every_colour_of_a_look_is_written_in_full(chosen):
    resolved = resolve(chosen, DAY, NIGHT)

    for colour in astuple(resolved.light) + astuple(resolved.dark):
        assert normalised(colour) == colour


def test_without_a_choice_the_theme_is_left_alone():
    resolved = resolve(Chosen(), DAY, NIGHT)

    assert (resolved.light, resolved.dark) == (DAY, NIGHT)
    assert resolved.corrections == ()


@given(CHOICES)
def test_a_chosen_ground_is_never_moved(chosen):
    given = resolve(chosen, DAY, NIGHT).light.ground

    assert given == chosen.ground or chosen.ground is None


@given(CHOICES)
def test_whatever_was_moved_by_day_is_told(chosen):
    resolved = resolve(chosen, DAY, NIGHT)

    told = {(c.scheme, c.role): (c.wanted, c.given) for c in resolved.corrections}
    for role in ("paper", "ink", "accent"):
        wanted, given = getattr(chosen, role), getattr(resolved.light, role)
        is_moved = wanted is not None and wanted != given
        assert told.get(("light", role)) == ((wanted, given) if is_moved else None)


@given(CHOICES)
def test_a_correction_says_how_bad_it_was(chosen):
    for correction in resolve(chosen, DAY, NIGHT).corrections:
        assert 1 <= correction.contrast < 4.5
        assert abs(correction.apca) < 108


def test_a_pale_accent_is_darkened_and_told():
    resolved = resolve(Chosen(accent="#ffb3a0"), DAY, NIGHT)

    (correction,) = resolved.corrections
    assert (correction.scheme, correction.role) == ("light", "accent")
    assert correction.given == resolved.light.accent
    assert correction.contrast == pytest.approx(1.45, abs=0.05)
    assert oklch(correction.given)[0] < oklch(correction.wanted)[0]
    assert resolved.dark.accent == "#ffb3a0"


def test_a_deep_accent_is_lightened_for_the_night_and_told():
    resolved = resolve(Chosen(accent="#1a2b6c"), DAY, NIGHT)

    (correction,) = resolved.corrections
    assert (correction.scheme, correction.role) == ("dark", "accent")
    assert correction.given == resolved.dark.accent
    assert resolved.light.accent == "#1a2b6c"


def test_the_night_reads_with_ease_whatever_the_accent():
    for accent in ("#1a2b6c", "#b8321e", "#111113", "#4a6329"):
        look = resolve(Chosen(accent=accent), DAY, NIGHT).dark
        assert weakest(look.accent, [look.ground, look.paper]) >= 7


def test_a_grey_accent_becomes_as_light_as_ink_by_night():
    look = resolve(Chosen(accent="#111113"), DAY, NIGHT).dark

    assert contrast(look.accent, look.paper) >= 12


def test_lesser_words_and_hairlines_take_the_hue_of_a_chosen_ink():
    look = resolve(Chosen(ink="#123a8c"), DAY, NIGHT).light

    hues = [oklch(colour)[2] for colour in (look.ink, look.muted, look.line)]
    assert max(hues) - min(hues) < 20


def test_a_black_ground_is_black_by_day_and_by_night():
    resolved = resolve(Chosen(ground="#000"), DAY, NIGHT)

    assert resolved.light == resolved.dark
    assert resolved.light.ground == "#000000"
    assert resolved.light.ink == NIGHT.ink


def test_a_dark_paper_takes_the_ground_with_it():
    look = resolve(Chosen(paper="#10211c"), DAY, NIGHT).light

    assert look.paper == "#10211c"
    assert oklch(look.ground)[0] < oklch(look.paper)[0]


@given(COLOURS)
def test_a_paper_that_was_chosen_alone_is_never_moved(paper):
    assert resolve(Chosen(paper=paper), DAY, NIGHT).light.paper == paper


def test_a_light_ground_has_a_night_of_the_same_hue():
    resolved = resolve(Chosen(ground="#dfe9ff", paper="#fafcff"), DAY, NIGHT)

    day, night = oklch(resolved.light.ground), oklch(resolved.dark.ground)
    assert night[0] == pytest.approx(oklch(NIGHT.ground)[0], abs=0.02)
    assert night[2] == pytest.approx(day[2], abs=12)


def test_ground_and_paper_too_far_apart_bring_the_paper_nearer():
    resolved = resolve(Chosen(ground="#ffffff", paper="#000000"), DAY, NIGHT)

    (correction,) = [c for c in resolved.corrections if c.scheme == "light"]
    assert (correction.role, correction.wanted) == ("paper", "#000000")
    assert weakest("#000000", ["#ffffff", resolved.light.paper]) >= 7


def test_the_theme_s_ink_is_easy_to_read_on_a_chosen_ground():
    for ground in ("#ffe14d", "#7fd1b9", "#35608f"):
        look = resolve(Chosen(ground=ground), NIGHT, NIGHT).light
        assert contrast(look.ink, ground) >= 6


@pytest.mark.parametrize("name", PALETTES)
def test_a_ready_palette_needs_no_correction_by_day(name):
    corrections = resolve(PALETTES[name], DAY, NIGHT).corrections

    assert [c for c in corrections if c.scheme == "light"] == []


@pytest.mark.parametrize("chosen", PALETTES.values(), ids=PALETTES)
def test_a_ready_palette_reads_with_ease(chosen):
    assert weakest(chosen.ink, [chosen.ground, chosen.paper]) >= 10


def test_ready_palettes_differ():
    assert len(set(PALETTES.values())) == len(PALETTES)


@given(COLOURS, COLOURS, COLOURS)
def test_ink_reads_through_a_veil_over_any_picture(ink, ground, pixel):
    share = veil(ink, ground)

    if share < 1:
        assert contrast(ink, mixed(ground, pixel, share)) >= 4.5
        assert round(share * 100) == pytest.approx(share * 100)


def test_a_veil_is_as_thin_as_it_can_be():
    share = veil("#ffffff", "#000000")

    assert 0 < share < 1
    assert contrast("#ffffff", mixed("#000000", "#ffffff", share)) >= 4.5
    assert contrast("#ffffff", mixed("#000000", "#ffffff", share - 0.01)) < 4.5


def test_ink_that_only_reads_on_the_plain_ground_wants_all_of_it():
    assert veil("#767676", "#ffffff") == 1.0


@given(CHOICES, COLOURS, st.floats(0, 1))
def test_words_are_readable_all_along_a_gradient(chosen, towards, share):
    look = resolve(chosen, DAY, NIGHT).light

    end = gradient_end(look.ground, towards, look)

    somewhere = mixed(end, look.ground, share)
    assert contrast(look.ink, somewhere) >= 4.5
    assert contrast(look.muted, somewhere) >= 4.5
    assert contrast(look.accent, somewhere) >= 3


@pytest.mark.parametrize(
    ("ground", "towards"), [("#f7aa43", "#4ff61e"), ("#ad4bfb", "#9f65bc")]
)
def test_words_stay_readable_where_a_gradient_rounds_its_pixels(ground, towards):
    look = resolve(Chosen(ground=ground), DAY, NIGHT).light
    end = gradient_end(ground, towards, look)

    shown = [mixed(end, ground, share / 255) for share in range(256)]

    assert weakest(look.muted, shown) >= 4.5


def test_a_gradient_goes_all_the_way_where_it_may():
    assert gradient_end("#ffffff", "#fffdf8", DAY) == "#fffdf8"


def test_a_gradient_stops_before_words_drown():
    end = gradient_end(DAY.ground, "#000000", DAY)

    assert 4.5 <= contrast(DAY.muted, end) < 4.7


@given(st.lists(st.tuples(COLOURS, st.integers(0, 10**6)), min_size=1, max_size=8))
def test_every_picture_has_three_to_five_sound_palettes(colours):
    found = suggestions(colours)

    assert 3 <= len(found) <= 5
    for chosen in found:
        corrections = resolve(chosen, DAY, NIGHT).corrections
        assert [c for c in corrections if c.scheme == "light"] == []


def test_the_most_striking_colour_becomes_the_accent():
    found = suggestions([("#f4f4f4", 9000), ("#222222", 800), ("#b8321e", 200)])

    assert found[0].accent == "#b8321e"


def test_of_two_strong_colours_the_larger_becomes_the_accent():
    found = suggestions([("#1a5fb4", 900), ("#b8321e", 40)])

    assert found[0].accent == resolve(found[0], DAY, NIGHT).light.accent == "#1a5fb4"


def test_a_highlight_that_is_nearly_white_is_no_accent():
    found = suggestions([("#fff8c0", 900), ("#8a9a70", 100)])

    assert oklch(found[0].accent)[2] == pytest.approx(oklch("#8a9a70")[2], abs=3)


def test_a_second_hue_gets_a_palette_of_its_own():
    found = suggestions([("#b8321e", 500), ("#12687a", 500)])

    assert {"#b8321e", "#12687a"} <= {chosen.accent for chosen in found}


def test_no_colours_give_no_palettes():
    assert suggestions([]) == ()
