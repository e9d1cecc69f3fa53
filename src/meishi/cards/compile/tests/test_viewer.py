import pytest

from meishi.cards.compile import render_page
from meishi.cards.compile.bundle import ROUND_TRIP, page_part
from meishi.cards.compile.tests.test_page import many_pictures, source
from meishi.cards.document import CardDocument
from tests.demo import demo_document
from tests.gallery import gallery_document

MANY = 60
MOST_SCRIPT = 6 * 1024  # bytes, all of a page together


@pytest.fixture(scope="module")
def page():
    assets = [f"a{number}" for number in range(MANY)]
    return render_page(
        source(gallery_document(assets, "photo"), pictures=many_pictures)
    )


def test_a_card_with_60_pictures_fits_one_round_trip(page):
    assert page.html.count("<figure><a ") == MANY
    assert len(page_part(page.html.encode()).bodies["br"]) <= ROUND_TRIP


def test_every_picture_of_60_can_be_tapped_and_counted(page):
    assert {f"g1-{number}" for number in range(1, MANY + 1)} <= set(page.targets)


def test_all_script_of_a_page_with_every_block_and_pictures_is_small():
    blocks = (*demo_document("abc").blocks, *gallery_document(["a1"]).blocks)
    everything = demo_document("abc").model_copy(update={"blocks": blocks})
    html = render_page(source(everything, pictures=many_pictures)).html
    script = html.rpartition("<script>")[2].partition("</script>")[0]

    assert "showModal" in script
    assert len(script.encode()) <= MOST_SCRIPT


def test_a_page_without_pictures_to_open_has_no_viewer():
    html = render_page(source(CardDocument())).html

    assert "<dialog" not in html
    assert "showModal" not in html
    assert "#view" not in html
