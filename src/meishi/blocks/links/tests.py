import pytest
from django.template.loader import render_to_string
from pydantic import ValidationError

from meishi.blocks.links.block import links
from meishi.blocks.links.data import LinkItem, LinksData
from meishi.blocks.links.form import LinksForm
from meishi.cards.document import AssetRef
from meishi.media.rules.picture import Picture, Source


def sent(*urls):
    rows = {f"block-items-{n}-url": url for n, url in enumerate(urls)}
    count = {"block-items-TOTAL_FORMS": len(urls), "block-items-INITIAL_FORMS": 0}
    return LinksForm({**rows, **count})


def test_an_address_without_a_scheme_is_taken_as_https():
    form = sent("example.com/menu")

    assert form.is_valid()
    assert form.value().items[0].url == "https://example.com/menu"


def test_a_script_is_no_address_and_what_was_typed_is_kept():
    form = sent("example.com", "javascript:alert(1)")

    assert not form.is_valid()
    assert "not to this kind of address" in form.items[1].errors["url"][0]
    assert form.items[1]["url"].value() == "javascript:alert(1)"


def test_a_script_is_refused_wherever_the_data_comes_from():
    with pytest.raises(ValidationError):
        LinkItem(url="javascript:alert(1)")


def test_a_picture_is_shown_with_its_alternative_text():
    rendition = Source("/m/a.jpg", "image/jpeg", 320, 320)
    picture = Picture(320, 320, "#112233", (rendition,))
    item = LinkItem(url="https://example.com", picture=AssetRef(asset="a", alt='"A"'))
    found = {"pictures": lambda asset, crop: picture, "classes": {}}

    html = render_to_string(
        links.show_template, {"data": LinksData(items=(item,)), **found}
    )

    assert 'src="/m/a.jpg"' in html
    assert 'alt="&quot;A&quot;"' in html


def test_a_link_without_a_title_shows_its_address():
    data = LinksData(items=(LinkItem(url="https://example.com/menu/"),))

    html = render_to_string(links.show_template, {"data": data, "block_id": "b1"})

    assert '<b dir="auto">example.com/menu</b>' in html
