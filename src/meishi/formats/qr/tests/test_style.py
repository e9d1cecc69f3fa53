import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats import qr
from meishi.formats.colour import contrast, luminance
from meishi.formats.qr.style import rgb

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        ({"dark": "#ffffff", "light": "#000000"}, "Swap the two colours"),
        ({"dark": "#777777"}, "too close"),
        ({"dark": "#000000", "light": "#888888"}, "too dim"),
        ({"light": "#ffb0b0"}, "red ground"),
        ({"light": "#f00000"}, "red ground"),
        ({"dark": "black"}, "not a colour"),
        ({"dark": '#000000"/>'}, "not a colour"),
        ({"dot_radius": 0.39}, "radius of 0.40"),
        ({"dot_radius": float("nan")}, "radius of 0.40"),
        ({"finder_radius": 1.1}, "one module at most"),
        ({"module": "star"}, "square, rounded, dots, bars or lines"),
        ({"gradient": "conic"}, "linear or radial"),
        ({"gradient": "linear", "dark_end": "#777777"}, "too close"),
        ({"gradient": "radial", "dark_end": "red"}, "not a colour"),
        ({"finder": "dot"}, "square or rounded"),
    ],
)
def test_an_unreadable_style_is_refused_with_its_reason(wish, reason):
    with pytest.raises(qr.UnreadableStyle, match=reason):
        qr.Style(**wish)


def test_vermilion_on_washi_white_is_allowed():
    qr.Style(dark="#b5361c", light="#fffdf7")


@given(colours, colours)
def test_every_style_that_passes_has_contrast_and_reflectance(dark, light):
    try:
        style = qr.Style(dark=dark, light=light)
    except qr.UnreadableStyle:
        return
    assert contrast(style.dark, style.light) >= 4.5
    assert luminance(style.light) - luminance(style.dark) >= 0.55


@given(colours, colours, colours, st.floats(0, 1))
def test_no_colour_of_a_gradient_is_paler_than_its_limits(dark, end, light, share):
    try:
        style = qr.Style(dark=dark, dark_end=end, light=light, gradient="linear")
    except qr.UnreadableStyle:
        return
    ends = zip(rgb(style.dark), rgb(style.dark_end), strict=True)
    between = "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in ends)
    # Half a step of rounding in each channel is all that may be missing.
    assert contrast(between, style.light) >= 4.45
    assert luminance(style.light) - luminance(between) >= 0.545


def test_a_colour_that_no_gradient_uses_is_free():
    qr.Style(dark_end="#ffffff")


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
