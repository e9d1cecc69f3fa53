import random

import brotli
import pytest

from meishi.cards.compile import render_page
from meishi.cards.compile.tests.test_bundle import ROUND_TRIP_TIME
from meishi.cards.compile.tests.test_page import source
from meishi.cards.document import CardDocument
from meishi.media.rules.picture import Picture, Source
from tests.demo import demo_document
from tests.gallery import gallery_document

MANY = 60
MOST_SCRIPT = 6 * 1024  # bytes, all of a page together


def pictures(asset, crop):
    """Pictures whose names and colours compress as badly as real ones."""
    chance = random.Random(asset)
    name, colour = f"{chance.getrandbits(96):024x}", f"#{chance.getrandbits(24):06x}"
    better = [
        Source(f"/m/{name}-{width}.{ending}", f"image/{ending}", width, width)
        for width in (320, 640, 960, 1280, 1920)
        for ending in ("avif", "webp")
    ]
    jpeg = Source(f"/m/{name}-1280.jpg", "image/jpeg", 1280, 1280)
    return Picture(1920, 1920, colour, (*better, jpeg))


@pytest.fixture(scope="module")
def page():
    assets = [f"a{number}" for number in range(MANY)]
    return render_page(source(gallery_document(assets, "photo"), pictures=pictures))


def test_a_card_with_60_pictures_fits_one_round_trip(page):
    assert page.html.count("<figure><a ") == MANY
    assert len(brotli.compress(page.html.encode(), quality=10)) <= ROUND_TRIP_TIME


def test_every_picture_of_60_can_be_tapped_and_counted(page):
    assert {f"g1-{number}" for number in range(1, MANY + 1)} <= set(page.targets)


def test_all_script_of_a_page_with_every_block_and_pictures_is_small():
    blocks = (*demo_document("abc").blocks, *gallery_document(["a1"]).blocks)
    everything = demo_document("abc").model_copy(update={"blocks": blocks})
    html = render_page(source(everything, pictures=pictures)).html
    script = html.rpartition("<script>")[2].partition("</script>")[0]

    assert "showModal" in script
    assert len(script.encode()) <= MOST_SCRIPT


def test_a_page_without_pictures_to_open_has_no_viewer():
    html = render_page(source(CardDocument())).html

    assert "<dialog" not in html
    assert "showModal" not in html
    assert "#view" not in html
