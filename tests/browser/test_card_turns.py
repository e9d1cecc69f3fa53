"""The card turns over, and each of its two codes is one tap away, with no script."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def card(site, browser, demo_id):
    context = browser.new_context(
        base_url=site.url, java_script_enabled=False, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto("/alice-arai")
    yield page
    context.close()


def test_a_tap_on_the_card_turns_it_and_another_turns_it_back(card):
    back = card.locator(".back")
    expect(back).to_be_hidden()

    card.locator(".card").click(position={"x": 20, "y": 20})
    expect(back).to_be_visible()

    card.locator(".card").click(position={"x": 20, "y": 20})
    expect(back).to_be_hidden()


def test_a_tap_on_the_kind_of_code_changes_it_and_does_not_turn_the_card(card):
    card.locator(".card").click(position={"x": 20, "y": 20})
    card.locator(".kinds").get_by_text("Offline").click()

    expect(card.locator("img.off")).to_be_visible()
    expect(card.locator("img.on")).to_be_hidden()

    card.locator(".kinds").get_by_text("Live").click()
    expect(card.locator("img.on")).to_be_visible()


def test_the_keyboard_turns_it_and_chooses_the_code(card):
    card.keyboard.press("Tab")
    card.keyboard.press("Space")
    card.keyboard.press("Tab")
    card.keyboard.press("ArrowRight")

    expect(card.locator("img.off")).to_be_visible()


def test_nothing_behind_a_card_that_lies_face_up_takes_the_focus(card):
    card.keyboard.press("Tab")
    card.keyboard.press("Tab")

    expect(card.locator("#save")).to_be_focused()
