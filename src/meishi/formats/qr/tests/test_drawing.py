import re
from xml.etree import ElementTree

import cv2
import numpy
import pypdfium2
import pytest
import resvg_py
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from meishi.formats import qr
from meishi.formats.qr.outline import traced

SCAN_LINK = "HTTPS://MEISHI.EXAMPLE/Q/ALICE23"


def in_colour(png):
    return cv2.imdecode(numpy.frombuffer(png, numpy.uint8), cv2.IMREAD_COLOR)


STYLES = [
    qr.Style(module=shape) for shape in ("square", "rounded", "dot", "bar", "line")
]
GRADIENTS = [
    qr.Style(gradient=kind, dark="#b5361c", dark_end="#12306b")
    for kind in ("linear", "radial")
]


def filled_area(loop):
    """The shoelace sum: positive around ink, negative around a hole."""
    ends = zip(loop, (*loop[1:], loop[0]), strict=True)
    return sum(a.x * b.y - b.x * a.y for a, b in ends) / 2


@settings(deadline=None)
@given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7))))
def test_traced_outlines_enclose_exactly_the_filled_modules(filled):
    loops = list(traced(8, lambda row, column: (row, column) in filled))
    assert sum(map(filled_area, loops)) == len(filled)
    canvas = numpy.zeros((160, 160), numpy.uint8)
    corners = [numpy.array([(c.x * 10, c.y * 10) for c in loop], int) for loop in loops]
    cv2.fillPoly(canvas, corners, 1)
    shown = {
        (y, x) for y in range(8) for x in range(8) if canvas[y * 10 + 45, x * 10 + 45]
    }
    assert shown == filled


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.module)
def test_svg_is_small_and_needs_one_path_per_shape(style):
    svg = qr.svg(qr.matrix(SCAN_LINK), style)
    shapes = list(ElementTree.fromstring(svg))
    assert len(svg) < 2000
    assert len(shapes) <= 3


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.module)
def test_the_quiet_zone_of_four_modules_is_inside_the_png(style):
    png = qr.png(qr.matrix(SCAN_LINK), style, module_px=5)
    picture = cv2.imdecode(numpy.frombuffer(png, numpy.uint8), cv2.IMREAD_GRAYSCALE)
    assert picture.shape == (33 * 5, 33 * 5)
    picture[20:-20, 20:-20] = 255
    assert (picture == 255).all()


def test_colours_reach_every_format():
    style = qr.Style(dark="#b5361c", light="#fffdf7")
    matrix = qr.matrix(SCAN_LINK)
    png = cv2.imdecode(numpy.frombuffer(qr.png(matrix, style), numpy.uint8), 1)
    page = pypdfium2.PdfDocument(qr.pdf(matrix, style))[0].render(scale=4).to_numpy()
    assert b'"#b5361c"' in qr.svg(matrix, style)
    assert png[0, 0].tolist() == page[0, 0].tolist() == [0xF7, 0xFD, 0xFF]
    middle = 4.5 * 12
    assert png[int(middle), int(middle)].tolist() == [0x1C, 0x36, 0xB5]


@pytest.mark.parametrize("style", GRADIENTS, ids=lambda style: style.gradient)
def test_a_gradient_runs_alike_in_every_format(style):
    matrix = qr.matrix(SCAN_LINK)
    png = in_colour(qr.png(matrix, style))
    svg = resvg_py.svg_to_bytes(svg_string=qr.svg(matrix, style).decode(), width=396)
    page = pypdfium2.PdfDocument(qr.pdf(matrix, style))[0]
    pdf = cv2.resize(page.render(scale=4).to_numpy()[..., :3], png.shape[:2])
    for row, column in ((4, 4), (4, matrix.size + 3), (matrix.size + 3, 4)):
        at = (row * 12 + 6, column * 12 + 6)
        for other in (in_colour(bytes(svg)), pdf):
            assert numpy.abs(other[at].astype(int) - png[at]).max() < 12
    first = numpy.array([0x1C, 0x36, 0xB5])  # blue, green, red
    middle_is_first = style.gradient == "radial"
    corner = png[54, 54].astype(int)
    assert (numpy.abs(corner - first).max() < 12) is not middle_is_first


@pytest.mark.parametrize("place", ["below", "above"])
def test_a_frame_with_words_looks_alike_in_every_format(place):
    words = qr.lettering("Scan me", [ImageFont.load_default(10).font_bytes])
    frame = qr.Frame(words, place)
    matrix, style = qr.matrix(SCAN_LINK), qr.Style(dark="#12306b")
    png = in_colour(qr.png(matrix, style, frame=frame)).astype(int)
    height, width = png.shape[:2]
    drawing = qr.svg(matrix, style, frame=frame)
    svg = resvg_py.svg_to_bytes(svg_string=drawing.decode(), width=width)
    page = pypdfium2.PdfDocument(qr.pdf(matrix, style, frame=frame))[0]
    pdf = page.render(scale=4).to_numpy()[..., :3]
    for other in (in_colour(bytes(svg)), pdf):
        same_size = cv2.resize(other, (width, height), interpolation=cv2.INTER_AREA)
        assert numpy.abs(same_size - png).mean() < 6
    band = png[-40:] if place == "below" else png[:40]
    assert 0.03 < (band > 200).mean() < 0.5  # light words on dark


def test_a_frame_leaves_the_quiet_zone_whole():
    words = qr.lettering("Scan me", [ImageFont.load_default(10).font_bytes])
    picture = in_colour(qr.png(qr.matrix("A"), module_px=4, frame=qr.Frame(words)))
    inner = picture[4 : 4 + 29 * 4, 4 : 4 + 29 * 4]
    assert (inner[4:16, 4:-4] == 255).all()
    assert (inner[4:-4, 4:16] == 255).all()


@pytest.mark.parametrize("write", [qr.svg, qr.png, qr.pdf])
def test_the_same_symbol_gives_the_same_bytes(write):
    assert write(qr.matrix(SCAN_LINK)) == write(qr.matrix(SCAN_LINK))


def test_pdf_is_as_wide_as_asked():
    page = pypdfium2.PdfDocument(qr.pdf(qr.matrix("ALICE"), width_mm=50))[0]
    assert page.get_width() == pytest.approx(50 / 25.4 * 72, abs=0.01)


def test_pdf_is_never_by_default_too_small_to_scan():
    matrix = qr.matrix("a" * 2000)
    page = pypdfium2.PdfDocument(qr.pdf(matrix))[0]
    assert page.get_width() * 25.4 / 72 >= qr.smallest_print_mm(matrix) - 0.01


@given(st.text(max_size=30))
def test_any_title_survives_in_a_pdf(title):
    document = pypdfium2.PdfDocument(qr.pdf(qr.matrix("ALICE"), title=title))
    assert len(document) == 1
    if not re.search(r"[\x00-\x1f\ud800-\udfff]", title):
        assert document.get_metadata_value("Title") == title


def test_a_module_is_at_least_one_pixel():
    with pytest.raises(ValueError, match="at least one pixel"):
        qr.png(qr.matrix("ALICE"), module_px=0)
