"""Buying from a card, as customers meet it."""

import json
import re
import subprocess
import sys
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import environment

# The cards of these tests are made once.
pytestmark = pytest.mark.xdist_group("a shop")


@pytest.fixture(scope="module")
def shop(site, cast):
    """The products of the shops, by name."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.browser.shop_cast"],
        env=environment(
            MEISHI_DATA_DIR=str(site.data_dir), DJANGO_SETTINGS_MODULE="meishi.settings"
        ),
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr[-2000:]
    return json.loads(made.stdout)


@pytest.fixture
def change(site):
    """Run code on the installation, beside the server."""

    def change(code):
        subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            env=environment(
                MEISHI_DATA_DIR=str(site.data_dir),
                DJANGO_SETTINGS_MODULE="meishi.settings",
            ),
            check=True,
        )

    return change


@pytest.fixture
def visit(site, browser, shop):
    """Open a page as somebody new."""
    contexts = []

    def visit(path, **options):
        phone = {"viewport": {"width": 390, "height": 844}}
        context = browser.new_context(base_url=site.url, **(phone | options))
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()


def put(page, product, handle="jams"):
    page.goto(f"/{handle}/shop/{product}/")
    page.get_by_role("button", name="Put into the cart").click()
    expect(page.get_by_role("heading", name="Cart")).to_be_visible()


def order(page, name="Bob Baker"):
    page.get_by_role("link", name="To the order").click()
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Order now").click()


def message_of(page):
    """The text that the WhatsApp button opens with."""
    link = page.get_by_role("link", name="Send by WhatsApp").get_attribute("href")
    assert link.startswith("https://wa.me/12025550123?text=")
    return unquote(link.partition("?text=")[2])


def harmless(page):
    """Nothing for axe to find, and no scrolling sideways."""
    assert Axe().run(page).response["violations"] == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= page.viewport_size["width"]


@pytest.mark.parametrize("script", [True, False])
def test_buying_ends_in_whatsapp_with_the_order_written_out(visit, shop, script):
    page = visit("/jams/shop/", java_script_enabled=script)
    page.get_by_role("link", name="Lemon jam").click()
    page.get_by_label("How many").fill("3")
    page.get_by_role("button", name="Put into the cart").click()
    expect(page.get_by_text("€13.50").first).to_be_visible()
    order(page)

    expect(page.get_by_role("heading", name="Your order is stored")).to_be_visible()
    text = message_of(page)
    code = re.search(r"Order ([A-Z0-9]{6})", page.locator("main").inner_text())[1]
    assert f"Order {code}" in text
    assert "3 × Lemon jam: €13.50" in text
    assert page.url in text
    page.get_by_text("Not opened?").click()
    expect(page.get_by_label("The text of your order")).to_have_value(text)


def test_each_page_of_it_is_for_everybody(visit, shop):
    for size in ({"width": 320, "height": 640}, {"width": 1280, "height": 800}):
        page = visit("/jams/shop/", viewport=size)
        harmless(page)
        page.goto(f"/jams/shop/{shop['apron']}/")
        harmless(page)
        page.get_by_text("Put into the cart").click()  # nothing is chosen yet
        expect(page.get_by_role("alert")).to_contain_text("Choose one")
        harmless(page)
        put(page, shop["lemon"])
        harmless(page)
        page.get_by_role("link", name="To the order").click()
        harmless(page)
        page.get_by_role("button", name="Order now").click()
        expect(page.get_by_text("This is needed.").first).to_be_visible()
        harmless(page)
        page.get_by_label("Name").fill("Bob")
        page.get_by_role("button", name="Order now").click()
        page.get_by_text("Not opened?").click()
        harmless(page)


def test_it_can_be_bought_by_keyboard_alone(visit, shop):
    page = visit(f"/jams/shop/{shop['apron']}/")
    page.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Cart")).to_be_visible()
    page.get_by_role("link", name="To the order").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Name").focus()
    page.keyboard.type("Bob Baker")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Your order is stored")).to_be_visible()
    assert "2 × Apron" in message_of(page)


def test_a_cart_survives_closing_the_page(visit, shop):
    page = visit("/jams/shop/")
    put(page, shop["lemon"])
    context = page.context
    page.close()

    again = context.new_page()
    again.goto("/jams/shop/cart/")

    expect(again.get_by_role("link", name="Lemon jam")).to_be_visible()


def test_of_two_who_race_for_the_last_one_gets_it(visit, shop):
    pages = [visit("/jams/shop/") for _ in range(2)]
    for page in pages:
        put(page, shop["raced"])
        page.get_by_role("link", name="To the order").click()
        page.get_by_label("Name").fill("Bob Baker")
        page.get_by_label("Note").fill("Ring twice")

    for page in pages:
        page.get_by_role("button", name="Order now").click()

    winner, loser = pages
    expect(winner.get_by_role("heading", name="Your order is stored")).to_be_visible()
    expect(loser.get_by_role("alert")).to_contain_text("not enough left")
    expect(loser.get_by_label("Note")).to_have_value("Ring twice")
    loser.get_by_role("button", name="Keep what can be had").click()
    expect(loser.get_by_text("nothing in your cart")).to_be_visible()


def test_a_price_that_changes_in_between_is_shown_and_agreed_to(visit, shop, change):
    page = visit("/jams/shop/")
    put(page, shop["last"])
    page.get_by_role("link", name="To the order").click()
    page.get_by_label("Name").fill("Bob Baker")
    change(
        "from meishi.shop.models import Variant\n"
        f"Variant.objects.filter(product__public_id='{shop['last']}').update(price=950)"
    )

    page.get_by_role("button", name="Order now").click()
    expect(page.get_by_role("alert")).to_contain_text("A price has changed")
    expect(page.locator(".rows s")).to_have_text("€9.00")
    expect(page.get_by_label("Name")).to_have_value("Bob Baker")
    page.get_by_role("button", name="Order now").click()

    expect(page.get_by_role("heading", name="Your order is stored")).to_be_visible()
    assert "€9.50" in message_of(page)


def test_a_closed_shop_says_when_it_opens(visit, shop, change):
    page = visit("/jams/shop/")
    put(page, shop["lemon"])
    setting = "from meishi.shop.models import Shop\nshop = Shop.objects.get(card__title='Arai Jams')"
    change(
        f"{setting}\nfrom datetime import datetime, timedelta\n"
        "day = (datetime.now() + timedelta(days=3)).weekday()\n"
        "shop.hours = ['10:00-12:00' if n == day else '' for n in range(7)]\n"
        "shop.takes_preorders = False\nshop.save()"
    )
    page.goto("/jams/shop/checkout/")

    expect(page.get_by_text("The shop is closed until")).to_be_visible()
    expect(page.get_by_role("button", name="Order now")).to_have_count(0)

    change(f"{setting}\nshop.takes_preorders = True\nshop.save()")
    page.reload()
    page.get_by_label("Name").fill("Bob Baker")
    page.get_by_role("button", name="Order now").click()
    expect(page.get_by_text("Ordered for")).to_be_visible()
    change(f"{setting}\nshop.hours = []\nshop.save()")


def test_an_order_is_cancelled_and_ordered_again(visit, shop):
    page = visit("/jams/shop/")
    put(page, shop["lemon"])
    order(page)
    page.get_by_text("Cancel it").click()
    page.get_by_label("Reason").fill("Too much jam")
    page.get_by_role("button", name="Cancel the order").click()
    expect(page.get_by_role("heading", name="Your order is cancelled")).to_be_visible()

    page.get_by_role("button", name="Order the same again").click()
    expect(page.get_by_role("link", name="Lemon jam")).to_be_visible()


def test_an_arabic_shop_writes_an_arabic_order(visit, shop):
    page = visit("/souq/shop/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    harmless(page)
    page.get_by_role("link", name="كنافة نابلسية").click()
    page.get_by_role("button", name="أضف إلى السلة").click()
    page.get_by_role("link", name="إلى الطلب").click()
    page.get_by_label("الاسم").fill("ليلى")
    page.get_by_role("button", name="اطلب الآن").click()

    link = page.get_by_role("link", name="أرسل عبر واتساب").get_attribute("href")
    text = unquote(link.partition("?text=")[2])
    assert "1 × كنافة نابلسية: \u206630.00 د.إ.\u2069" in text.replace("\u200f", "")
    assert "ليلى" in text
    assert page.url in text
    assert len(link) <= 1800
    harmless(page)


def test_a_form_that_is_pressed_twice_orders_once(visit, shop, site):
    page = visit("/jams/shop/")
    put(page, shop["lemon"])
    page.get_by_role("link", name="To the order").click()
    page.get_by_label("Name").fill("Twice Pressed")
    page.get_by_role("button", name="Order now").dblclick()

    expect(page.get_by_role("heading", name="Your order is stored")).to_be_visible()
    counted = subprocess.run(
        [
            sys.executable,
            "-c",
            "import django; django.setup()\nfrom meishi.shop.models import Order\n"
            "print(Order.objects.filter(name='Twice Pressed').count())",
        ],
        env=environment(
            MEISHI_DATA_DIR=str(site.data_dir), DJANGO_SETTINGS_MODULE="meishi.settings"
        ),
        capture_output=True,
        text=True,
    )
    assert counted.stdout.strip() == "1"


def test_pictures_further_down_come_when_they_are_near(visit, shop, change):
    change(
        "from meishi.shop.models import Product, Shop, Variant\n"
        "shop = Shop.objects.get(card__title='Arai Jams')\n"
        "first = shop.products.exclude(pictures=[]).first()\n"
        "for n in range(20):\n"
        "    p = Product.objects.create(shop=shop, title=f'Jar {n}', position=50 + n,\n"
        "        pictures=first.pictures[:1])\n"
        "    Variant.objects.create(product=p, shop=shop, price=100)"
    )
    page = visit("/jams/shop/")
    expect(page.locator(".tiles img").first).to_be_visible()
    assert page.locator(".shot > noscript").count() > 5

    page.locator(".tiles li").last.scroll_into_view_if_needed()
    expect(page.locator(".tiles li").last.locator("img")).to_be_visible()
    plain = visit("/jams/shop/", java_script_enabled=False)
    assert plain.locator(".tiles img").count() > 15
