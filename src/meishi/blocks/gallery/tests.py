import re
from html.parser import HTMLParser

from django.template.loader import render_to_string

from meishi.blocks.gallery.block import SEEN_AT_FIRST, albums_of, gallery
from meishi.blocks.gallery.data import GalleryData, GalleryItem
from meishi.cards.document import AssetRef, Identity
from meishi.media.rules.picture import Picture, Source

WIDTHS = (320, 640, 960, 1280, 1920)


def found(asset, crop):
    """A landscape in two formats, unless it is still being prepared."""
    if asset == "pending":
        return None
    better = [
        Source(f"/m/{asset}-{width}.{name}", f"image/{name}", width, width // 2)
        for width in WIDTHS
        for name in ("avif", "webp")
    ]
    jpeg = Source(f"/m/{asset}-1280.jpg", "image/jpeg", 1280, 640)
    return Picture(1920, 960, "#336699", (*better, jpeg))


def item(asset, album="", alt="A table", caption="", **ref):
    picture = AssetRef(asset=asset, alt=alt, **ref) if asset else None
    return GalleryItem(picture=picture, album=album, caption=caption)


def items(count, **values):
    return tuple(item(f"a{number}", **values) for number in range(1, count + 1))


def shown(*rows, is_first_block=False, classes=None, **settings):
    data = GalleryData(items=rows, **settings)
    context = gallery.show_context(data, Identity())
    base = {"data": data, "block_id": "b1", "pictures": found}
    base |= {
        "is_first_block": is_first_block,
        "classes": {} if classes is None else classes,
    }
    return render_to_string(gallery.show_template, base | context)


class Elements(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def all(self, tag):
        return [attrs for name, attrs in self.found if name == tag]


def test_without_script_each_picture_is_a_link_to_its_largest_rendition():
    links = Elements(shown(*items(8))).all("a")

    assert [link["href"] for link in links] == [
        f"/m/a{number}-1920.webp" for number in range(1, 9)
    ]


def test_every_picture_says_its_width_and_height():
    for image in Elements(shown(*items(8), layout="masonry")).all("img"):
        assert (image["width"], image["height"]) == ("1920", "960")


def test_pictures_beyond_the_first_wait_until_they_are_asked_for():
    before, after = shown(*items(20)).split("<details>")

    assert before.count("<img") == SEEN_AT_FIRST
    assert "Show all 20 pictures" in after
    assert after.count("<img") == 20 - SEEN_AT_FIRST


def test_all_that_fit_at_first_need_no_button():
    assert "<details" not in shown(*items(SEEN_AT_FIRST))


def test_only_the_first_picture_of_the_first_block_is_fetched_at_once():
    def urgent(html):
        return [i["src"] for i in Elements(html).all("img") if "loading" not in i]

    assert urgent(shown(*items(4), is_first_block=True)) == ["/m/a1-1280.jpg"]
    assert urgent(shown(*items(4))) == []


def test_thumbnails_are_no_larger_than_two_pixels_a_point():
    def offered(layout, number):
        html = shown(*items(7), layout=layout, is_first_block=True)
        return re.findall(rf"a{number}-(\d+)\.\w+ (?:\d+w|)", html.replace('"', " "))

    assert set(offered("grid", 1)) == {"320", "1280", "1920"}
    assert set(offered("grid", 2)) == {"320", "1920"}
    assert set(offered("masonry", 2)) == {"320", "640", "1280", "1920"}
    assert set(offered("masonry", 3)) == {"320", "640", "1920"}
    assert set(offered("carousel", 7)) == {"320", "640", "1920"}


def test_later_pictures_take_few_bytes():
    html = shown(*items(7))
    last = html[html.index("/m/a7") :]

    assert re.findall(r"a7-(\d+)\.(\w+)", last) == [("1920", "webp"), ("320", "webp")]


def test_albums_are_chosen_by_radio_buttons_in_the_order_of_their_first_pictures():
    html = shown(item("a1", "Tables"), item("a2", "Stairs"), item("a3", "Tables"))
    radios = [i for i in Elements(html).all("input") if i["type"] == "radio"]

    assert re.findall(r"<label[^>]*>([^<]*)</label>", html) == ["Tables", "Stairs"]
    assert ["checked" in radio for radio in radios] == [True, False]
    assert html.index("a3-320") < html.index("a2-320")


def test_pictures_without_an_album_are_called_more():
    html = shown(item("a1", "Tables"), item("a2"))

    assert ">More</label>" in html


def test_one_album_needs_no_choice():
    assert "radio" not in shown(item("a1", "Tables"), item("a2", "Tables"))


def test_a_picture_that_is_not_ready_is_left_out_with_its_caption():
    html = shown(item("pending", caption="Soon"), item("a2", caption="Oak"))

    assert "Soon" not in html
    assert "Oak" in html


def test_a_caption_without_a_picture_is_a_tile_of_its_own():
    html = shown(item(None, caption="Made in Springfield"))

    assert "Made in Springfield</figcaption>" in html
    assert "<a " not in html


def test_an_item_with_neither_is_not_shown():
    assert albums_of(GalleryData(items=(GalleryItem(album="Tables"),))) == []


def test_a_link_is_named_by_the_words_of_its_picture_or_by_its_number():
    links = Elements(shown(item("a1", is_decorative=True), item("a2"))).all("a")

    assert [link["aria-label"] for link in links] == ["Picture 1", "A table"]


def test_pictures_that_are_not_part_of_the_first_view_wait_for_the_script():
    def at_once(html):
        html = re.sub("<noscript>.*?</noscript>", "", html)
        return re.findall(r'<img src="/m/(\w+)-', html)

    def first(layout):
        return at_once(shown(*items(6), is_first_block=True, layout=layout))

    assert first("grid") == first("carousel") == ["a1"]
    assert first("masonry") == ["a1", "a2"]
    assert at_once(shown(*items(6))) == []


def test_the_second_of_the_first_view_gives_way_to_the_first():
    html = shown(*items(6), is_first_block=True, layout="masonry")
    images = Elements(re.sub("<noscript>.*?</noscript>", "", html)).all("img")

    assert [image.get("fetchpriority") for image in images] == ["high", "low"]


def test_a_picture_that_is_shown_at_once_names_its_link():
    (link,) = Elements(shown(item("a1"), is_first_block=True)).all("a")

    assert "aria-label" not in link


def test_the_place_of_a_picture_that_waits_has_its_shape_and_colour():
    classes = {}
    (link,) = Elements(shown(item("a1"), classes=classes)).all("a")

    assert link["class"].split() == ["c336699", "r1920-960"]
    assert classes == {
        "c336699": "background:#336699",
        "r1920-960": "aspect-ratio:1920/960",
    }


def test_a_carousel_has_a_name_and_buttons_that_wait_for_the_script():
    html = shown(*items(9), layout="carousel", heading="Finished work")

    assert 'aria-label="Finished work"' in html
    assert '<div class="go" hidden>' in html
    assert "<details" not in html
