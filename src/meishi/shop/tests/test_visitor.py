import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from meishi.shop.models import Delivery, Order, Product, Variant
from meishi.shop.rules.states import State
from meishi.shop.services.changing import advance_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(shop):
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def put(visitor):
    """Put so many of a variant into the cart."""

    def put(variant, quantity=1):
        page = f"/alice/shop/{variant.product.public_id}/"
        sent = {"variant": variant.public_id, "quantity": quantity}
        return visitor.post(page, sent)

    return put


def hidden(html):
    """Return the hidden fields of a page."""
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
    return {name: unescape(value) for name, value in fields}


@pytest.fixture
def fill(visitor):
    """Return the checkout form as the page gives it, filled in."""

    def fill(**more):
        html = visitor.get("/alice/shop/checkout/").content.decode()
        return hidden(html) | {"name": "Bob Baker", "do": "order"} | more

    return fill


@pytest.fixture
def buy(visitor, fill):
    def buy(**more):
        return visitor.post("/alice/shop/checkout/", fill(**more))

    return buy


def text_of(response):
    words = re.sub(
        r"<style>.*?</style>", "", response.content.decode(), flags=re.DOTALL
    )
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", words)).split())


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


def test_buying_stores_the_order_and_empties_the_cart(put, buy, sell, visitor):
    put(sell("Jam", 450), 2)

    response = buy(phone="+12025550142", note="Ring twice")
    order = Order.objects.get()
    page = visitor.get(response.url)

    assert response.url.startswith("/order/")
    assert (order.name, order.phone, order.note) == (
        "Bob Baker",
        "+12025550142",
        "Ring twice",
    )
    assert order.total == 900
    assert order.code in text_of(page)
    assert "€9.00" in text_of(page)
    assert "nothing in your cart" in text_of(visitor.get("/alice/shop/cart/"))
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "no-referrer"


def test_sent_twice_it_is_one_order(put, fill, sell, visitor):
    put(sell())
    sent = fill()

    first = visitor.post("/alice/shop/checkout/", sent)
    second = visitor.post("/alice/shop/checkout/", sent)

    assert first.url == second.url
    assert Order.objects.count() == 1


def test_what_another_window_put_in_meanwhile_is_not_ordered(put, fill, sell, visitor):
    jam, bread = sell("Jam", 450), sell("Bread", 300)
    put(jam)
    sent = fill()
    put(bread)

    visitor.post("/alice/shop/checkout/", sent)

    assert Order.objects.get().total == 450


def test_a_changed_price_is_shown_old_and_new_and_then_bought(
    put, fill, buy, sell, visitor
):
    jam = sell("Jam", 450)
    put(jam)
    sent = fill(note="Ring twice")
    Variant.objects.filter(pk=jam.pk).update(price=500)

    refused = visitor.post("/alice/shop/checkout/", sent)
    html = refused.content.decode()
    again = visitor.post("/alice/shop/checkout/", sent | hidden(html))

    assert refused.status_code == 409
    assert "<s>€4.50</s> €5.00" in html
    assert "Ring twice" in html
    assert again.status_code == 302
    assert Order.objects.get().total == 500


def test_a_price_of_the_browsers_own_is_ignored(put, fill, sell, visitor):
    put(sell("Jam", 450))
    sent = fill()

    sent["cart"] = re.sub(r"\.450$", ".1", sent["cart"])
    visitor.post("/alice/shop/checkout/", sent)

    assert Order.objects.get().total == 450


def test_the_last_one_is_sold_once_and_the_other_keeps_what_they_typed(
    put, fill, sell, visitor
):
    jam = sell("Jam", stock=1)
    put(jam)
    sent = fill(note="Ring twice")
    Variant.objects.filter(pk=jam.pk).update(stock=0)

    response = visitor.post("/alice/shop/checkout/", sent)

    assert response.status_code == 409
    assert "Ring twice" in response.content.decode()
    assert "Sold out" in text_of(response)
    visitor.post("/alice/shop/cart/", {"do": "fit"})
    assert "nothing in your cart" in text_of(visitor.get("/alice/shop/cart/"))


def test_what_is_missing_is_said_beside_the_field(put, buy, sell, shop):
    shop.ask_phone = "required"
    shop.save()
    put(sell())

    response = buy(name="", phone="12", email="nonsense")
    text = text_of(response)

    assert response.status_code == 422
    assert "This is needed." in text
    assert "Write the number with its country" in text
    assert "This is no e-mail address." in text
    assert not Order.objects.exists()


def test_a_delivery_asks_for_an_address_and_adds_its_fee(put, buy, sell, shop):
    bike = Delivery.objects.create(
        shop=shop, kind="delivery", name="By bike", fee=300, postcodes=["10"]
    )
    put(sell("Jam", 450))

    missing = text_of(buy(delivery=bike.public_id))
    far = text_of(buy(delivery=bike.public_id, address="A 1", postcode="20095"))
    buy(delivery=bike.public_id, address="A 1", postcode="10115")
    order = Order.objects.get()

    assert "This is needed." in missing
    assert "does not deliver to this postcode" in far
    assert (order.total, order.address, order.delivery_name) == (750, "A 1", "By bike")


def test_somebody_has_to_choose_how_they_get_it(put, buy, sell, shop):
    Delivery.objects.create(shop=shop, name="By bike", kind="delivery")
    put(sell())

    response = buy()

    assert response.status_code == 422
    assert "Choose how you get your order." in text_of(response)


def test_a_closed_shop_says_when_it_opens(put, buy, sell, shop, visitor):
    put(sell())
    shop.hours = ["10:00-12:00"] + [""] * 6
    shop.takes_preorders = False
    shop.save()

    text = text_of(visitor.get("/alice/shop/"))

    assert "closed until" in text
    assert "Mon, Jan 18, 10:00" in text
    assert buy().status_code == 409


def test_below_the_minimum_the_cart_says_so(put, buy, sell, shop, visitor):
    put(sell("Jam", 450))
    shop.minimum = 1000
    shop.save()

    assert "from €10.00" in text_of(visitor.get("/alice/shop/cart/"))
    assert buy().status_code == 422


def test_an_order_is_cancelled_by_its_link_until_it_is_accepted(
    put, buy, sell, visitor
):
    jam = sell(stock=5)
    put(jam, 2)
    page = buy().url

    visitor.post(f"{page}cancel/", {"reason": "Too much jam"})
    text = text_of(visitor.get(page))

    assert "Your order is cancelled" in text
    assert "Too much jam" in text
    assert Variant.objects.get(pk=jam.pk).stock == 5


def test_an_accepted_order_cannot_be_cancelled_by_its_customer(put, buy, sell, visitor):
    put(sell())
    page = buy().url
    advance_order(Order.objects.get(), State.ACCEPTED)

    response = visitor.post(f"{page}cancel/")

    assert response.status_code == 409
    assert "cannot be cancelled any more" in text_of(response)
    assert "Cancel the order" not in text_of(visitor.get(page))


def test_looking_at_an_order_changes_nothing(put, buy, sell, visitor):
    put(sell())
    page = buy().url

    assert visitor.get(f"{page}cancel/").status_code == 405
    visitor.head(page)
    assert Order.objects.get().state == State.PLACED


def test_the_same_can_be_ordered_again_at_the_price_of_now(put, buy, sell, visitor):
    jam = sell("Jam", 450)
    put(jam, 2)
    page = buy().url
    Variant.objects.filter(pk=jam.pk).update(price=500)

    visitor.post(f"{page}again/")
    html = visitor.get("/alice/shop/cart/").content.decode()

    assert "<s>€4.50</s> €5.00" in html
    buy()
    assert Order.objects.first().source == "again"


def test_the_order_page_stays_whole_without_product_shop_and_card(
    put, buy, sell, visitor, card
):
    put(sell("Jam", 450))
    page = buy().url
    Product.objects.all().delete()
    card.delete()

    text = text_of(visitor.get(page))

    assert "Jam" in text
    assert "€4.50" in text
    assert "Order the same again" not in text


def test_a_code_opens_nothing(put, buy, sell, visitor):
    put(sell())
    buy()

    assert visitor.get(f"/order/{Order.objects.get().code}/").status_code == 404


def test_an_old_handle_leads_to_the_shop(visitor, card, sell):
    from meishi.cards.services import publish_card, want_handle

    want_handle(card, "alice-arai")
    publish_card(card)

    assert visitor.get("/alice/shop/?q=a").url == "/alice-arai/shop/?q=a"


def test_a_shop_that_is_off_or_not_published_is_not_there(visitor, shop):
    shop.is_active = False
    shop.save()

    assert visitor.get("/alice/shop/").status_code == 404
    assert visitor.get("/nobody/shop/").status_code == 404


def test_too_many_orders_are_slowed_down(put, buy, sell, monkeypatch, clock):
    from meishi.cards.views.beside import page

    monkeypatch.setattr(page, "MOST", 1)
    jam = sell()
    put(jam)
    buy()
    put(jam)

    assert buy().status_code == 429
    clock.shift(timedelta(minutes=11))
    assert buy().status_code == 302
