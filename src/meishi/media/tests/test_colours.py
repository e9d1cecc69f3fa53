from io import BytesIO

import pytest
from django.core.files.storage import storages
from PIL import Image, ImageDraw

from meishi.formats.colour import contrast
from meishi.lib.outbox.worker import run_waiting_jobs
from meishi.media.models import Asset, Rendition
from meishi.media.queries import palette_suggestions
from meishi.media.rules.colours import dominant_colours
from meishi.media.services import store_asset
from meishi.media.tests import samples

VERMILION = "#b8321e"


def logo(ground, size=(400, 200)):
    """A vermilion disc with soft edges."""
    large = Image.new("RGBA", (size[0] * 4, size[1] * 4), ground)
    middle = (size[0] * 2, size[1] * 2)
    ImageDraw.Draw(large).circle(middle, size[1], fill=VERMILION)
    return large.resize(size, Image.Resampling.LANCZOS)


def are_alike(one, other):
    channels = zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)
    return max(abs(a - b) for a, b in channels) <= 4


def test_the_quarters_of_a_picture_are_its_colours():
    found = dict(dominant_colours(samples.quarters(128, 96)))

    assert found == dict.fromkeys(samples.QUARTERS, 128 * 96 / 4)


@pytest.mark.parametrize("ground", ["#ffffffff", "#fdfdfdff", "#ffffff00", "#00000000"])
def test_what_is_around_a_logo_does_not_count(ground):
    colour, count = dominant_colours(logo(ground))[0]

    assert colour == VERMILION
    assert count > 0.7 * sum(count for _, count in dominant_colours(logo(ground)))


def test_white_inside_a_photo_counts():
    photo = samples.quarters(128, 96)
    photo.paste("#ffffff", (32, 24, 96, 72))

    assert "#ffffff" in dict(dominant_colours(photo))


def test_the_largest_colour_comes_first():
    photo = Image.new("RGB", (100, 100), "#224466")
    photo.paste("#e0e010", (0, 0, 100, 20))

    assert [colour for colour, _ in dominant_colours(photo)] == ["#224466", "#e0e010"]


def test_a_motley_picture_has_its_eight_largest_colours():
    photo = Image.new("RGB", (120, 100))
    for at in range(12):
        photo.paste(
            f"hsl({at * 30}, 100%, {30 + at % 2 * 40}%)", (at * 10, 0, 120, 100)
        )

    assert len(dominant_colours(photo)) == 8


def test_a_speck_is_no_colour_of_a_picture():
    photo = Image.new("RGB", (100, 100), "#224466")
    photo.paste("#ff0000", (50, 50, 53, 53))

    assert [colour for colour, _ in dominant_colours(photo)] == ["#224466"]


def test_greys_that_hardly_differ_are_one_colour():
    stripes = [*samples.QUARTERS, "#8000c0", "#00a0a0", "#401000"]
    photo = Image.new("RGB", (128, 128))
    for at, colour in enumerate(stripes):
        photo.paste(colour, (0, at * 16, 128, at * 16 + 16))
    for x in range(128):
        tint = ("#868080", "#7c8480", "#808088")[x % 3]
        photo.paste(tint, (x, 112, x + 1, 128))

    found = dict(dominant_colours(photo))

    assert set(stripes) < set(found)
    assert set(found.values()) == {128 * 16}


@pytest.mark.parametrize("ground", ["#ffffffff", "#00000000"])
def test_an_empty_picture_has_no_colours(ground):
    assert dominant_colours(Image.new("RGBA", (50, 50), ground)) == []


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK"])
@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1)])
def test_every_mode_and_shape_has_colours(mode, size):
    image = Image.new("RGB", size, "#000000").convert(mode)

    assert [colour for colour, _ in dominant_colours(image)] == ["#000000"]


def test_the_same_picture_has_the_same_colours():
    noise = Image.effect_noise((200, 200), 60).convert("RGB")

    assert dominant_colours(noise) == dominant_colours(noise.copy())


@pytest.fixture
def logo_asset(workspace):
    return store_asset(workspace, samples.encoded(logo("#ffffffff"), "PNG"))


@pytest.mark.django_db
def test_a_logo_suggests_palettes_in_its_colour(logo_asset):
    run_waiting_jobs()

    first, *others = palette_suggestions(logo_asset)

    assert are_alike(first.accent, VERMILION)
    assert contrast(first.ink, first.ground) >= 7
    assert 2 <= len(others) <= 4


@pytest.mark.django_db
def test_a_picture_that_is_not_ready_suggests_nothing(logo_asset):
    assert palette_suggestions(logo_asset) == ()


@pytest.mark.django_db
def test_a_picture_that_failed_suggests_nothing(workspace):
    asset = store_asset(workspace, samples.jpeg(700, 500)[:3000])
    run_waiting_jobs()
    asset.refresh_from_db()

    assert asset.state == Asset.State.FAILED
    assert palette_suggestions(asset) == ()


@pytest.mark.django_db
@pytest.mark.parametrize("content", [None, b"", b"RIFF", samples.jpeg()])
def test_a_lost_or_broken_file_suggests_nothing(logo_asset, content):
    run_waiting_jobs()
    for rendition in Rendition.objects.filter(media_type="image/webp"):
        place, name = rendition.place
        storages[place].delete(name)
        if content is not None:
            storages[place].save(name, BytesIO(content))

    assert palette_suggestions(logo_asset) == ()


@pytest.mark.django_db
def test_suggesting_asks_the_database_once(logo_asset, django_assert_num_queries):
    run_waiting_jobs()

    with django_assert_num_queries(1):
        palette_suggestions(logo_asset)
