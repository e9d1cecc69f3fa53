"""What else an owner does in the editor: copies, hiding, pictures, addresses, keys."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD, PREVIEW
from tests.demo import photo


def blocks(page):
    return page.locator("[data-block] .block-words b")


def more(page, action):
    page.locator("[data-block] details.menu summary").first.click()
    page.locator("[data-block] .menu-items").get_by_role("button", name=action).click()


def test_a_block_is_duplicated_and_hidden_and_all_of_it_undone(editor):
    before = blocks(editor).count()
    more(editor, "Duplicate")
    expect(blocks(editor)).to_have_count(before + 1)
    more(editor, "Hide")
    expect(editor.locator(".block.is-hidden")).to_have_count(1)

    editor.locator("[data-undo]").click()
    expect(editor.locator(".block.is-hidden")).to_have_count(0)
    editor.locator("[data-undo]").click()
    expect(blocks(editor)).to_have_count(before)
    editor.locator("[data-redo]").click()
    expect(blocks(editor)).to_have_count(before + 1)


def choose_photo(page, data, name="alice.jpg"):
    page.locator("ms-picture input[type=file]").first.set_input_files(
        {"name": name, "mimeType": "image/jpeg", "buffer": data}
    )


def test_a_photo_is_uploaded_and_shown_on_the_card(editor):
    choose_photo(editor, photo(600))
    shown = editor.frame_locator(PREVIEW).locator(".portrait img")

    expect(shown).to_be_visible(timeout=30_000)
    expect(editor.locator("[data-save-state]")).to_have_text("Saved")


def test_a_file_that_is_no_picture_is_refused_in_words(editor):
    choose_photo(editor, b"this is only text", "notes.jpg")
    status = editor.locator("ms-picture [data-part=status]").first

    expect(status).not_to_be_empty()
    expect(editor.locator("ms-picture [data-part=frame]").first).to_be_hidden()


def test_a_photo_is_cropped(editor):
    choose_photo(editor, photo(600))
    crop = editor.locator("ms-picture [data-part=crop-button]").first
    expect(crop).to_be_visible(timeout=30_000)
    crop.click()
    editor.get_by_role("button", name="Use this part").click()

    value = editor.locator("ms-picture [data-part=crop]").first
    expect(value).not_to_have_value("")


@pytest.mark.parametrize(
    ("name", "words"),
    [("meishi", "kept for Meishi"), ("a", "at least 3"), ("a b c", "letters a to z")],
)
def test_an_address_that_cannot_be_is_refused_while_typing(editor, name, words):
    field = editor.locator("#address .joined input")
    field.fill(name)

    expect(editor.locator("#address")).to_contain_text(words)


def test_an_address_that_is_taken_is_said_to_be(editor, demo_id):
    editor.locator("#address .joined input").fill("alice-arai")

    expect(editor.locator("#address")).to_contain_text("taken")


def press_until(page, condition, key="Tab", limit=60):
    for _ in range(limit):
        if page.evaluate(condition):
            return
        page.keyboard.press(key)
    pytest.fail(f"the keyboard does not reach: {condition}")


def test_a_card_is_made_and_published_by_keyboard_alone(page, site):
    page.goto(site.url)
    press_until(page, "document.activeElement.id === 'name'")
    page.keyboard.type("Kim Key")
    page.keyboard.press("Enter")
    expect(page.locator("body.has-script")).to_be_visible()
    press_until(page, "document.activeElement.matches('[data-publish]')")
    page.keyboard.press("Enter")
    account = "document.activeElement.textContent.includes('Make an account')"
    press_until(page, account)
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/signup/**")
    press_until(page, "document.activeElement.name === 'email'")
    page.keyboard.type("kim@example.com")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/publish/$"))
    press_until(page, "document.activeElement.matches('main button.button-primary')")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("published")
    page.goto(f"{site.url}/kim-key")
    press_until(page, "document.activeElement.id === 'turn'")
    page.keyboard.press("Enter")
    expect(page.locator("#turn")).to_be_checked()


def test_what_is_typed_while_the_server_is_away_is_saved_when_it_is_back(editor):
    editor.route("**/identity/", lambda route: route.abort())
    editor.locator("[name=identity-title]").fill("Carpenter")
    expect(editor.locator("[data-save-state]")).to_contain_text("Not saved")

    editor.unroute("**/identity/")
    expect(editor.locator("[data-save-state]")).to_have_text("Saved", timeout=30_000)
    editor.reload()
    expect(editor.locator("[name=identity-title]")).to_have_value("Carpenter")
