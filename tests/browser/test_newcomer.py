"""From the front page to a contact that another program reads."""

import io

import pytest
import vobject
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import PREVIEW

PASSWORD = "correct horse battery staple"


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def visitor(request, browser, site):
    context = browser.new_context(
        base_url=site.url,
        java_script_enabled=request.param,
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
    )
    page = context.new_page()
    page.has_script = request.param
    yield page
    context.close()


def test_a_newcomer_makes_a_card_and_a_phone_saves_it(visitor, site):
    name = "Bella Brook" if visitor.has_script else "Bruno Brook"
    begin(visitor, name)
    publish(visitor, f"{name.split()[0].lower()}@example.com")

    handle = name.lower().replace(" ", "-")
    visitor.goto(f"/{handle}")
    expect(visitor.get_by_role("heading", level=1)).to_contain_text(name)
    [text] = scanned(visitor)
    assert text.startswith(f"{site.url.upper()}/Q/")

    visitor.goto(text.lower())
    expect(visitor).to_have_url(f"{site.url}/{handle}?via=qr")
    contact = saved(visitor)
    assert contact.fn.value == name
    assert contact.tel.value == "+12025550144"
    assert contact.title.value == "Florist"


def begin(page, name):
    page.goto("/")
    page.get_by_label("What is your name?").fill(name)
    page.get_by_role("button", name="Make my card").click()
    page.locator("[name=identity-title]").fill("Florist")
    page.locator("input[type=tel]").first.fill("+1 202 555 0144")
    page.locator("input[type=email]").first.fill("florist@example.com")
    if page.has_script:
        page.locator("input[type=email]").first.press("Tab")
        preview = page.frame_locator(PREVIEW).locator("body")
        expect(preview).to_contain_text("Florist")
        expect(page.locator("[data-save-state]")).to_have_text("Saved")
    else:
        page.locator("form").filter(
            has=page.locator("[name=identity-title]")
        ).get_by_role("button", name="Save", exact=True).click()


def publish(page, email):
    page.get_by_role("link", name="Publish", exact=True).or_(
        page.get_by_role("button", name="Publish", exact=True)
    ).first.click()
    page.get_by_text("Make an account and publish").click()
    page.wait_for_url("**/account/signup/**")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Make an account").click()
    page.locator("main").get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("published")


def scanned(page):
    """Turn the card over and read its code from a picture of the screen."""
    page.locator("label[for=turn]").first.click(position={"x": 60, "y": 30})
    page.wait_for_timeout(900)  # until it has turned
    with Image.open(io.BytesIO(page.screenshot())) as screen:
        return [found.text for found in zxingcpp.read_barcodes(screen.convert("L"))]


def saved(page):
    """Fetch what Save contact leads to, and read it with another library."""
    link = page.get_by_role("link", name="Save contact").get_attribute("href")
    response = page.request.get(link)
    assert response.headers["content-type"] == "text/vcard; charset=utf-8"
    return vobject.readOne(response.text())
