import re
from datetime import UTC, datetime
from html import unescape

import pytest
import time_machine
from django.test import Client

from meishi.accounts.models import User
from meishi.cards.document import CardDocument, Identity
from meishi.cards.document.identity import EmailEntry, PhoneEntry
from meishi.cards.services import create_card, publish_card, want_handle
from meishi.shop.models import Product, Variant
from meishi.shop.rules.cart import CartLine
from meishi.shop.services.setup import open_shop
from meishi.workspaces.models import Member, Workspace

MONDAY = datetime(2027, 1, 18, 8, tzinfo=UTC)


@pytest.fixture
def clock():
    """It is eight on a Monday morning, and stays so until somebody moves it."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def alice(db):
    return User.objects.create_user("alice@example.com", "correct horse battery")


@pytest.fixture
def workspace(alice):
    workspace = Workspace.objects.create(name="Alice")
    Member.objects.create(workspace=workspace, user=alice)
    return workspace


@pytest.fixture
def card(clock, workspace, alice):
    """Alice's card, published."""
    identity = Identity(
        given="Alice",
        family="Arai",
        time_zone="Europe/Berlin",
        phones=(PhoneEntry(number="+12025550123", has_whatsapp=True),),
        emails=(EmailEntry(address="alice@example.com"),),
    )
    document = CardDocument(identity=identity)
    card = create_card(workspace, document=document, by=alice)
    want_handle(card, "alice")
    publish_card(card, by=alice)
    card.refresh_from_db()
    return card


@pytest.fixture
def shop(card, alice):
    """Her shop, in euros, with pick-up."""
    return open_shop(card, currency="EUR", by=alice)


@pytest.fixture
def pickup(shop):
    return shop.deliveries.get()


@pytest.fixture
def sell(shop):
    """Put something into the shop; return its only variant."""

    def sell(title="Lemon jam", price=450, *, stock=None, sku="", **product):
        kept = Product.objects.create(shop=shop, title=title, **product)
        return Variant.objects.create(
            product=kept, shop=shop, price=price, stock=stock, sku=sku
        )

    return sell


def cart_of(*wanted):
    """A cart of variants, each alone or with how many."""
    pairs = (each if isinstance(each, tuple) else (each, 1) for each in wanted)
    return tuple(CartLine(variant.public_id, quantity) for variant, quantity in pairs)


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
