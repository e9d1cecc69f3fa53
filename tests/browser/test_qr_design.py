"""The look of the QR code, chosen with mouse and keyboard, on a phone, without script."""

import pytest
from playwright.sync_api import expect

DARK = "#12306b"


@pytest.fixture
def address(cast):
    return f"/cards/{cast['card']}/qr/design/"


@pytest.fixture
def look(browser, site, signed_in, address):
    context = browser.new_context(base_url=site.url, storage_state=signed_in)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def choose(page, name, value):
    page.locator(f'input[name="qr-{name}"][value="{value}"]').check(force=True)


def test_each_choice_is_tried_at_once_and_kept_only_when_asked(look, address):
    before = look.locator("#qr-shown svg").inner_html()
    choose(look, "module", "dot")
    look.get_by_label("Dark colour").fill(DARK)

    expect(look.locator("#qr-shown svg path[stroke]")).to_have_attribute("stroke", DARK)
    expect(look.locator(".qr-score")).to_contain_text("of 100")
    expect(look.locator(".outcomes li")).to_have_count(8)
    assert look.locator("#qr-shown svg").inner_html() != before
    look.goto(address)
    assert look.locator("#qr-shown svg").inner_html() == before


def test_a_colour_that_scanners_cannot_see_is_refused_beside_it(look):
    look.get_by_label("Dark colour").fill("#dddddd")

    field = look.locator('[data-field="qr-dark"]')
    expect(field.locator(".errorlist")).to_contain_text("too close")
    expect(look.get_by_text("Does not scan well enough")).to_be_visible()
    look.get_by_label("Dark colour").fill(DARK)
    expect(field.locator(".errorlist")).to_be_hidden()
    expect(look.locator(".qr-score")).to_be_visible()


def test_the_look_is_chosen_and_kept_by_keyboard_alone(look):
    look.locator('input[name="qr-module"]:checked').focus()
    look.keyboard.press("ArrowRight")
    expect(look.locator("#qr-shown svg path[stroke]")).to_have_count(1)
    look.get_by_label("Words on a frame").focus()
    look.keyboard.type("Scan me")
    look.keyboard.press("Enter")

    look.wait_for_url("**/qr/")
    expect(look.get_by_text("The look is kept.")).to_be_visible()
    expect(look.locator(".qr-symbol svg path[stroke]")).to_have_count(1)


def test_on_a_phone_the_code_stays_in_view_and_hides_no_focus(look):
    look.set_viewport_size({"width": 390, "height": 844})
    for name in ("qr-module", "qr-gradient", "qr-dark", "qr-frame_text"):
        look.locator(f'input[name="{name}"]').first.focus()
        assert look.evaluate(
            """() => {
              const shown = document.querySelector("#qr-shown").getBoundingClientRect();
              const field = document.activeElement.getBoundingClientRect();
              return shown.top >= 0 && field.top >= shown.bottom - 1;
            }"""
        )


def test_without_script_a_look_is_tried_by_a_button(browser, site, signed_in, address):
    context = browser.new_context(
        base_url=site.url, storage_state=signed_in, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(address)
    choose(page, "module", "bar")
    page.get_by_role("button", name="Try it").click()

    expect(page.locator("#qr-shown svg path[stroke]")).to_have_count(1)
    expect(page.locator('input[value="bar"]')).to_be_checked()
    context.close()
