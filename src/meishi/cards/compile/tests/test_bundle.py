import os
import subprocess
import sys
from io import BytesIO

import brotli
import pytest
import zxingcpp
from PIL import Image

from meishi.cards.compile import compile_card, error_page, render_page
from meishi.cards.compile.bundle import PAGE_QUALITY, ROUND_TRIP, page_part
from meishi.cards.compile.tests.test_page import PHOTO, many_pictures, source
from meishi.cards.document import Design
from meishi.formats import jcard, jscontact, vcard
from meishi.formats.bundle import WINDOW
from meishi.themes.registry import all_themes
from tests.demo import demo_document, photo
from tests.gallery import gallery_block

TYPICAL = 13 * 1024  # bytes: blocks to come must find room beside those of today

COMPILE = """
import django; django.setup()
from hashlib import sha256
from meishi.cards.compile import compile_card
from meishi.cards.compile.tests.test_page import source
from tests.demo import demo_document
print(sha256(compile_card(source(demo_document("abc"))).encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def bundle():
    return compile_card(source(demo_document("abc")))


def test_the_page_of_a_card_with_every_block_fits_one_round_trip(bundle):
    assert len(bundle.parts["page"].bodies["br"]) <= ROUND_TRIP


def weight(document, theme, **changes):
    dressed = document.model_copy(update={"design": Design(theme=theme)})
    page = render_page(source(dressed, **changes)).html.encode()
    return len(page_part(page).bodies["br"])


@pytest.mark.parametrize("theme", all_themes())
def test_no_theme_leaves_a_page_with_every_block_without_room_for_more(theme):
    assert weight(demo_document("abc"), theme) <= TYPICAL


@pytest.mark.parametrize("theme", all_themes())
def test_every_block_and_60_pictures_fit_one_round_trip_in_any_theme(theme):
    document = demo_document("abc")
    others = tuple(block for block in document.blocks if block.kind != "gallery")
    blocks = (*others, gallery_block([f"a{number}" for number in range(60)]))
    full = document.model_copy(update={"blocks": blocks})

    assert weight(full, theme, pictures=many_pictures) <= ROUND_TRIP


def test_a_page_is_compressed_harder_only_where_that_saves_a_round_trip():
    short = b"".join(b"<p>%d</p>" % number for number in range(2000))
    long = b"".join(b"<p>%d</p>" % (number**3) for number in range(5000))

    assert page_part(short).bodies["br"] == brotli.compress(
        short, quality=PAGE_QUALITY, lgwin=WINDOW
    )
    assert page_part(long).bodies["br"] == brotli.compress(long, lgwin=WINDOW)


def test_a_bundle_has_all_that_visitors_may_ask_for(bundle):
    assert set(bundle.parts) == {
        "page",
        "vcard3",
        "vcard4",
        "jcard",
        "jscontact",
        "qr.svg",
        "qr.png",
        "qr.pdf",
        "offline.svg",
        "offline.png",
        "preview.png",
        "icon.png",
        "touch-icon.png",
    }


def test_equal_editions_give_equal_bytes():
    digests = {
        subprocess.run(
            [sys.executable, "-c", COMPILE],
            env=os.environ  # noqa: TID251 (handed on)
            | {"PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "tests.settings"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(digests) == 1


def test_every_contact_file_says_the_same(bundle):
    readers = {
        "vcard3": vcard.decode,
        "vcard4": vcard.decode,
        "jcard": jcard.decode,
        "jscontact": jscontact.decode,
    }
    for name, decode in readers.items():
        [contact] = decode(bundle.parts[name].bodies["identity"])
        assert contact.full_name == "Alice Arai"
        assert contact.phones[0].number == "+12025550123"
        assert contact.rev == "2027-03-01T00:00:00Z"
        assert contact.source == "https://meishi.example/alice-arai.vcf"


def test_the_photo_is_inside_the_file_that_phones_save():
    from dataclasses import replace

    ready = replace(PHOTO, contact_jpeg=photo(400))
    card = source(demo_document("abc"), pictures=lambda asset, crop: ready)
    [contact] = vcard.decode(compile_card(card).parts["vcard3"].bodies["identity"])

    assert contact.photo.data == ready.contact_jpeg


def decoded(png):
    with Image.open(BytesIO(png)) as picture:
        return [found.text for found in zxingcpp.read_barcodes(picture.convert("L"))]


def test_the_codes_and_the_preview_lead_to_the_scan_link(bundle):
    for name in ("qr.png", "preview.png"):
        [text] = decoded(bundle.parts[name].bodies["identity"])
        assert text == "HTTPS://MEISHI.EXAMPLE/Q/ABC2345"


def test_the_offline_code_holds_the_contact_itself(bundle):
    [text] = decoded(bundle.parts["offline.png"].bodies["identity"])
    [contact] = vcard.decode(text.encode())

    assert contact.full_name == "Alice Arai"
    assert contact.photo is None


@pytest.mark.parametrize("status", ["404", "410"])
def test_addresses_without_a_card_get_a_page_that_helps(status):
    html = error_page(status).parts["page"].bodies["identity"].decode()

    assert 'href="/"' in html
    assert "<script" not in html
