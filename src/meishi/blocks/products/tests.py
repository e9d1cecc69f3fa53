from django.template.loader import render_to_string

from meishi.blocks.products.block import products
from meishi.blocks.products.data import ProductItem, ProductsData
from meishi.cards.document import Identity

BIRDHOUSE = ProductItem(
    title="Birdhouse",
    price=3900,
    badge="New",
    action="link",
    url="https://example.com/birdhouse",
)


def shown(item):
    data = ProductsData(items=(item,))
    context = products.show_context(data, Identity())
    return render_to_string(
        products.show_template, {"data": data, "block_id": "b1", **context}
    )


def test_a_product_shows_its_badge_price_and_button():
    html = shown(BIRDHOUSE)

    assert "€39.00" in html
    assert ">New</span>" in html
    assert 'aria-label="See details: Birdhouse"' in html


def test_a_product_without_a_price_claims_none():
    assert "€" not in shown(ProductItem(title="Birdhouse"))


def test_search_engines_are_told_where_to_buy():
    (told,) = products.structured_data(ProductsData(items=(BIRDHOUSE,)))

    assert told["offers"]["url"] == "https://example.com/birdhouse"
    assert told["offers"]["price"] == "39.00"
