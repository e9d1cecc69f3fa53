from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meishi.shop.errors import (
    AlreadyDone,
    AlreadyOrdered,
    CannotOrder,
    CartChanged,
    NotInStock,
    NotPossibleNow,
    ShopClosed,
)
from meishi.shop.models import Delivery, Order, OrderEvent, Product, Variant
from meishi.shop.queries.quotes import quote
from meishi.shop.rules.states import State
from meishi.shop.services.changing import (
    advance_order,
    cancel_order,
    expire_overdue_orders,
    see_order,
)
from meishi.shop.services.customer import Customer
from meishi.shop.services.placing import place_order
from meishi.shop.services.stock import OutOfStock, give_back_stock, take_stock
from meishi.shop.tests.conftest import MONDAY, cart_of

pytestmark = pytest.mark.django_db
BOB = Customer(name="Bob", phone="+12025550142")
BY = OrderEvent.By


@pytest.fixture
def order(shop, pickup):
    """Let Bob order what is in a cart of these."""

    def order(*wanted, customer=BOB, **terms):
        terms = {"delivery": pickup} | terms
        return place_order(shop, cart_of(*wanted), customer, **terms)

    return order


def stock_of(variant):
    return Variant.objects.values_list("stock", flat=True).get(pk=variant.pk)


def test_an_order_is_whole_after_its_product_is_deleted(order, sell):
    placed = order((sell("Jam", 1500, sku="J-1", tax_rate=1900), 3))

    Product.objects.all().delete()
    placed.refresh_from_db()
    line = placed.lines.get()

    assert (line.title, line.sku, line.unit_price, line.quantity) == (
        "Jam",
        "J-1",
        1500,
        3,
    )
    assert (placed.total, placed.tax, placed.net) == (4500, 718, 3782)
    assert placed.taxes == [{"rate": 1900, "net": 3782, "tax": 718, "gross": 4500}]
    assert len(placed.code) == 6


def test_the_sale_price_is_what_is_paid(order, sell):
    jam = sell(price=450)
    Variant.objects.filter(pk=jam.pk).update(sale_price=300)

    assert order((jam, 2)).total == 600


def test_of_two_who_want_the_last_one_gets_it(order, sell):
    jam = sell(stock=1)
    order(jam)

    with pytest.raises(NotInStock):
        order(jam)

    assert (stock_of(jam), Order.objects.count()) == (0, 1)


def test_what_is_short_is_named_before_anybody_orders(shop, sell):
    jam, bread = sell(stock=2), sell("Bread", stock=0)

    lines = quote(shop, cart_of((jam, 3), bread)).lines

    assert [line.problem for line in lines] == ["few", "sold_out"]
    assert quote(shop, cart_of((jam, 2))).problems == ()


def test_the_database_itself_gives_no_more_than_there_is(sell):
    jam = sell(stock=2)

    with pytest.raises(OutOfStock):
        take_stock([(jam, 3)])

    assert stock_of(jam) == 2
    assert take_stock([(jam, 2)]) == {jam.pk}


def test_what_an_order_holds_is_given_back_once(order, sell):
    jam = sell(stock=5)
    placed = order((jam, 2))

    give_back_stock(placed)
    give_back_stock(placed)

    assert stock_of(jam) == 5


def test_nothing_is_taken_where_one_thing_is_missing(order, sell):
    jam, bread = sell(stock=5), sell("Bread", stock=0)

    with pytest.raises(NotInStock):
        order((jam, 2), bread)

    assert stock_of(jam) == 5


def test_a_price_that_changed_since_is_refused_and_the_new_one_accepted(
    shop, order, sell, pickup
):
    jam = sell(price=450)
    shown = quote(shop, cart_of(jam), pickup).version
    Variant.objects.filter(pk=jam.pk).update(price=500)

    with pytest.raises(CartChanged):
        order(jam, shown=shown, key="k" * 16)

    now = quote(shop, cart_of(jam), pickup).version
    assert order(jam, shown=now, key="k" * 16).total == 500


def test_a_fee_or_a_tax_that_changed_since_is_refused_too(shop, order, sell, pickup):
    jam = sell(price=450)
    shown = quote(shop, cart_of(jam), pickup).version
    Delivery.objects.update(fee=100)
    pickup.refresh_from_db()

    with pytest.raises(CartChanged):
        order(jam, shown=shown)


def test_the_same_form_sent_twice_orders_once(order, sell):
    jam = sell(stock=5)

    assert order(jam, key="k" * 16).pk == order(jam, key="k" * 16).pk
    assert stock_of(jam) == 4
    assert OrderEvent.objects.count() == 1


def test_another_content_under_the_same_key_is_refused(order, sell):
    jam = sell()
    order(jam, key="k" * 16)

    with pytest.raises(AlreadyOrdered):
        order((jam, 2), key="k" * 16)


@pytest.mark.parametrize(
    "change", [{"is_draft": True}, {"is_available": False}, {"bookable": "abc"}]
)
def test_what_is_not_for_sale_cannot_be_ordered(order, sell, change):
    jam = sell()
    Product.objects.update(**change)

    with pytest.raises(CartChanged):
        order(jam)


def test_more_than_the_shop_sells_of_one_thing_is_refused(shop, order, sell):
    with pytest.raises(CartChanged):
        order((sell(), shop.most_of_one + 1))


def test_an_empty_cart_is_no_order(order):
    with pytest.raises(CannotOrder):
        order()


def test_below_the_minimum_nothing_is_ordered(shop, order, sell):
    shop.minimum = 1000
    shop.save()

    with pytest.raises(CannotOrder):
        order((sell(price=450), 2))

    assert order((sell("Bread", price=500), 2)).total == 1000


def test_somebody_has_to_say_how_they_get_it(order, sell):
    with pytest.raises(CannotOrder):
        order(sell(), delivery=None)


def test_a_way_of_another_shop_or_one_switched_off_is_none(order, sell, pickup):
    pickup.is_active = False
    pickup.save()

    with pytest.raises(CannotOrder):
        order(sell())


def test_a_delivery_has_its_fee_its_area_and_its_minimum(shop, order, sell):
    bike = Delivery.objects.create(
        shop=shop,
        kind=Delivery.Kind.DELIVERY,
        name="By bike",
        fee=300,
        tax_rate=1900,
        free_from=2000,
        minimum=400,
        postcodes=["101", "SW1A"],
    )
    jam, near = sell(price=450), Customer(name="Bob", postcode="10115")

    assert order(jam, delivery=bike, customer=near).total == 750
    assert order((jam, 5), delivery=bike, customer=near).fee == 0
    assert order(jam, delivery=bike, customer=Customer("Bob", postcode="sw1a 1aa")).fee
    with pytest.raises(CannotOrder):
        order(jam, delivery=bike, customer=Customer("Bob", postcode="20095"))
    with pytest.raises(CannotOrder):
        order(sell("Gum", price=100), delivery=bike, customer=near)


def test_a_closed_shop_takes_orders_for_later_only_where_it_wants(
    shop, order, sell, clock
):
    shop.hours = ["10:00-12:00"] + [""] * 6
    shop.save()

    later = order(sell())
    shop.takes_preorders = False
    shop.save()

    assert later.preorder_for == MONDAY + timedelta(hours=1)  # ten in Berlin
    with pytest.raises(ShopClosed):
        order(sell())
    clock.shift(timedelta(hours=1))
    assert order(sell()).preorder_for is None


def test_a_shop_that_is_switched_off_takes_nothing(shop, order, sell):
    shop.is_active = False
    shop.save()

    with pytest.raises(ShopClosed):
        order(sell())


def test_accepting_notes_that_it_was_seen(order, sell, alice):
    placed = order(sell())

    advance_order(placed, State.ACCEPTED, by=alice)

    assert [event.kind for event in placed.events.all()] == [
        "placed",
        "seen",
        "accepted",
    ]
    with pytest.raises(AlreadyDone):
        advance_order(placed, State.ACCEPTED, by=alice)


def test_seeing_it_twice_changes_nothing(order, sell, alice):
    placed = order(sell())

    see_order(placed, by=alice)
    see_order(placed, by=alice)

    assert placed.events.filter(kind=State.SEEN).count() == 1


def test_a_cancelled_order_gives_its_stock_back_once(order, sell):
    jam = sell(stock=5)
    placed = order((jam, 3))

    cancel_order(placed, by=BY.CUSTOMER, reason="Too much jam")
    with pytest.raises(AlreadyDone):
        cancel_order(placed, by=BY.HOST)

    assert stock_of(jam) == 5
    assert placed.events.last().detail == {"reason": "Too much jam"}


def test_a_customer_cannot_cancel_what_is_accepted_but_the_shop_can(order, sell):
    placed = order(sell())
    advance_order(placed, State.ACCEPTED)

    with pytest.raises(NotPossibleNow):
        cancel_order(placed, by=BY.CUSTOMER)
    cancel_order(placed, by=BY.HOST)

    assert placed.state == State.CANCELLED


def test_what_is_done_stays_done(order, sell):
    placed = order(sell())
    advance_order(placed, State.DONE)

    with pytest.raises(NotPossibleNow):
        cancel_order(placed, by=BY.HOST)


def test_an_order_left_alone_gives_its_stock_back_once(shop, order, sell, clock):
    jam = sell(stock=5)
    order((jam, 2))
    seen = order(jam)
    see_order(seen)
    clock.shift(timedelta(hours=shop.kept_hours))

    assert expire_overdue_orders() == 1
    assert expire_overdue_orders() == 0
    assert stock_of(jam) == 4


def test_stock_that_is_not_counted_is_never_short(order, sell):
    jam = sell(stock=None)

    cancel_order(order((jam, 50)), by=BY.HOST)

    assert stock_of(jam) is None


def test_stock_that_is_counted_only_since_gets_nothing_back(order, sell):
    jam = sell(stock=None)
    placed = order((jam, 3))
    Variant.objects.filter(pk=jam.pk).update(stock=10)

    cancel_order(placed, by=BY.HOST)

    assert stock_of(jam) == 10


def test_how_many_queries_an_order_takes_does_not_grow_with_its_lines(order, sell):
    counts = []
    for lines in (1, 20):
        things = [sell(f"Jam {number}") for number in range(lines)]
        with CaptureQueriesContext(connection) as captured:
            order(*things)
        counts.append(len(captured))

    assert counts[0] == counts[1]
