import json

import pytest

from meishi.lib.outbox.models import Job
from meishi.lib.push.services import subscribe
from meishi.lib.push.tests.test_push import Browser
from meishi.shop.models import OrderEvent
from meishi.shop.rules.states import State
from meishi.shop.services.changing import (
    advance_order,
    cancel_order,
    expire_overdue_orders,
)
from meishi.shop.services.customer import Customer
from meishi.shop.services.placing import place_order
from meishi.shop.services.telling import tell
from meishi.shop.tests.conftest import cart_of

pytestmark = pytest.mark.django_db
BOB = Customer(name="Bob", email="bob@example.com")


@pytest.fixture
def order(shop, pickup, sell):
    def order(customer=BOB):
        cart = cart_of((sell("Lemon <jam>", 450), 2))
        return place_order(shop, cart, customer, delivery=pickup)

    return order


@pytest.fixture
def told(mailoutbox):
    """Tell all that happened and was not told; return the mails."""

    def told():
        mailoutbox.clear()
        for event in OrderEvent.objects.filter(told_at=None):
            tell.func(event.pk)
        return mailoutbox

    return told


def to(mails):
    return sorted(mail.to[0] for mail in mails)


def test_both_sides_are_told_of_an_order(order, told):
    placed = order()

    mails = told()

    assert to(mails) == ["alice@example.com", "bob@example.com"]
    mine, theirs = sorted(mails, key=lambda mail: mail.to)
    assert mine.subject == f"New order: Bob · {placed.code}"
    assert mine.reply_to == ["bob@example.com"]
    assert "2 × Lemon <jam>: €9.00" in mine.body
    assert "Lemon &lt;jam&gt;" in mine.alternatives[0].content
    assert f"/orders/{placed.public_id}/" in mine.body
    assert "/order/" in theirs.body
    assert "€9.00" in theirs.body


def test_each_event_is_told_once(order, told, mailoutbox):
    order()
    told()
    before = len(mailoutbox)

    tell.func(OrderEvent.objects.get().pk)

    assert len(mailoutbox) == before > 0


def test_telling_is_in_the_outbox_with_the_order(order):
    order()

    assert Job.objects.filter(task__contains="telling.tell").count() == 1


def test_the_customer_hears_of_what_the_shop_does(order, told):
    placed = order()
    told()

    advance_order(placed, State.ACCEPTED)
    (accepted,) = told()
    cancel_order(placed, by=OrderEvent.By.HOST, reason="No lemons")
    (cancelled,) = told()

    assert accepted.subject == f"Your order is accepted · {placed.code}"
    assert "No lemons" in cancelled.body


def test_the_shop_hears_of_what_the_customer_does(order, told):
    placed = order()
    told()

    cancel_order(placed, by=OrderEvent.By.CUSTOMER, reason="Too much jam")

    assert to(told()) == ["alice@example.com", "bob@example.com"]


def test_an_order_that_nobody_looked_at_ends_with_a_word(order, told, clock, shop):
    order()
    told()
    clock.shift(shop.kept_hours * 3600)
    expire_overdue_orders()

    assert [mail.subject[:25] for mail in told()] == ["Nobody answered in time · "[:25]]


def test_a_customer_without_an_address_gets_no_mail(order, told):
    order(Customer(name="Bob"))

    assert to(told()) == ["alice@example.com"]


def test_the_shops_own_address_comes_before_the_owners(order, told, shop):
    shop.email = "jam@example.com"
    shop.save()
    order()

    assert to(told()) == ["bob@example.com", "jam@example.com"]


def test_a_shop_without_an_address_is_told_at_its_owners(order, told, shop):
    shop.email = ""
    shop.save()
    order()

    assert "alice@example.com" in to(told())


def test_no_name_begins_a_header(order, told):
    order(Customer(name="Bob\nBcc: all@example.com", email="bob@example.com"))

    assert all("\n" not in mail.subject for mail in told())


def test_those_who_sell_are_notified_on_their_devices(order, told, alice):
    device = Browser("https://example.com/push").subscription()
    subscribe(alice, device)
    placed = order()

    told()

    (job,) = Job.objects.filter(task__contains="send_push")
    payload = json.loads(job.payload["args"][1])
    assert payload["title"] == "New order: Bob"
    assert payload["url"] == f"/orders/{placed.public_id}/"
    assert payload["body"] == f"{placed.code} · €9.00"
