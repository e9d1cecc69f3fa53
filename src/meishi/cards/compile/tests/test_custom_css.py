import random
import re
import string
from pathlib import Path

import brotli

from meishi.cards import compile as compiler
from meishi.cards.compile import render_page
from meishi.cards.compile.custom_css import own_pictures, own_style
from meishi.cards.compile.tests.test_page import PHOTO, source
from meishi.formats.custom_css import MAX_OUTPUT, sanitise
from meishi.formats.custom_css.selectors import APP, AROUND
from tests.demo import demo_document

LARGEST_SHARE = 1536  # bytes, compressed
TEMPLATE = Path(compiler.__file__).parents[1] / "templates/cards/page/page.html"


def document_with(css, document=None):
    document = document or demo_document("abc")
    design = document.design.model_copy(update={"css": css})
    return document.model_copy(update={"design": design})


def style_of(css):
    html = render_page(source(document_with(css))).html
    return html.partition("<style>")[2].partition("</style>")[0]


def test_the_owners_css_ends_the_style_of_the_page():
    style = style_of(".name { color: light-dark(#b8321e, #ff8a70) }")

    assert (
        ".name:where(.my *){color:light-dark(#b8321e,#ff8a70)}"
        in style.partition("@layer own{")[2]
    )
    assert "@layer own" not in style_of("").partition(";")[2]


def test_css_of_which_nothing_is_allowed_changes_no_byte():
    assert style_of("#save { display: none }") == style_of("")


def test_a_background_of_ones_own_leaves_the_bar_on_the_colour_of_the_page():
    plates = ".bar,.turn label,.foot a{background:var(--ms-ground)}"

    assert plates in style_of("body { background: black }")
    assert plates not in style_of(".name { background: black }")


def test_pictures_are_called_after_their_role_or_their_asset():
    document = demo_document("abc")
    names = own_pictures(document, lambda asset, crop: PHOTO)

    assert names == {"photo": "/m/ab.webp"}
    assert 'url("/m/ab.webp")' in style_of(".front { background: url(photo) }")


def test_a_picture_that_is_not_ready_is_left_out():
    colour = "light-dark(#b8321e,#ff8a70)"
    document = document_with(f".front {{ background: url(photo); color: {colour} }}")
    css = own_style(document, lambda asset, crop: None)

    assert css.startswith(f"@media screen{{.front{{color:{colour}}}}}")


def test_equal_designs_give_equal_bytes():
    css = "@keyframes a{to{scale:1.1}} .a{animation:a 1s} .front{background:url(photo)}"

    assert style_of(css) == style_of(css)


def longest_css():
    """As much as a page may get, of the kind that compresses worst."""
    chance = random.Random(1)
    rules = ""
    while True:
        name = "".join(chance.choices(string.ascii_letters, k=12))
        colour = f"{chance.randrange(2**24):06x}"
        padding = chance.randrange(10, 96)
        longer = f"{rules}.{name}{{color:#{colour};padding:{padding}px}}"
        if len(sanitise(longer, own_assets={}).css) > MAX_OUTPUT - 60:
            return rules
        rules = longer


def size_with(css):
    html = render_page(source(document_with(css))).html
    return len(brotli.compress(html.encode()))


def test_the_longest_css_costs_a_page_little():
    assert size_with(longest_css()) - size_with("") <= LARGEST_SHARE


def test_only_the_face_and_the_content_are_the_owners():
    classes = re.findall(r'class="([^"{]*)', TEMPLATE.read_text())
    owned = [names.split() for names in classes if "my" in names.split()]

    assert owned == [["face", "front", "my"], ["content", "my"]]


def test_every_class_of_the_app_is_known_to_the_reader_of_css():
    classes = re.findall(r'class="([^"{]*)', TEMPLATE.read_text())
    known = {name for names in classes for name in names.split()}

    assert known >= APP | AROUND
