import pytest
from django.template.loader import render_to_string

from meishi.blocks.shop.block import shop
from meishi.blocks.shop.data import ShopData

TILE = {
    "id": "abc123",
    "title": "Lemon <jam>",
    "picture": None,
    "price": 450,
    "is_from": False,
    "is_sold_out": False,
}


def shown(data=None, *tiles):
    data = data or ShopData()
    live = {"currency": "EUR", "tiles": list(tiles)}
    context = {"data": data, "block_id": "b1", "handle": "alice", "live": live}
    return render_to_string(shop.show_template, context | shop.show_context(data, None))


def test_the_button_leads_to_the_shop():
    assert 'href="/alice/shop/" data-tap="b1-0">To the shop</a>' in shown()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "€4.50"),
        ({"is_from": True}, "from €4.50"),
        ({"price": 0}, "Free"),
        ({"is_sold_out": True}, "Sold out"),
        ({"price": None}, "<span></span>"),
    ],
)
def test_a_product_shows_what_it_costs_and_leads_to_its_page(change, words):
    html = shown(None, TILE | change)

    assert "Lemon &lt;jam&gt;" in html
    assert words in html
    assert 'href="/alice/shop/abc123/?from=card"' in html
