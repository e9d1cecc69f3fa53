import re
from datetime import timedelta

import pytest

from meishi.shop.models import Delivery, Order, Product, Variant
from meishi.shop.rules.states import State
from meishi.shop.services.changing import advance_order
from meishi.shop.tests.conftest import hidden, text_of

pytestmark = pytest.mark.django_db


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
