import contextlib

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from meishi.media.rules.development import developed
from meishi.media.rules.reasons import Reason, Unusable
from meishi.media.tests import samples

CENTRES = ((20, 15), (60, 15), (20, 45), (60, 45))


def colours(image):
    return [image.convert("RGB").getpixel(place) for place in CENTRES]


def is_near(image, wanted, tolerance=14):
    pairs = zip(colours(image), wanted, strict=True)
    return all(
        abs(a - b) <= tolerance
        for seen, want in pairs
        for a, b in zip(seen, want, strict=True)
    )


UPRIGHT = [(208, 16, 16), (16, 176, 16), (16, 16, 208), (224, 224, 16)]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_eight_orientations_give_the_same_upright_picture(orientation):
    image = developed(samples.oriented_jpeg(orientation), None)
    assert image.size == (80, 60)
    assert is_near(image, UPRIGHT)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "HEIF"])
def test_every_format_shows_the_same_picture(kind):
    image = developed(samples.encoded(samples.quarters(), kind), None)
    assert is_near(image, UPRIGHT, tolerance=20)


@pytest.mark.parametrize("mode", ["CMYK", "YCbCr", "L", "P", "1", "LA", "RGBA"])
def test_every_mode_becomes_plain_rgb(mode):
    kind = "JPEG" if mode in ("CMYK", "YCbCr") else "PNG"
    image = developed(samples.encoded(samples.quarters().convert(mode), kind), None)
    assert image.mode == "RGB"
    assert image.size == (80, 60)


def test_cmyk_keeps_its_colours():
    image = samples.quarters().convert("CMYK")
    assert is_near(developed(samples.encoded(image, "JPEG", quality=95), None), UPRIGHT)


def test_sixteen_bits_become_eight_without_clipping():
    ramp = numpy.linspace(0, 65535, 80).astype(numpy.uint16)
    data = samples.encoded(Image.fromarray(numpy.tile(ramp, (60, 1))), "PNG")
    row = [value for value, *_ in numpy.asarray(developed(data, None))[0].tolist()]
    assert row[0] == 0
    assert 120 <= row[40] <= 135
    assert row[-1] == 255


def test_transparency_is_kept():
    image = samples.quarters().convert("RGBA")
    image.putalpha(90)
    data = samples.encoded(image, "PNG")
    assert developed(data, None).getchannel("A").getextrema() == (90, 90)


def test_a_transparent_palette_is_kept():
    image = samples.quarters().quantize(4)
    data = samples.encoded(image, "PNG", transparency=image.getpixel((0, 0)))
    alpha = developed(data, None).getchannel("A")
    assert (alpha.getpixel((5, 5)), alpha.getpixel((70, 50))) == (0, 255)


def test_colours_of_a_wide_profile_are_converted():
    data = samples.jpeg(icc_profile=swapped_profile())
    red = developed(data, None).getpixel((20, 15))
    assert red[1] > red[0]  # the profile says that the first channel is green


def test_a_broken_profile_is_ignored():
    assert is_near(developed(samples.jpeg(icc_profile=b"nonsense"), None), UPRIGHT)


def test_a_crop_is_cut_from_the_upright_picture():
    image = developed(samples.oriented_jpeg(6), (0.5, 0, 0.5, 0.5))
    assert image.size == (40, 30)
    green = image.getpixel((20, 15))
    assert green[1] > 150 > green[0]


def test_a_large_picture_becomes_1920_wide():
    assert developed(samples.jpeg(4000, 3000), None).size == (1920, 1440)


def test_a_crop_of_a_large_picture_stays_sharp():
    assert developed(samples.jpeg(4000, 3000), (0, 0, 0.5, 0.5)).size == (1920, 1440)
    assert developed(samples.jpeg(4000, 3000), (0, 0, 0.25, 0.25)).size == (1000, 750)


def test_a_truncated_jpeg_is_damaged():
    data = samples.jpeg(400, 300)
    with pytest.raises(Unusable) as caught:
        developed(data[: len(data) // 2], None)
    assert caught.value.reason == Reason.DAMAGED


def test_an_animation_shows_its_first_picture():
    assert developed(samples.gif(5), None).getpixel((9, 9))[0] < 8


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "WEBP", "AVIF", "GIF", "HEIF"]), st.data())
def test_no_damaged_file_raises_anything_else(kind, data):
    whole = bytearray(samples.encoded(samples.quarters(), kind))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(
            st.integers(0, 255)
        )
    with contextlib.suppress(Unusable):
        assert developed(bytes(whole), None).mode in ("RGB", "RGBA")


def swapped_profile():
    """sRGB with its red and green primaries exchanged."""
    profile = bytearray(
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    )
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)
