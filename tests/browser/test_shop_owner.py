"""The shop as its owner runs it, on a phone."""

import json
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import environment
from tests.gallery import scene

NEW_CARD = """
import json, sys
import django; django.setup()
from meishi.accounts.models import User
from meishi.cards.document import CardDocument, Identity
from meishi.cards.services import create_card, publish_card, want_handle
from meishi.shop.services.setup import open_shop
from meishi.workspaces.services import personal_workspace
alice = User.objects.get(email="alice@example.com")
document = CardDocument(identity=Identity(subject="company", company="Stall"))
card = create_card(personal_workspace(alice), document=document, by=alice)
want_handle(card, sys.argv[1])
publish_card(card, by=alice)
if "open" in sys.argv:
    open_shop(card, currency="EUR", by=alice)
print(json.dumps(card.public_id))
"""


@pytest.fixture
def card(site, cast):
    """A published card of Alice's without a shop."""
    return new_card(site, "corner-stall")


@pytest.fixture
def stall(site, cast):
    """A published card of Alice's with an empty shop."""
    return new_card(site, "jam-stall", "open")


def new_card(site, *arguments):
    """Publish a card and return its id."""
    made = subprocess.run(
        [sys.executable, "-c", NEW_CARD, *arguments],
        env=environment(
            MEISHI_DATA_DIR=str(site.data_dir), DJANGO_SETTINGS_MODULE="meishi.settings"
        ),
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr[-2000:]
    return json.loads(made.stdout)


@pytest.fixture
def page(site, browser, signed_in):
    context = browser.new_context(
        base_url=site.url,
        storage_state=signed_in,
        viewport={"width": 390, "height": 844},
    )
    yield context.new_page()
    context.close()


def test_from_nothing_to_an_order_that_is_done(page, card, tmp_path):
    page.goto(f"/cards/{card}/shop/")
    page.get_by_label("Currency").select_option("EUR")
    page.get_by_role("button", name="Open the shop").click()
    page.get_by_role("link", name="Add a product").first.click()

    page.get_by_label("Name").fill("Apron")
    page.get_by_label("Price EUR", exact=True).fill("29")
    page.get_by_text("It comes in sizes").click()
    page.get_by_role("button", name="Add an option").click()
    page.get_by_label("Option", exact=True).fill("Size")
    page.get_by_label("What there is").fill("S, M")
    page.get_by_role("button", name="Make the variants").click()
    expect(page.get_by_text("The variants follow the options now")).to_be_visible()
    page.get_by_role("textbox", name="Price EUR , M", exact=True).fill("31")
    page.get_by_role("textbox", name="Stock , M").fill("3")
    photo = tmp_path / "apron.jpg"
    photo.write_bytes(scene(3, 600, (1, 1)))
    page.locator("input[type=file]").set_input_files(photo)
    expect(page.get_by_label("What it shows, in words")).to_be_visible(timeout=30_000)
    page.get_by_label("What it shows, in words").fill("A linen apron")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_text("“Apron” is saved.")).to_be_visible()

    visit_until_prepared(page, "/corner-stall/shop/", "A linen apron")
    page.get_by_role("link", name="Apron").click()
    page.get_by_text("€31.00").click()
    page.get_by_role("button", name="Put into the cart").click()
    page.get_by_role("link", name="To the order").click()
    page.get_by_label("Name").fill("Carol Cook")
    page.get_by_label("Phone").fill("+1 202 555 0142")
    page.get_by_role("button", name="Order now").click()
    expect(page.get_by_role("heading", name="Your order is stored")).to_be_visible()

    page.goto("/orders/?q=Carol")
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("button", name="Done")).to_be_visible()
    page.get_by_role("link", name="Carol Cook").click()
    expect(page.get_by_text("Accepted", exact=True)).to_be_visible()
    chat = page.get_by_role("link", name="Chat with the customer")
    assert chat.get_attribute("href").startswith("https://wa.me/12025550142?text=")
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text("Done", exact=True)).to_be_visible()


def visit_until_prepared(page, path, picture):
    """Open a page again until the worker has prepared the picture on it."""
    for _ in range(60):
        page.goto(path)
        if page.get_by_alt_text(picture).count():
            break
        page.wait_for_timeout(500)
    expect(page.get_by_alt_text(picture)).to_be_visible()


def test_products_are_changed_many_at_once_by_keyboard(page, stall):
    page.goto(f"/cards/{stall}/shop/table/")
    table = b"title,price,stock\nLemon jam,4.50,1\nFig jam,5,9\nBad,x,1"
    page.get_by_label("Table (CSV)").set_input_files(
        {"name": "jams.csv", "mimeType": "text/csv", "buffer": table}
    )
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text("price is no number")).to_be_visible()
    page.get_by_role("button", name="Import what is fine").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("What the import did")).to_be_visible()

    page.get_by_role("link", name="See the products").click()
    for name in ("Lemon jam", "Fig jam"):
        page.get_by_label(f"Choose {name}").focus()
        page.keyboard.press("Space")
    page.get_by_label("With the chosen ones").select_option("price")
    page.get_by_label("Per cent, such as").fill("10")
    page.keyboard.press("Enter")

    expect(page.get_by_text("2 products changed.")).to_be_visible()
    expect(page.get_by_text("€4.95")).to_be_visible()
    expect(page.get_by_text("€5.50")).to_be_visible()
