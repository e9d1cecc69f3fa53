"""Nothing is sold twice and no order is lost, whoever is killed meanwhile."""

import subprocess
import sys
from collections import Counter

PROCESSES = 8
ATTEMPTS = 250  # by each
UNITS = (200, 300)
PATIENCE = 240  # seconds; the machine may be busy
SET_UP = f"""
from meishi.accounts.models import User
from meishi.cards.document import CardDocument, Identity
from meishi.cards.services import create_card
from meishi.shop.services.catalogue import Terms, create_product
from meishi.shop.services.setup import open_shop
from meishi.workspaces.services import personal_workspace
alice = User.objects.create_user("alice@example.com", "correct horse battery")
document = CardDocument(identity=Identity(given="Alice", family="Arai"))
card = create_card(personal_workspace(alice), document=document, by=alice)
shop = open_shop(card, currency="EUR", by=alice)
for number, stock in enumerate({UNITS}):
    terms = Terms(values=(), price=100 + number, stock=stock)
    create_product(shop, {{"title": f"Jam {{number}}"}}, [terms], by=alice)
"""
ORDERS = "SELECT name, state, total FROM shop_order"
HELD = """
SELECT v.price, v.stock,
  coalesce((SELECT sum(l.stock_taken) FROM shop_orderline l WHERE l.variant_id = v.id), 0),
  coalesce((SELECT sum(l.quantity) FROM shop_orderline l JOIN shop_order o ON o.id = l.order_id
    WHERE l.variant_id = v.id AND o.state = 'placed'), 0)
FROM shop_variant v ORDER BY v.price
"""
CODES = "SELECT count(*), count(DISTINCT code) FROM shop_order"


def test_eight_processes_that_are_killed_sell_each_unit_once(site, tmp_path):
    site.python(SET_UP)
    logs = tmp_path / "acknowledged"
    logs.mkdir()
    kills = buy_while_killed(site, logs)
    lines = [line for log in logs.iterdir() for line in log.read_text().splitlines()]

    assert kills >= 2
    assert len(lines) == PROCESSES * ATTEMPTS
    assert [line for line in lines if line.startswith("error")] == []
    assert_all_that_was_told_is_true(site, lines)
    assert_stock_is_what_was_not_sold(site)


def buy_while_killed(site, logs):
    """Let the crowd buy to its end; return how many of it were killed."""
    crowd = [sys.executable, "-m", "tests.faults.shopper"]
    arguments = [str(logs), str(PROCESSES), str(ATTEMPTS)]
    printed = subprocess.run(
        [*crowd, *arguments],
        env=site.environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    return int(printed.stdout)


def assert_all_that_was_told_is_true(site, lines):
    stored = {name: (state, total) for name, state, total in site.rows(ORDERS)}
    told = Counter(line.split()[0] for line in lines)
    assert told["ordered"] > 100
    assert told["cancelled"] > 5
    assert told["refused"] > 100
    for line in lines:
        what, key, *total = line.split()
        if what == "ordered":
            assert stored.pop(key) == ("placed", int(total[0]))
        elif what == "cancelled":
            assert stored.pop(key)[0] == "cancelled"
    assert stored == {}  # and nothing that nobody was told of
    ((count, distinct),) = site.rows(CODES)
    assert count == distinct


def assert_stock_is_what_was_not_sold(site):
    for units, (_price, stock, held, sold) in zip(UNITS, site.rows(HELD), strict=True):
        assert stock == 0  # more was wanted than there was
        assert held == sold == units
