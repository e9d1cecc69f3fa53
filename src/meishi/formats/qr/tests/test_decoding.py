"""Every drawing of every text is read back by decoders that are not ours."""

import cv2
import numpy
import pypdfium2
import pytest
import resvg_py
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from meishi.formats import qr

STYLES = [
    qr.Style(module=module, finder=finder)
    for module in ("square", "rounded", "dot", "bar", "line")
    for finder in ("square", "rounded")
] + [
    qr.Style(module="rounded", gradient=gradient, dark="#14306b", dark_end="#5a1046")
    for gradient in ("linear", "radial")
]
SCAN_LINK = "HTTPS://MEISHI.EXAMPLE/Q/ALICE23"
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)
moderate = settings(max_examples=40, deadline=None)


def opened(png):
    return cv2.imdecode(numpy.frombuffer(png, numpy.uint8), cv2.IMREAD_GRAYSCALE)


def read_by_zxing(picture):
    found = zxingcpp.read_barcodes(picture, text_mode=zxingcpp.TextMode.Plain)
    return [one.text for one in found if one.format == zxingcpp.BarcodeFormat.QRCode]


def rasterised_svg(svg):
    return opened(bytes(resvg_py.svg_to_bytes(svg_string=svg.decode(), width=500)))


def rasterised_pdf(pdf):
    page = pypdfium2.PdfDocument(pdf)[0]
    return numpy.array(page.render(scale=5).to_pil().convert("L"))


@moderate
@given(texts)
def test_any_text_is_read_back_by_zxing_from_its_png(text):
    assert read_by_zxing(opened(qr.png(qr.matrix(text)))) == [text]


@moderate
@given(texts)
def test_opencv_agrees_on_any_text(text):
    assert qr.prove(qr.png(qr.matrix(text)), text).second_decoder_agrees


@moderate
@given(texts, st.sampled_from(STYLES))
def test_any_text_is_read_back_from_its_svg(text, style):
    picture = rasterised_svg(qr.svg(qr.matrix(text, max_version=20), style))
    assert read_by_zxing(picture) == [text]


@moderate
@given(texts, st.sampled_from(STYLES))
def test_any_text_is_read_back_from_its_pdf(text, style):
    picture = rasterised_pdf(qr.pdf(qr.matrix(text, max_version=20), style))
    assert read_by_zxing(picture) == [text]


@pytest.mark.parametrize(
    "style", STYLES, ids=lambda s: f"{s.module}-{s.finder}-{s.gradient}"
)
def test_svg_and_pdf_show_the_same_picture_as_png(style):
    matrix = qr.matrix(SCAN_LINK)
    png = opened(qr.png(matrix, style)).astype(int)
    for picture in (
        rasterised_svg(qr.svg(matrix, style)),
        rasterised_pdf(qr.pdf(matrix, style)),
    ):
        same_size = cv2.resize(picture, png.shape, interpolation=cv2.INTER_AREA)
        difference = numpy.abs(same_size - png)
        assert difference.mean() < 5
        assert difference[48:132, 48:132].mean() < 6  # a corner mark


@pytest.mark.parametrize("text", ["ああ", "いい", "0123", "A B", "あA1"])
def test_utf8_is_never_mistaken_for_shift_jis(text):
    assert read_by_zxing(opened(qr.png(qr.matrix(text)))) == [text]


@pytest.mark.parametrize(
    "style", STYLES, ids=lambda s: f"{s.module}-{s.finder}-{s.gradient}"
)
@pytest.mark.parametrize("text", [SCAN_LINK, "https://example.com/alice", "山田 " * 40])
def test_every_style_is_proven(style, text):
    proof = qr.prove(qr.png(qr.matrix(text), style), text)
    assert proof.is_proven, proof
    assert proof.grade == "A"
    assert proof.survived >= proof.tried - 1
    assert proof.tried == 15
    assert proof.score >= 93


@moderate
@given(texts)
def test_the_terminal_shows_the_same_modules(text):
    matrix = qr.matrix(text)
    lines = qr.terminal(matrix).replace("\x1b[38;5;16;48;5;231m", "").splitlines()
    dots = []
    for line in lines:
        characters = line.removesuffix("\x1b[0m")
        dots.append([character in "▀█" for character in characters])
        dots.append([character in "▄█" for character in characters])
    shown = numpy.where(numpy.kron(dots, numpy.ones((6, 6))), 0, 255)
    assert read_by_zxing(shown.astype(numpy.uint8)) == [text]
