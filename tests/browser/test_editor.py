"""The editor in a real browser, as a visitor without an account meets it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import PREVIEW


def state(page):
    return page.locator("[data-save-state]")


def blocks(page):
    return page.locator("[data-block] .block-words b")


def add_block(page, name):
    page.get_by_text("Add a block").click()
    page.locator(".palette-add", has_text=name).first.click()
    expect(page.locator(".block.is-open")).to_contain_text(name)


def test_typing_is_saved_and_seen_in_the_preview(editor):
    editor.get_by_label("Role").fill("Carpenter")

    expect(editor.frame_locator(PREVIEW).locator("body")).to_contain_text("Carpenter")
    expect(state(editor)).to_have_text("Saved")
    editor.reload()
    expect(editor.get_by_label("Role")).to_have_value("Carpenter")


def test_what_is_typed_before_the_script_comes_is_saved(page, site):
    late = []
    page.route("**/cards/editor*.js", lambda route: late.append(route))
    page.goto(f"{site.url}/cards/")
    with page.expect_request("**/cards/editor*.js"):
        page.get_by_role("button", name="Make the card").click(no_wait_after=True)
    page.get_by_label("Role").fill("Carpenter")
    late[0].continue_()

    expect(page.locator("body.has-script")).to_be_visible()
    expect(page.locator("[data-undo]")).to_be_enabled()
    expect(state(page)).to_have_text("Saved")


def test_a_mistake_is_said_beside_its_field_and_typing_goes_on(editor):
    mail = editor.get_by_role("textbox", name="E-mail address")
    mail.fill("alice@example")

    expect(editor.get_by_text("does not look like an e-mail address")).to_be_visible()
    expect(state(editor)).to_have_text("Not saved: 1 field needs attention.")
    expect(mail).to_be_focused()
    mail.fill("alice@example.com")
    expect(state(editor)).to_have_text("Saved")


def test_without_connection_nothing_is_lost(editor):
    editor.context.set_offline(True)
    editor.get_by_label("Role").fill("Joiner")
    expect(state(editor)).to_contain_text("no connection")

    editor.context.set_offline(False)
    expect(state(editor)).to_have_text("Saved", timeout=15_000)
    editor.reload()
    expect(editor.get_by_label("Role")).to_have_value("Joiner")


def test_a_second_window_asks_before_it_overwrites(editor):
    second = editor.context.new_page()
    second.goto(editor.url)
    editor.get_by_label("Role").fill("Carpenter")
    expect(state(editor)).to_have_text("Saved")
    expect(editor.locator("[data-undo]")).to_be_enabled()
    second.get_by_label("Role").fill("Joiner")

    second.get_by_role("button", name="Save mine").click()
    expect(state(second)).to_have_text("Saved")
    editor.reload()
    expect(editor.get_by_label("Role")).to_have_value("Joiner")


def test_blocks_are_moved_with_the_keyboard_and_the_focus_stays(editor):
    add_block(editor, "Links")
    up = editor.get_by_role("button", name="Move Links up")
    up.focus()
    up.press("Enter")

    expect(blocks(editor).first).to_have_text("Links")
    expect(editor.get_by_role("button", name="Move Links down")).to_be_focused()


def test_blocks_are_dragged(editor):
    add_block(editor, "Links")
    grips = editor.locator(".block-head .grip")
    editor.mouse.wheel(0, -300)  # from below the bar, where the new block has put it
    grips.nth(1).drag_to(grips.nth(0))

    expect(blocks(editor).first).to_have_text("Links")


def test_a_deleted_block_comes_back(editor):
    editor.locator(".block .menu summary").click()
    editor.locator(".block").get_by_role("button", name="Delete").click()
    expect(blocks(editor)).to_have_count(0)

    editor.locator("[data-toast]").get_by_role("button", name="Undo").click()
    expect(blocks(editor)).to_have_text(["Contact details"])


def test_entries_are_added_where_one_can_type_at_once(editor):
    add_block(editor, "Links")
    editor.get_by_role("button", name="Add an entry").click()
    expect(editor.get_by_label("Address", exact=True)).to_be_focused()
    editor.keyboard.type("example.com/work")

    preview = editor.frame_locator(PREVIEW)
    expect(preview.get_by_role("link", name="example.com/work")).to_be_attached()


def test_publishing_without_an_account_leads_to_making_one(editor):
    editor.get_by_role("link", name="Publish").click()
    dialog = editor.get_by_role("dialog")
    expect(dialog.get_by_label("Address of the card")).not_to_have_value("")
    dialog.get_by_role("button", name="Make an account and publish").click()

    editor.wait_for_url("**/account/signup/**")
    assert "publish" in editor.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editor_is_accessible(editor, scheme):
    editor.emulate_media(color_scheme=scheme)
    add_block(editor, "Services")
    editor.get_by_role("button", name="Add an entry").click()
    editor.get_by_text("More details").click()

    found = Axe().run(editor).response["violations"]
    assert [each["id"] for each in found] == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_editor_never_scrolls_sideways(editor, width):
    editor.set_viewport_size({"width": width, "height": 800})
    add_block(editor, "Products")
    editor.get_by_role("button", name="Add an entry").click()
    editor.get_by_text("More details").click()
    editor.get_by_role("button", name="Add an address").click()
    expect(
        editor.get_by_label("Postal code").or_(editor.get_by_label("ZIP code"))
    ).to_be_visible()

    assert editor.evaluate("document.documentElement.scrollWidth") <= width
