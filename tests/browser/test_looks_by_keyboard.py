"""Saved looks by keyboard alone: kept, used, updated, locked, used on others, deleted."""

import re

import pytest
from playwright.sync_api import expect

NAME = "By keyboard"
MOST_STOPS = 120


@pytest.fixture
def looks(browser, site, signed_in, cast):
    context = browser.new_context(base_url=site.url, storage_state=signed_in)
    page = context.new_page()
    page.goto(f"/cards/{cast['card']}/looks/")
    yield page
    context.close()


def go_to(page, target):
    """Walk by Tab from where the focus is until it is on `target`, and seen there."""
    expect(target).to_have_count(1)
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if target.evaluate("each => each === document.activeElement"):
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            return
    raise AssertionError(f"Tab never came to {target}")


def press(page, role, name):
    """Walk to what has that name and press Enter; wait for the page that follows."""
    go_to(page, page.get_by_role(role, name=named(name)))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def named(name):
    """A name, whatever space stands before its colon: part of it is not seen."""
    return re.compile("^" + re.escape(name).replace(":", " ?:") + "$")


def said(page, words):
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def test_a_look_is_kept_used_locked_and_deleted_by_keyboard_alone(looks, cast):
    go_to(looks, looks.get_by_label("Name of the look"))
    looks.keyboard.type(NAME)
    with looks.expect_navigation():
        looks.keyboard.press("Enter")
    said(looks, f"The look “{NAME}” is kept.")

    press(looks, "button", f"Update from this card: {NAME}")
    said(looks, f"“{NAME}” is updated.")

    press(looks, "link", f"For the workspace: {NAME}")
    go_to(looks, looks.get_by_label("Type", exact=True))
    looks.keyboard.press("Space")
    press(looks, "button", "Use for the workspace")
    expect(looks.get_by_text("Look of the workspace")).to_be_visible()
    press(looks, "link", f"For the workspace: {NAME}")
    expect(looks.get_by_label("Type", exact=True)).to_be_checked()
    press(looks, "button", "No longer use it")
    expect(looks.get_by_text("Look of the workspace")).to_have_count(0)

    press(looks, "link", f"Use on other cards: {NAME}")
    go_to(looks, looks.get_by_label("Bob", exact=True))
    looks.keyboard.press("Space")
    press(looks, "button", "Use it")
    said(looks, "1 card is being changed.")

    press(looks, "button", f"Use on this card: {NAME}")
    looks.wait_for_url("**/design/")
    press(looks, "link", "Saved looks")
    press(looks, "button", f"Delete: {NAME}")
    said(looks, f"“{NAME}” is deleted.")
    expect(looks.get_by_role("heading", name=NAME)).to_have_count(0)
