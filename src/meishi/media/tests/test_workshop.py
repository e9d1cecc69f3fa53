from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from meishi.media.rules.cropping import (
    crop_key,
    crop_of,
    jpeg_width,
    pixels_of,
    widths_for,
)
from meishi.media.rules.printing import contact_jpeg, dominant_colour, placeholder
from meishi.media.rules.reasons import Reason, Unusable
from meishi.media.rules.workshop import commissioned
from meishi.media.tests import samples

fractions = st.floats(0, 1)
sizes = st.integers(1, 16_000)

GPS = 0x8825  # the tag of EXIF that holds the place


def made(data, folder, crop=""):
    """All renditions of a picture, as (what was made, its bytes)."""
    work = commissioned(data, folder, crop)
    return [(each, (folder / each.file).read_bytes()) for each in work.renditions]


def test_a_photo_gets_every_width_in_avif_and_webp_and_one_jpeg(tmp_path):
    pages = [each for each, _ in made(samples.jpeg(2400, 1800), tmp_path)][:-1]
    assert sorted(each.file for each in pages) == sorted(
        [f"{w}.{e}" for w in (320, 640, 960, 1280, 1920) for e in ("avif", "webp")]
        + ["1280.jpg"]
    )


def test_nothing_is_larger_than_the_original(tmp_path):
    assert {each.width for each, _ in made(samples.jpeg(700, 500), tmp_path)} == {
        320,
        640,
        700,
        500,  # the square for contact files
    }


def test_no_rendition_holds_metadata_or_what_was_appended(tmp_path):
    original = samples.telling_jpeg()
    assert original.count(samples.SECRET) >= 5
    for each, data in made(original, tmp_path):
        with Image.open(BytesIO(data)) as image:
            assert len(image.getexif()) == 0, each.file
            assert not {"exif", "xmp", "comment", "icc_profile"} & set(image.info)
        assert b"kitchen" not in data
        assert b"Exif" not in data


@pytest.mark.parametrize("kind", ["JPEG", "HEIF", "WEBP", "AVIF", "PNG"])
def test_no_rendition_says_where_a_photo_was_taken(tmp_path, kind):
    exif = Image.Exif()
    exif.get_ifd(GPS).update(
        {1: "N", 2: (12.0, 34.0, 56.0), 3: "E", 4: (7.0, 8.0, 9.0)}
    )
    photo = samples.encoded(samples.quarters(), kind, exif=exif.tobytes())
    with Image.open(BytesIO(photo)) as image:
        assert len(image.getexif().get_ifd(GPS)) == 4
    for each, data in made(photo, tmp_path):
        with Image.open(BytesIO(data)) as image:
            assert len(image.getexif().get_ifd(GPS)) == 0, each.file


def test_a_gif_that_is_also_a_script_comes_out_as_a_picture_only(tmp_path):
    for _, data in made(samples.gif_script(), tmp_path):
        assert b"alert" not in data
        assert b"/*" not in data[:20]


def test_the_same_file_gives_the_same_bytes(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    data = samples.jpeg(700, 500)
    assert made(data, first) == made(data, second)


def test_a_file_that_takes_too_much_memory_is_too_heavy(tmp_path):
    with pytest.raises(Unusable) as caught:
        commissioned(samples.png_of_zeros(7000, 7000), tmp_path, "", memory=150_000_000)
    assert caught.value.reason == Reason.TOO_HEAVY


def test_a_file_that_takes_too_long_is_too_heavy(tmp_path):
    with pytest.raises(Unusable) as caught:
        commissioned(samples.jpeg(3000, 3000), tmp_path, "", seconds=0)
    assert caught.value.reason == Reason.TOO_HEAVY


def test_a_damaged_file_is_reported_not_raised_in_pieces(tmp_path):
    with pytest.raises(Unusable) as caught:
        commissioned(samples.jpeg(400, 300)[:3000], tmp_path, "")
    assert caught.value.reason == Reason.DAMAGED


def test_a_contact_photo_is_square_and_small_enough_for_phones():
    noise = Image.effect_noise((1900, 1200), 200).convert("RGB")
    data, side = contact_jpeg(noise)
    assert len(data) <= 100_000
    with Image.open(BytesIO(data)) as image:
        assert image.format == "JPEG"
        assert image.size == (side, side) == (600, 600)


def test_a_small_contact_photo_is_not_enlarged():
    assert contact_jpeg(samples.quarters())[1] == 60


def test_the_placeholder_is_a_few_hundred_bytes():
    assert len(placeholder(samples.quarters(1900, 1200))) < 400


def test_the_dominant_colour_is_that_of_the_largest_part():
    image = Image.new("RGB", (90, 60), "#2040c0")
    image.paste("#f0f0f0", (0, 0, 20, 60))
    assert dominant_colour(image) == "#2040c0"


def test_what_is_transparent_counts_as_white():
    assert dominant_colour(Image.new("RGBA", (9, 9), (0, 0, 0, 0))) == "#ffffff"


@given(st.tuples(fractions, fractions, fractions, fractions), sizes, sizes)
def test_any_crop_is_at_least_a_pixel_inside_the_picture(crop, width, height):
    left, upper, right, lower = pixels_of(crop, width, height)
    assert 0 <= left < right <= width
    assert 0 <= upper < lower <= height


@given(sizes)
def test_widths_grow_and_end_at_the_original_or_1920(width):
    widths = widths_for(width)
    assert list(widths) == sorted(set(widths))
    assert widths[-1] == min(width, 1920)
    assert jpeg_width(width) in widths


@given(st.tuples(fractions, fractions, fractions, fractions))
def test_a_crop_survives_its_key(crop):
    key = crop_key(crop)
    assert crop_key(crop_of(key)) == key
    assert len(key) <= 40


def test_the_whole_picture_has_one_key():
    assert (
        crop_key(None) == crop_key((0, 0, 1, 1)) == crop_key((0.0, 0.0, 1.0, 1.0)) == ""
    )
