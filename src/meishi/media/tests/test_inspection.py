import contextlib
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from meishi.media.rules.inspection import gif_frames, inspected
from meishi.media.rules.reasons import Reason, Unusable
from meishi.media.tests import samples

MEBIBYTE = 1024 * 1024
BOMBS = {
    "png": lambda: samples.png_of_zeros(20_000, 20_000),
    "long png": lambda: samples.png_of_zeros(16_001, 1),
    "webp": lambda: samples.webp_claiming(16_383, 16_383),
    "animated webp": lambda: samples.extended_webp_claiming(16_384, 16_384),
    "avif": lambda: samples.avif_claiming(16_000, 16_000),
    "gif": lambda: b"GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;",
}
FORMATS = ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "HEIF"]


def reason_of(data):
    with pytest.raises(Unusable) as caught:
        inspected(data)
    return caught.value.reason


@pytest.mark.parametrize("kind", FORMATS)
def test_every_named_format_is_taken(kind):
    header = inspected(samples.encoded(samples.quarters(), kind))
    assert (header.width, header.height) == (80, 60)


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "ICO", "PPM", "TGA", "PDF", "EPS"])
def test_no_other_format_is_ever_opened(kind):
    assert reason_of(samples.encoded(samples.quarters(), kind)) == Reason.UNKNOWN


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_from_its_header(name):
    assert reason_of(BOMBS[name]()) == Reason.TOO_LARGE


def test_a_png_of_400_megapixels_in_48_kilobytes_is_too_large():
    data = BOMBS["png"]()
    assert len(data) < 50_000
    assert reason_of(data) == Reason.TOO_LARGE


@pytest.mark.parametrize("name", BOMBS)
def test_refusing_a_bomb_takes_less_than_50_megabytes(name, tmp_path):
    bomb = tmp_path / "bomb"
    bomb.write_bytes(BOMBS[name]())
    code = f"""
import contextlib, pathlib, resource
from meishi.media.rules.inspection import inspected
data = pathlib.Path({str(bomb)!r}).read_bytes()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with contextlib.suppress(ValueError):
    inspected(data)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    grown = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert int(grown) * 1024 < 50 * MEBIBYTE


def test_fifty_megapixels_are_taken():
    assert inspected(samples.png_of_zeros(10_000, 5_000)).width == 10_000


def test_one_pixel_more_is_too_large():
    assert reason_of(samples.png_of_zeros(10_000, 5_001)) == Reason.TOO_LARGE


@pytest.mark.parametrize(("frames", "is_taken"), [(100, True), (101, False)])
def test_at_most_100_frames_are_taken(frames, is_taken):
    data = samples.gif(frames)
    if is_taken:
        assert inspected(data).media_type == "image/gif"
    else:
        assert reason_of(data) == Reason.TOO_MANY_FRAMES


def test_a_long_animated_png_is_refused():
    first, *more = [Image.new("L", (4, 4), at % 256) for at in range(101)]
    data = samples.encoded(first, "PNG", save_all=True, append_images=more)
    assert reason_of(data) == Reason.TOO_MANY_FRAMES


def test_counting_frames_stops_at_the_limit():
    many = samples.gif(1)[:-1] + b",\0\0\0\0\1\0\1\0\0\2\2D\1\0" * 2000
    assert sum(1 for _ in gif_frames(many)) == 101


@pytest.mark.parametrize("text", [b"", b"Hello", b"<svg xmlns='x'/>", b"%PDF-1.4"])
def test_text_named_jpg_is_not_a_picture(text):
    assert reason_of(text) == Reason.UNKNOWN


def test_the_size_is_that_of_the_upright_picture():
    header = inspected(samples.oriented_jpeg(6))
    assert (header.width, header.height) == (80, 60)


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(data):
    with contextlib.suppress(Unusable):
        inspected(data)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FORMATS), st.data())
def test_no_damaged_header_raises_anything_else(kind, data):
    whole = bytearray(samples.encoded(samples.quarters(), kind))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, min(len(whole), 400) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Unusable):
        inspected(bytes(whole))
