"""Every style that is accepted and proven is read by both decoders."""

from itertools import pairwise

import cv2
import numpy
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFont

from meishi.formats import qr
from meishi.formats.qr.fitting import LARGEST_LOGO

SCAN_LINK = "HTTPS://MEISHI.EXAMPLE/Q/ALICE23"
WORDS = qr.lettering("Scan me", [ImageFont.load_default(10).font_bytes])
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
darks = st.integers(0, 0x7F7F7F).map(lambda number: f"#{number & 0x7F7F7F:06x}")
lights = st.integers(0, 0x3F3F3F).map(lambda n: f"#{0xFFFFFF - (n & 0x3F3F3F):06x}")


def plain_logo(colour="#b8321e", size=(48, 48)):
    picture = Image.new("RGBA", size, colour)
    return qr.Logo(picture.tobytes(), *size)


logos = st.one_of(
    st.none(),
    st.builds(plain_logo, colours, st.tuples(st.integers(1, 60), st.integers(1, 60))),
)
styles = st.fixed_dictionaries(
    {
        "module": st.sampled_from(["square", "rounded", "dot", "bar", "line"]),
        "finder": st.sampled_from(["square", "rounded"]),
        "gradient": st.sampled_from(["none", "linear", "radial"]),
        "dark": darks,
        "dark_end": darks,
        "light": lights,
        "dot_radius": st.floats(0.40, 0.5),
        "finder_radius": st.floats(0, 1),
        "logo": logos,
    }
)
frames = st.one_of(
    st.none(), st.sampled_from([qr.Frame(WORDS), qr.Frame(WORDS, "above")])
)


def read_by_zxing(picture):
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def read_by_opencv(picture):
    return cv2.QRCodeDetector().detectAndDecode(picture)[0]


def seen_by_opencv(picture):
    """As it is, or from a little nearer or farther, as a hand would hold it."""
    return {
        read_by_opencv(cv2.resize(picture, None, fx=scale, fy=scale))
        for scale in (1, 2, 1.5, 0.75)
    }


@settings(max_examples=60, deadline=None)
@given(styles, frames)
def test_every_style_that_is_proven_is_read_by_both_decoders(wish, frame):
    try:
        made = qr.fitted(SCAN_LINK, qr.Style(**wish), error="Q", frame=frame)
    except qr.UnreadableStyle as error:
        refusal = str(error)
        made = None
    if made is None:
        assert refusal.endswith(".")
        return
    if not made.proof.is_proven:
        assert made.proof.reason.endswith(".")
        return
    png = qr.png(made.matrix, made.style, frame=frame)
    picture = cv2.imdecode(numpy.frombuffer(png, numpy.uint8), cv2.IMREAD_GRAYSCALE)
    assert read_by_zxing(picture) == [SCAN_LINK]
    assert SCAN_LINK in seen_by_opencv(picture)
    assert made.proof.unused_error_correction >= 0.5
    assert made.proof.survived / made.proof.tried >= 0.9


@pytest.mark.parametrize("text", [SCAN_LINK, "https://example.com/" * 4, "x" * 200])
def test_a_logo_is_the_largest_that_keeps_grade_b(text):
    made = qr.fitted(text, qr.Style(logo=plain_logo()), error="L")
    side = made.style.logo.modules
    assert made.proof.is_proven
    assert made.proof.grade in "AB"
    assert 3 <= side <= made.matrix.size * LARGEST_LOGO**0.5 + 0.01
    if (side + 2) ** 2 <= LARGEST_LOGO * made.matrix.size**2:
        larger = qr.Style(logo=qr.Logo(*pixels_of(made.style.logo), side + 2))
        assert not qr.prove(qr.png(made.matrix, larger), text).is_proven


def pixels_of(logo):
    return logo.rgba, logo.width, logo.height


def test_a_logo_raises_the_error_level():
    assert qr.fitted("x" * 60, qr.Style(), error="L").matrix.error != "H"
    assert qr.fitted("x" * 60, qr.Style(logo=plain_logo())).matrix.error == "H"


def test_a_logo_takes_level_q_where_h_would_be_too_dense():
    made = qr.fitted("x" * 240, qr.Style(logo=plain_logo()))
    assert (made.matrix.error, made.proof.is_proven) == ("Q", True)


def test_a_text_without_room_for_a_logo_is_refused_in_words():
    with pytest.raises(qr.UnreadableStyle, match="Leave the logo out"):
        qr.fitted("x" * 400, qr.Style(logo=plain_logo()))


@pytest.mark.parametrize(
    "wrong",
    [(b"", 0, 0, 3), (b"123", 1, 1, 3), (b"1234", 1, 1, 4), (b"1234", 1, 1, 1)],
)
def test_a_logo_without_its_pixels_is_refused(wrong):
    with pytest.raises(ValueError, match="logo"):
        qr.Logo(*wrong)


def test_no_module_is_drawn_under_a_logo():
    matrix = qr.matrix(SCAN_LINK, error="H")
    clear = plain_logo("#ffffff00")
    png = qr.png(matrix, qr.Style(logo=clear), module_px=4)
    picture = cv2.imdecode(numpy.frombuffer(png, numpy.uint8), cv2.IMREAD_GRAYSCALE)
    first = 4 * ((matrix.size - 3) // 2 + 4)
    assert (picture[first : first + 12, first : first + 12] == 255).all()


def test_a_logo_that_is_seen_through_shows_the_light_colour():
    clear = qr.Logo(bytes(4 * 16 * 16), 16, 16)
    assert clear.flat("#fffdf7").getpixel((3, 3)) == (0xFF, 0xFD, 0xF7)


def test_the_svg_holds_the_logo_itself():
    svg = qr.svg(qr.matrix(SCAN_LINK), qr.Style(logo=plain_logo())).decode()
    assert 'href="data:image/png;base64,' in svg
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_the_same_style_gives_the_same_bytes():
    logo = plain_logo()
    style = qr.Style(module="bar", gradient="radial", dark_end="#12306b", logo=logo)
    frame = qr.Frame(WORDS)
    matrix = qr.matrix(SCAN_LINK)
    for write in (qr.svg, qr.png, qr.pdf):
        first, second = (write(matrix, style, frame=frame) for _ in range(2))
        assert first == second


def test_logo_sizes_fall_by_a_ring_of_modules():
    from meishi.formats.qr.fitting import _sizes

    matrix, logo = qr.matrix("x" * 200, error="H"), plain_logo()
    sides = [s.logo.modules for s in _sizes(qr.Style(logo=logo), logo, matrix)]
    assert sides[-1] == 3
    assert all(larger - smaller == 2 for larger, smaller in pairwise(sides))
