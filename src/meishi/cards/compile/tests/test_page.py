import json
import random
import re
from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meishi.cards.compile import CardSource, render_page
from meishi.cards.compile.face import initials_of, size_of
from meishi.cards.document import AssetRef, CardDocument, Identity
from meishi.media.rules.picture import Picture, Source
from tests.demo import demo_document

HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'</style>"
PHOTO = Picture(
    600,
    600,
    "#8a7a66",
    (
        Source("/m/aa.avif", "image/avif", 320, 320),
        Source("/m/ab.webp", "image/webp", 320, 320),
        Source("/m/ac.jpg", "image/jpeg", 600, 600),
    ),
)


def many_pictures(asset, crop):
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


def source(document, **changes):
    values = {
        "public_id": "abc",
        "handle": "alice-arai",
        "edition": 1,
        "published_at": datetime(2027, 3, 1, tzinfo=UTC),
        "document": document,
        "site_url": "https://meishi.example",
        "scan_code": "ABC2345",
        "pictures": lambda asset, crop: PHOTO,
    }
    return CardSource(**values | changes)


@pytest.fixture(scope="module")
def page():
    return render_page(source(demo_document("abc")))


class Elements(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def digest(html, tag):
    [content] = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
    return b64encode(sha256(content.encode()).digest()).decode()


def test_the_policy_names_exactly_this_style_and_this_script(page):
    assert f"style-src 'sha256-{digest(page.html, 'style')}'" in page.policy
    assert f"script-src 'sha256-{digest(page.html, 'script')}'" in page.policy
    assert "unsafe" not in page.policy


def test_nothing_on_the_page_needs_what_the_policy_forbids(page):
    for tag, attrs in Elements(page.html).found:
        assert "style" not in attrs, tag
        assert not [name for name in attrs if name.startswith("on")], tag


def test_nothing_is_loaded_from_elsewhere(page):
    for tag, attrs in Elements(page.html).found:
        for name in ("src", "srcset"):
            assert attrs.get(name, "/").startswith("/"), (tag, attrs)


def test_every_tap_is_counted_and_known_to_the_edge(page):
    pings = re.findall(r'ping="/alice-arai/tap/([^"]+)"', page.html)

    assert pings
    assert tuple(dict.fromkeys(pings)) == page.targets


def test_a_preview_counts_nothing_and_may_be_framed():
    preview = render_page(source(demo_document()), is_preview=True)

    assert "ping=" not in preview.html
    assert "frame-ancestors 'self'" in preview.policy


@pytest.mark.parametrize("field", ["given", "title", "company", "headline", "pronouns"])
def test_what_is_typed_stays_text(field):
    identity = Identity(**{"given": "Alice", field: HOSTILE})
    html = render_page(source(CardDocument(identity=identity))).html

    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert html.count("</style>") == 1


texts = st.text(max_size=40)


@given(texts, texts, texts, texts, st.booleans())
@settings(max_examples=40, deadline=None)
def test_any_identity_gives_a_page_with_valid_json(
    given_name, family, title, note, is_company
):
    identity = Identity(
        subject="company" if is_company else "person",
        given=given_name,
        family=family,
        title=title,
        company=family,
        note=note,
        photo=AssetRef(asset="abc", alt=title),
    )
    html = render_page(source(CardDocument(identity=identity))).html
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)

    assert json.loads(data)["@graph"][0]["@type"] in ("Person", "Organization")


def test_machines_are_told_who_it_is_but_not_how_to_spam_them(page):
    [data] = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', page.html
    )
    person = json.loads(data)["@graph"][0]

    assert (person["givenName"], person["jobTitle"]) == ("Alice", "Master carpenter")
    assert "alice@example.com" not in data
    assert "+12025550123" not in data


def test_the_card_is_an_h_card(page):
    classes = " ".join(
        attrs.get("class") or "" for _, attrs in Elements(page.html).found
    )

    assert {"h-card", "p-name", "p-job-title", "u-photo"} <= set(classes.split())


def test_search_engines_come_only_where_the_owner_wants_them():
    document = demo_document()
    shy = document.model_copy(update={"is_indexed": False})

    assert "noindex" not in render_page(source(document)).html
    assert '<meta name="robots" content="noindex">' in render_page(source(shy)).html


def test_pictures_keep_their_place_and_show_their_colour(page):
    photo = next(
        attrs
        for tag, attrs in Elements(page.html).found
        if tag == "img" and attrs["src"] == "/m/ac.jpg"
    )

    assert (photo["width"], photo["height"], photo["fetchpriority"]) == (
        "600",
        "600",
        "high",
    )
    assert ".c8a7a66{background:#8a7a66}" in page.html


def test_a_picture_that_is_not_ready_leaves_its_place_to_the_seal():
    document = CardDocument(
        identity=Identity(given="Alice", family="Arai", photo=AssetRef(asset="abc"))
    )
    html = render_page(source(document, pictures=lambda asset, crop: None)).html

    assert '<div class="seal" aria-hidden="true">AA</div>' in html


def test_the_seal_of_a_han_name_reads_from_top_to_bottom():
    taro = Identity(given="太郎", family="山田", is_family_first=True)
    html = render_page(source(CardDocument(identity=taro))).html

    assert '<div class="seal han" aria-hidden="true">山田</div>' in html


def test_a_logo_takes_the_place_of_the_seal():
    bakery = Identity(subject="company", company="Bakery", logo=AssetRef(asset="abc"))
    html = render_page(source(CardDocument(identity=bakery))).html

    assert "u-logo" in html
    assert 'class="seal' not in html


def test_arabic_runs_from_right_to_left():
    document = CardDocument(language="ar", identity=Identity(given="ليلى"))

    assert '<html lang="ar" dir="rtl">' in render_page(source(document)).html


@pytest.mark.parametrize(
    ("identity", "initials"),
    [
        (Identity(given="Alice", family="Arai"), "AA"),
        (Identity(given="太郎", family="山田", is_family_first=True), "山田"),
        (Identity(given="ليلى", family="العربي"), "ل"),
        (Identity(subject="company", company="bob & co"), "B"),
        (Identity(given="ñandú"), "Ñ"),
        (Identity(), ""),
    ],
)
def test_the_seal_bears_the_initials(identity, initials):
    assert initials_of(identity) == initials


@pytest.mark.parametrize(
    ("name", "size"), [("Alice Arai", ""), ("A" * 19, "long"), ("あ" * 18, "longer")]
)
def test_long_names_are_set_smaller(name, size):
    assert size_of(name) == size
