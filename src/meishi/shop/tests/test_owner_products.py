import re
from html import unescape

import pytest
from django.test import Client

from meishi.shop.models import Category, Product, Shop, Variant
from meishi.shop.services.customer import Customer
from meishi.shop.services.placing import place_order
from meishi.shop.tests.conftest import cart_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(card, alice):
    client = Client()
    client.force_login(alice)
    return client


@pytest.fixture
def home(shop, card):
    return f"/cards/{card.public_id}/shop/"


def fields_of(html):
    """Return what a browser would send of the page's product form."""
    form = html[html.index('<form class="terms') :]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", form):
        parts = {
            part: found[1] if (found := re.search(rf' {part}="([^"]*)"', tag)) else ""
            for part in ("name", "value", "type")
        }
        is_box = parts["type"] == "checkbox"
        if parts["type"] == "file" or (is_box and "checked" not in tag):
            continue
        if parts["name"]:
            value = unescape(parts["value"])
            sent[parts["name"]] = (value or "on") if is_box else value
    for name, text in re.findall(r'<textarea name="([^"]*)"[^>]*>([^<]*)', form):
        sent[name] = unescape(text).strip()
    return sent


def html_of(response):
    return response.content.decode()


def test_a_card_without_a_shop_invites_to_open_one(owner, card):
    address = f"/cards/{card.public_id}/shop/"

    assert "Open the shop" in html_of(owner.get(address))
    assert owner.post(f"{address}open/", {"currency": "nonsense"}).status_code == 422
    owner.post(f"{address}open/", {"currency": "JPY"})

    shop = Shop.objects.get()
    assert shop.currency == "JPY"
    assert shop.whatsapp_number == "+12025550123"
    assert "Nothing is for sale yet" in html_of(owner.get(address))


def test_a_product_is_added_with_a_name_and_a_price(owner, home):
    sent = fields_of(html_of(owner.get(f"{home}products/add/")))

    response = owner.post(
        f"{home}products/add/",
        sent | {"title": "Jam", "variants-0-price": "4,50", "category": "Sweet"},
    )

    variant = Variant.objects.get()
    assert response.url == home
    assert (variant.price, variant.stock) == (450, None)
    assert variant.product.category.name == "Sweet"
    assert "Jam" in html_of(owner.get(home))


def test_what_is_wrong_is_said_beside_the_field_and_the_rest_is_kept(owner, home):
    sent = fields_of(html_of(owner.get(f"{home}products/add/")))

    response = owner.post(
        f"{home}products/add/",
        sent
        | {
            "title": "",
            "description": "Sweet and sour",
            "variants-0-price": "4.505",
            "variants-0-stock": "-3",
            "tax_rate": "nineteen",
        },
    )
    html = html_of(response)

    assert response.status_code == 422
    assert "Give it a name." in html
    assert "EUR has at most 2 decimals." in html
    assert "Write per cent as a number" in html
    assert "Sweet and sour" in html
    assert not Product.objects.exists()


def test_options_make_variants_that_keep_what_was_typed(owner, home):
    add = f"{home}products/add/"
    sent = fields_of(html_of(owner.get(add)))
    sent |= {"title": "Apron", "variants-0-price": "29"}
    sent = fields_of(html_of(owner.post(add, sent | {"do": "options:add"})))
    sent |= {"options-0-name": "Size", "options-0-values": "S, M, M, L"}

    made = fields_of(html_of(owner.post(add, sent | {"make": "1"})))
    made |= {"variants-1-price": "31", "variants-1-sku": "A-M"}
    owner.post(add, made)

    found = list(Variant.objects.order_by("position"))
    assert [variant.values for variant in found] == [["S"], ["M"], ["L"]]
    assert [variant.price for variant in found] == [2900, 3100, 2900]
    assert Product.objects.get().options == [
        {"name": "Size", "values": ["S", "M", "L"]}
    ]


def test_new_options_are_shown_before_they_are_saved(owner, home, shop):
    product = Product.objects.create(
        shop=shop, title="Apron", options=[{"name": "Size", "values": ["S", "M"]}]
    )
    for size in ("S", "M"):
        Variant.objects.create(
            product=product, shop=shop, price=2900, values=[size], stock=5
        )
    page = f"{home}products/{product.public_id}/"
    sent = fields_of(html_of(owner.get(page)))

    shown = owner.post(page, sent | {"options-0-values": "M, L"})
    assert shown.status_code == 200
    assert "The variants follow the options now" in html_of(shown)
    assert Variant.objects.filter(values=["S"]).exists()

    owner.post(page, fields_of(html_of(shown)))
    assert sorted(v.values[0] for v in Variant.objects.all()) == ["L", "M"]
    assert Variant.objects.get(values=["M"]).stock == 5


def test_more_variants_than_a_hundred_are_refused(owner, home):
    add = f"{home}products/add/"
    sent = fields_of(html_of(owner.get(add)))
    values = ", ".join(map(str, range(11)))
    rows = {"options-TOTAL_FORMS": "2", "title": "Shirt", "variants-0-price": "1"}
    for number in range(2):
        rows[f"options-{number}-name"] = f"Option {number}"
        rows[f"options-{number}-values"] = values

    response = owner.post(add, sent | rows)

    assert response.status_code == 422
    assert "more than 100 variants" in html_of(response)


def test_stock_that_was_sold_meanwhile_is_not_written_over(
    owner, home, shop, sell, pickup
):
    jam = sell(stock=5)
    page = f"{home}products/{jam.product.public_id}/"
    sent = fields_of(html_of(owner.get(page)))
    place_order(shop, cart_of((jam, 2)), Customer("Bob"), delivery=pickup)

    owner.post(page, sent | {"title": "Lemon jam, sour"})
    jam.refresh_from_db()
    assert (jam.product.title, jam.stock) == ("Lemon jam, sour", 3)

    sent = fields_of(html_of(owner.get(page)))
    place_order(shop, cart_of(jam), Customer("Bob"), delivery=pickup)
    refused = owner.post(page, sent | {"variants-0-stock": "20"})
    assert refused.status_code == 409
    assert "The stock is 2 now" in html_of(refused)
    jam.refresh_from_db()
    assert jam.stock == 2


def test_two_windows_are_told_of_each_other(owner, home, sell, clock):
    jam = sell()
    page = f"{home}products/{jam.product.public_id}/"
    first = fields_of(html_of(owner.get(page)))
    clock.shift(1)
    owner.post(page, first | {"title": "One"})

    second = owner.post(page, first | {"title": "Two"})
    assert second.status_code == 409
    assert "Somebody changed this product meanwhile" in html_of(second)
    assert 'value="Two"' in html_of(second)

    owner.post(page, fields_of(html_of(second)))
    assert Product.objects.get().title == "Two"


def test_an_article_number_is_used_once(owner, home, sell):
    sell("Jam", sku="J-1")
    bread = sell("Bread")
    page = f"{home}products/{bread.product.public_id}/"
    sent = fields_of(html_of(owner.get(page)))

    response = owner.post(page, sent | {"variants-0-sku": "J-1"})

    assert response.status_code == 422
    assert "Another product has this article number" in html_of(response)


def test_a_sale_is_cheaper(owner, home, sell):
    jam = sell(price=450)
    page = f"{home}products/{jam.product.public_id}/"
    sent = fields_of(html_of(owner.get(page)))

    assert owner.post(page, sent | {"variants-0-sale_price": "4.50"}).status_code == 422
    owner.post(page, sent | {"variants-0-sale_price": "4"})
    jam.refresh_from_db()
    assert jam.sale_price == 400


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"action": "draft"}, {"is_draft": True}),
        ({"action": "off"}, {"is_available": False}),
        ({"action": "tax", "tax_rate": "8.1"}, {"tax_rate": 810}),
    ],
)
def test_many_products_are_changed_at_once(owner, home, sell, said, expected):
    chosen = [sell("Jam").product, sell("Bread").product]
    other = sell("Honey").product

    owner.post(
        f"{home}products/change/",
        said | {"product": [one.public_id for one in chosen]},
    )

    for product in chosen:
        product.refresh_from_db()
        for name, value in expected.items():
            assert getattr(product, name) == value
    other.refresh_from_db()
    assert not other.is_draft


def test_prices_rise_by_per_cent_and_sales_with_them(owner, home, sell):
    jam = sell(price=455)
    Variant.objects.filter(pk=jam.pk).update(sale_price=400)
    sent = {"product": jam.product.public_id, "action": "price"}

    assert owner.post(f"{home}products/change/", sent).status_code == 422
    owner.post(f"{home}products/change/", sent | {"percent": "10"})

    jam.refresh_from_db()
    assert (jam.price, jam.sale_price) == (501, 440)  # 500.5 rounded half up


def test_deleting_many_asks_first(owner, home, sell):
    ids = [sell("Jam").product.public_id, sell("Bread").product.public_id]
    sent = {"product": ids, "action": "delete"}

    asked = owner.post(f"{home}products/change/", sent)
    assert "Delete these 2 products?" in html_of(asked)
    assert Product.objects.count() == 2

    owner.post(f"{home}products/change/", sent | {"sure": "1"})
    assert not Product.objects.exists()


def test_products_change_places(owner, home, sell):
    for title in ("One", "Two", "Three"):
        sell(title)
    for position, product in enumerate(Product.objects.order_by("pk")):
        Product.objects.filter(pk=product.pk).update(position=position)
    third = Product.objects.get(title="Three")

    owner.post(f"{home}products/{third.public_id}/move/", {"to": "0"})

    assert [product.title for product in Product.objects.all()] == [
        "Three",
        "One",
        "Two",
    ]


def test_the_list_is_searched_and_narrowed(owner, home, sell, shop):
    jams = Category.objects.create(shop=shop, name="Jams")
    sell("Lemon jam", search_text="lemon jam", category=jams, stock=1)
    sell("Bread", search_text="bread", is_draft=True)

    assert "Bread" not in html_of(owner.get(f"{home}?q=lemon"))
    assert "Bread" not in html_of(owner.get(f"{home}?category={jams.public_id}"))
    assert "Lemon jam" not in html_of(owner.get(f"{home}?shown=draft"))
    assert "Bread" not in html_of(owner.get(f"{home}?shown=low"))
    assert "Nothing fits" in html_of(owner.get(f"{home}?q=zzz"))
    assert "1 thing is running out" in html_of(owner.get(home))


def test_the_queries_of_the_list_do_not_grow(owner, home, sell):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _round in range(2):
        for number in range(10):
            sell(f"Jam {number}")
        with CaptureQueriesContext(connection) as captured:
            owner.get(home)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_shelves_are_made_renamed_moved_and_deleted(owner, home, sell, shop):
    shelves = f"{home}categories/"
    owner.post(shelves, {"name": "Jams"})
    owner.post(shelves, {"name": "Bread"})
    jams, bread = Category.objects.all()
    sell("Lemon jam", category=jams)

    twice = owner.post(f"{shelves}{bread.public_id}/", {"do": "rename", "name": "Jams"})
    owner.post(f"{shelves}{bread.public_id}/", {"do": "up"})
    owner.post(f"{shelves}{jams.public_id}/", {"do": "rename", "name": "Sweet"})

    assert twice.status_code == 422
    assert [one.name for one in Category.objects.all()] == ["Bread", "Sweet"]
    assert "sweet" in Product.objects.get().search_text
    owner.post(f"{shelves}{jams.public_id}/", {"do": "delete"})
    assert Product.objects.get().category is None
