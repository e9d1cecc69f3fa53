import csv
import io
import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from meishi.accounts.models import User
from meishi.shop.models import Order, OrderEvent, Variant
from meishi.shop.rules.states import State
from meishi.shop.services.changing import advance_order
from meishi.shop.services.customer import Customer
from meishi.shop.services.placing import place_order
from meishi.shop.tests.conftest import cart_of
from meishi.workspaces.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(card, alice):
    client = Client()
    client.force_login(alice)
    return client


@pytest.fixture
def order(shop, pickup, sell):
    """Let somebody order two jars of jam, or what is given."""

    def order(name="Bob Baker", *wanted, **more):
        cart = cart_of(*(wanted or [(sell("Lemon jam", 450), 2)]))
        customer = Customer(name=name, **more)
        return place_order(shop, cart, customer, delivery=pickup)

    return order


@pytest.fixture
def viewer(workspace, card):
    bob = User.objects.create_user("bob@example.com", "correct horse battery")
    Member.objects.create(workspace=workspace, user=bob, role=Member.Role.VIEWER)
    client = Client()
    client.force_login(bob)
    return client


def page_of(order):
    return f"/orders/{order.public_id}/"


def text(response):
    return response.content.decode()


def test_orders_are_listed_the_newest_first_and_accepted_by_one_press(owner, order):
    first, second = order("Bob"), order("Carol")

    html = text(owner.get("/orders/"))
    assert html.index("Carol") < html.index("Bob")
    assert "€9.00" in html

    owner.post(f"{page_of(first)}advance/", {"to": "accepted", "next": "/orders/"})
    owner.post(f"{page_of(first)}advance/", {"to": "accepted"})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.ACCEPTED, State.PLACED)


@pytest.mark.parametrize(
    "query", ["code", "q=bob", "q=5550142", "q=lemon", "state=open"]
)
def test_orders_are_found(owner, order, sell, query):
    found = order("Bob Baker", phone="+12025550142")
    order("Carol", (sell("Bread", 300), 1))
    if query == "code":
        query = f"q={found.code.lower().replace('Q', '0')}"

    html = text(owner.get(f"/orders/?{query}"))

    assert "Bob Baker" in html
    assert ("Carol" in html) == (query == "state=open")


def test_a_search_that_finds_nothing_says_so(owner, order):
    order()

    assert "No order fits" in text(owner.get("/orders/?q=zzz"))
    assert "No order fits" in text(owner.get("/orders/?last_on=2020-01-01"))


def test_the_queries_of_the_list_do_not_grow(owner, order):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _round in range(2):
        for number in range(5):
            order(f"Bob {number}")
        with CaptureQueriesContext(connection) as captured:
            owner.get("/orders/")
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_whoever_opens_an_order_has_seen_it(owner, order):
    placed = order()

    owner.get(page_of(placed), headers={"Sec-Purpose": "prefetch"})
    owner.head(page_of(placed))
    placed.refresh_from_db()
    assert placed.state == State.PLACED

    owner.get(page_of(placed))
    placed.refresh_from_db()
    assert placed.state == State.SEEN


def test_somebody_who_may_only_look_changes_nothing(viewer, order):
    placed = order()

    html = text(viewer.get(page_of(placed)))
    assert "Accept" not in html
    assert "Accept<" not in text(viewer.get("/orders/"))
    assert viewer.post(f"{page_of(placed)}advance/", {"to": "done"}).status_code == 404
    placed.refresh_from_db()
    assert placed.state == State.PLACED


def test_the_page_leads_to_a_chat_with_the_customer(owner, order):
    placed = order(phone="+12025550142", email="bob@example.com")

    html = text(owner.get(page_of(placed)))

    assert "https://wa.me/12025550142?text=Order%20" in html
    assert "mailto:bob@example.com" in html
    assert "tel:+12025550142" in html
    assert "I would like to order" in html


def test_cancelling_gives_a_word_to_the_customer(owner, order):
    placed = order()

    owner.post(f"{page_of(placed)}cancel/", {"reason": "The lemons are out"})
    placed.refresh_from_db()

    assert placed.state == State.CANCELLED
    assert "The lemons are out" in text(owner.get(page_of(placed)))
    assert "Cancelled by alice@example.com" in text(owner.get(page_of(placed)))


def test_what_is_over_cannot_be_moved_on(owner, order):
    placed = order()
    advance_order(placed, State.DONE)

    response = owner.post(f"{page_of(placed)}cancel/", follow=True)

    assert "cannot be cancelled any more" in text(response)


def test_a_note_is_kept_for_the_shop_alone(owner, order):
    placed = order()

    owner.post(f"{page_of(placed)}note/", {"host_note": "Rings twice"})

    assert "Rings twice" in text(owner.get(page_of(placed)))
    assert "Rings twice" not in text(Client().get(f"/order/{token(placed)}/"))


def token(order):
    from meishi.shop.services.links import current_token

    return current_token(order)


def test_no_button_leads_away_from_us(owner, order):
    placed = order()

    response = owner.post(
        f"{page_of(placed)}advance/", {"to": "seen", "next": "https://example.com/"}
    )

    assert response.url == page_of(placed)


def test_the_packing_list_adds_up_what_is_accepted(owner, order, sell):
    jam, bread = sell("Lemon jam", 450), sell("Bread", 300)
    for placed in (order("Bob", (jam, 2), (bread, 1)), order("Carol", (jam, 3))):
        advance_order(placed, State.ACCEPTED)
    order("Dan", (jam, 9))

    html = text(owner.get("/orders/packing/"))

    assert "<b>5 ×</b>" in html
    assert "Dan" not in html
    assert "Nothing to pack" in text(owner.get("/orders/packing/?state=done"))


def test_orders_are_taken_along_as_tables_without_formulas(owner, order):
    order("=cmd()", note="+1")

    rows = list(
        csv.reader(io.StringIO(text(owner.get("/orders/export/")).lstrip("\ufeff")))
    )

    row = dict(zip(*rows, strict=True))
    assert row["name"] == "'=cmd()"
    assert (row["unit price"], row["quantity"], row["line total"]) == (
        "4.50",
        "2",
        "9.00",
    )
    assert row["currency"] == "EUR"


def test_orders_are_taken_along_as_json(owner, order):
    placed = order()

    (found,) = json.loads(owner.get("/orders/export/?format=json").content)

    assert found["code"] == placed.code
    assert found["total"] == "9.00"
    assert found["lines"][0]["unit_price"] == "4.50"


def test_an_order_is_printed(owner, order):
    placed = order(note="Ring twice")

    html = text(owner.get(f"{page_of(placed)}print/"))

    assert placed.code in html
    assert "Ring twice" in html


def test_what_was_sold_is_added_up_by_day_product_and_source(owner, order, sell, clock):
    jam, bread = sell("Lemon jam", 450), sell("Bread", 300)
    advance_order(order("Bob", (jam, 2)), State.ACCEPTED)
    order("Nobody accepted this", (jam, 50))
    clock.shift(timedelta(days=1))
    advance_order(order("Carol", (bread, 1), (jam, 1)), State.DONE)

    html = text(owner.get("/orders/report/"))

    assert "€16.50" in html
    assert "€8.25" in html  # an order brings
    assert "€13.50" in html  # jam
    today = timezone.now().date()
    table = text(
        owner.get(
            f"/orders/report/?first_on={today - timedelta(days=1)}&last_on={today}"
            "&format=csv"
        )
    )
    assert table.splitlines()[1:] == [
        f"{today - timedelta(days=1)},1,9.00,EUR",
        f"{today},1,7.50,EUR",
    ]


def test_a_sale_late_at_night_belongs_to_the_day_of_the_shop(owner, order, shop, clock):
    shop.time_zone = "Asia/Tokyo"
    shop.save()
    clock.move_to("2027-01-18T20:00:00+00:00")
    advance_order(order(), State.ACCEPTED)

    table = text(
        owner.get("/orders/report/?first_on=2027-01-18&last_on=2027-01-19&format=csv")
    )

    assert table.splitlines()[1:] == ["2027-01-18,0,0.00,EUR", "2027-01-19,1,9.00,EUR"]


def test_the_queries_of_the_report_do_not_grow(owner, order):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _round in range(2):
        for number in range(5):
            advance_order(order(f"Bob {number}"), State.ACCEPTED)
        with CaptureQueriesContext(connection) as captured:
            owner.get("/orders/report/")
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_what_runs_out_is_named(owner, sell, shop):
    jam = sell("Lemon jam", stock=5)
    assert "Running out" not in text(owner.get("/orders/report/"))

    Variant.objects.filter(pk=jam.pk).update(stock=2)

    assert "Running out" in text(owner.get("/orders/report/"))


def test_a_range_that_makes_no_sense_is_said(owner, shop):
    response = owner.get("/orders/report/?first_on=2027-02-01&last_on=2027-01-01")

    assert response.status_code == 422
    assert "before the first day" in text(response)


def test_a_stranger_sees_none_of_it(order):
    placed = order()
    charlie = Client()
    charlie.force_login(User.objects.create_user("charlie@example.com", "x" * 20))

    assert "Bob Baker" not in text(charlie.get("/orders/"))
    assert charlie.get(page_of(placed)).status_code == 404
    assert "Bob" not in text(charlie.get("/orders/export/"))
    assert Order.objects.get().state == State.PLACED
    assert OrderEvent.objects.count() == 1
