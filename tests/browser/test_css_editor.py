"""An owner writes CSS: the preview follows, refused lines are named, nothing is lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PREVIEW


@pytest.fixture
def css(editor):
    """The CSS page of a new card, and its field."""
    editor.get_by_role("link", name="Look").click()
    editor.get_by_role("link", name="Write CSS of your own").click()
    expect(editor.locator("ms-lines pre")).to_have_text("1")
    return editor.get_by_label("Your CSS")


def name_in_preview(page):
    return page.frame_locator(PREVIEW).locator(".name")


def test_what_is_typed_is_seen_in_the_preview_and_undone(css):
    css.fill(".name { color: rgb(200, 0, 0) }")
    expect(name_in_preview(css.page)).to_have_css("color", "rgb(200, 0, 0)")

    css.page.get_by_role("button", name="Undo").click()
    expect(css).to_have_value("")
    expect(name_in_preview(css.page)).not_to_have_css("color", "rgb(200, 0, 0)")


def test_a_refused_line_is_named_and_what_was_typed_stays(css):
    typed = ".name {\n  color: rgb(200, 0, 0);\n  position: fixed;\n}"
    css.fill(typed)

    problem = css.page.locator("#css .errorlist li")
    expect(problem).to_have_text(
        "Line 3: position: fixed – This property cannot be used."
    )
    expect(css).to_have_value(typed)
    expect(css).to_have_attribute("aria-invalid", "true")
    expect(css.page.locator("ms-lines pre")).to_have_text(
        "1\n2\n3\n4", use_inner_text=True
    )

    css.fill(typed.replace("  position: fixed;\n", ""))
    expect(problem).to_have_count(0)
    expect(name_in_preview(css.page)).to_have_css("color", "rgb(200, 0, 0)")


def test_leaving_with_refused_css_is_asked_about(css):
    css.press_sequentially("#save { color: red }")
    expect(css.page.locator("#css .errorlist li")).to_have_count(1)
    asked = []
    css.page.once(
        "dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss())
    )
    css.page.get_by_role("link", name="Content", exact=True).click()

    expect(css).to_have_value("#save { color: red }")
    assert asked == ["beforeunload"]
