import pytest

from meishi.shop.models import Variant
from meishi.shop.tests.conftest import text_of

pytestmark = pytest.mark.django_db


def test_the_catalogue_shows_what_is_for_sale(visitor, sell, shop):
    sell("Lemon jam", 450)
    sell("Secret", 100, is_draft=True)
    gone = sell("Bread", 300, stock=0)
    sale = sell("Honey", 900)
    Variant.objects.filter(pk=sale.pk).update(sale_price=700)

    text = text_of(visitor.get("/alice/shop/"))

    assert "Lemon jam €4.50" in text
    assert "Secret" not in text
    assert "Sold out" in text
    assert gone.product.title in text
    assert "€9.00 €7.00" in text


def test_searching_and_shelves_narrow_it_down(visitor, sell, shop):
    jams = shop.categories.create(name="Jams")
    sell("Lemon jam", category=jams, search_text="lemon jam")
    sell("Bread", search_text="bread")

    assert "Bread" not in text_of(visitor.get("/alice/shop/?q=JAM lemon"))
    assert "Bread" not in text_of(visitor.get(f"/alice/shop/?in={jams.public_id}"))
    assert "Nothing here is called that" in text_of(visitor.get("/alice/shop/?q=zzz"))
    assert "Bread" in text_of(visitor.get("/alice/shop/?in=nothing"))


def test_a_long_shelf_has_pages(visitor, sell):
    for number in range(25):
        sell(f"Jam {number:02}")

    first = text_of(visitor.get("/alice/shop/"))

    assert "Page 1 of 2" in first
    assert "Jam 24" not in first
    assert "Jam 24" in text_of(visitor.get("/alice/shop/?page=2"))
    assert visitor.get("/alice/shop/?page=nonsense").status_code == 200


def test_the_queries_of_the_catalogue_do_not_grow(
    visitor, sell, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    sell("One")
    with CaptureQueriesContext(connection) as few:
        visitor.get("/alice/shop/")
    for number in range(60):
        sell(f"Jam {number}")
    with django_assert_num_queries(len(few)):
        visitor.get("/alice/shop/")


def test_a_product_tells_machines_what_it_is(visitor, sell):
    jam = sell("</script>Jam", 450, stock=3, sku="J-1")

    html = visitor.get(f"/alice/shop/{jam.product.public_id}/").content.decode()

    assert '"price":"4.50","priceCurrency":"EUR"' in html
    assert '"availability":"https://schema.org/InStock"' in html
    assert "</script>Jam" not in html
    assert 'property="og:title"' in html


def test_variants_are_told_as_a_group(visitor, sell, shop):
    jam = sell("Jam", 450)
    Variant.objects.create(
        product=jam.product, shop=shop, price=600, values=["L"], position=1
    )

    html = visitor.get(f"/alice/shop/{jam.product.public_id}/").content.decode()

    assert '"@type":"ProductGroup"' in html
    assert '"hasVariant":' in html
    assert "from €4.50" in html


def test_a_draft_is_not_there(visitor, sell):
    jam = sell(is_draft=True)

    assert visitor.get(f"/alice/shop/{jam.product.public_id}/").status_code == 404


def test_what_is_booked_leads_to_a_time_and_not_into_the_cart(visitor, sell, put):
    haircut = sell("Haircut", bookable="abc123")

    html = visitor.get(f"/alice/shop/{haircut.product.public_id}/").content.decode()

    assert 'href="/alice/book/abc123/"' in html
    assert put(haircut).status_code == 422


def test_a_cart_survives_and_is_for_the_shop_alone(put, sell, visitor):
    jam = sell()

    response = put(jam, 2)

    cookie = response.cookies["cart"]
    assert (cookie["path"], cookie["samesite"]) == ("/alice/shop/", "Lax")
    assert cookie["httponly"]
    assert int(cookie["max-age"]) > 80 * 24 * 3600
    assert 'value="2"' in visitor.get("/alice/shop/cart/").content.decode()
    assert put(jam).status_code == 302
    assert 'value="3"' in visitor.get("/alice/shop/cart/").content.decode()


def test_looking_at_a_shop_sets_no_cookie(visitor, sell):
    jam = sell()

    for path in ("", "cart/", f"{jam.product.public_id}/"):
        assert not visitor.get(f"/alice/shop/{path}").cookies


@pytest.mark.parametrize("typed", ["0", "-1", "1.5", "1000000000", "", "three"])
def test_a_number_that_makes_no_sense_is_said_beside_it(put, sell, typed):
    response = put(sell(), typed)

    assert response.status_code == 422
    assert f'value="{typed}"' in response.content.decode()
    assert "cart" not in response.cookies


def test_the_cart_is_changed_and_emptied(put, sell, visitor):
    jam = sell()
    put(jam, 2)

    field = f"quantity-{jam.public_id}"
    wrong = visitor.post("/alice/shop/cart/", {field: "1.5"})
    visitor.post("/alice/shop/cart/", {field: "5"})
    html = visitor.get("/alice/shop/cart/").content.decode()
    visitor.post("/alice/shop/cart/", {"remove": jam.public_id})

    assert wrong.status_code == 422
    assert "Write a whole number" in wrong.content.decode()
    assert 'value="5"' in html
    assert "€22.50" in html
    assert "nothing in your cart" in text_of(visitor.get("/alice/shop/cart/"))


def test_a_form_of_another_site_puts_nothing_into_the_cart(visitor, sell):
    jam = sell()

    response = visitor.post(
        f"/alice/shop/{jam.product.public_id}/",
        {"variant": jam.public_id},
        headers={"Sec-Fetch-Site": "cross-site"},
    )

    assert response.status_code == 403
