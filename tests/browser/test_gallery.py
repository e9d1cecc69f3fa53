"""Galleries as visitors meet them: the viewer, without script, right to left."""

import re
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import environment

# The cards of these tests are made once.
pytestmark = pytest.mark.xdist_group("galleries")


@pytest.fixture(scope="session")
def galleries(site):
    """Nine pictures in every layout, published."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.browser.cast_gallery", "9"],
        env=environment(
            MEISHI_DATA_DIR=str(site.data_dir), DJANGO_SETTINGS_MODULE="meishi.settings"
        ),
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr[-2000:]


@pytest.fixture
def grid(page, site, galleries):
    page.goto(f"{site.url}/gallery-grid")
    return page


def links(page):
    return page.locator(".b-gallery a")


def viewer(page, number, count=9):
    return page.get_by_role("dialog", name=f"Picture {number} of {count}")


def in_view(page):
    """The slides that are seen, by number from 1."""
    return page.locator("#view figure").evaluate_all(
        """all => all.flatMap((one, i) =>
            Math.abs(one.getBoundingClientRect().left) < 2 ? [i + 1] : [])"""
    )


def test_a_picture_opens_in_a_dialog_that_says_which_it_is(grid):
    links(grid).nth(1).click()

    expect(viewer(grid, 2)).to_be_visible()
    assert in_view(grid) == [2]
    assert Axe().run(grid).response["violations"] == []


def test_the_viewer_is_used_by_keyboard_and_the_focus_comes_back(grid):
    links(grid).nth(1).focus()
    grid.keyboard.press("Enter")
    for key, number in (
        ("ArrowRight", 3),
        ("ArrowLeft", 2),
        ("ArrowLeft", 1),
        ("ArrowLeft", 9),
        ("ArrowRight", 1),
        ("End", 9),
        ("Home", 1),
    ):
        grid.keyboard.press(key)
        expect(viewer(grid, number)).to_be_visible()
        assert in_view(grid) == [number]
    grid.keyboard.press("Escape")

    expect(grid.locator("#view")).to_be_hidden()
    expect(links(grid).nth(1)).to_be_focused()


def test_the_back_of_the_phone_closes_the_picture_and_not_the_card(grid):
    address = grid.url
    links(grid).first.click()
    expect(viewer(grid, 1)).to_be_visible()
    grid.go_back()

    expect(grid.locator("#view")).to_be_hidden()
    expect(links(grid).first).to_be_focused()
    assert grid.url == address


def test_closing_leaves_nothing_behind_in_the_history(page, site, galleries):
    page.goto(f"{site.url}/gallery-strip")
    page.goto(f"{site.url}/gallery-grid")
    links(page).first.click()
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#view")).to_be_hidden()
    expect(links(page).first).to_be_focused()
    page.wait_for_function("!history.state?.view")  # the browser goes back in its time
    page.go_back()

    expect(page).to_have_url(f"{site.url}/gallery-strip")


def test_buttons_lead_from_picture_to_picture(grid):
    links(grid).first.click()
    grid.get_by_role("button", name="Next picture").click()
    expect(viewer(grid, 2)).to_be_visible()
    grid.get_by_role("button", name="Previous picture").click()
    expect(viewer(grid, 1)).to_be_visible()


def test_a_swipe_leads_to_the_next_picture(grid):
    links(grid).first.click()
    grid.locator("#view > div").evaluate(
        "track => track.scrollBy(track.clientWidth, 0)"
    )

    expect(viewer(grid, 2)).to_be_visible()


def test_only_the_picture_in_view_can_be_reached(grid):
    links(grid).first.click()
    expect(viewer(grid, 1)).to_be_visible()

    assert grid.locator("#view figure:not([inert])").count() == 1


def test_a_tap_on_a_picture_is_counted(grid):
    with grid.expect_request("**/gallery-grid/tap/g1-3"):
        links(grid).nth(2).click()


def test_pictures_that_wait_are_not_loaded_before_they_are_asked_for(
    page, site, galleries
):
    loaded = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{site.url}/gallery-grid", wait_until="networkidle")
    page.locator(".b-gallery summary").scroll_into_view_if_needed()
    expect(page.locator(".b-gallery summary")).to_have_text("Show all 9 pictures")
    assert len([url for url in loaded if "/m/" in url]) <= 7  # the photo among them

    page.locator(".b-gallery summary").click()
    expect(links(page).last).to_be_visible()


def shown(page):
    """How many pictures of the gallery have come."""
    return (
        links(page)
        .locator("img")
        .evaluate_all(
            "all => all.filter(one => one.complete && one.naturalWidth).length"
        )
    )


@pytest.mark.parametrize("handle", ["gallery-first-grid", "gallery-first-masonry"])
def test_pictures_come_when_they_are_near_and_move_nothing(
    page, site, galleries, handle
):
    page.set_viewport_size({"width": 390, "height": 300})
    page.goto(f"{site.url}/{handle}", wait_until="networkidle")
    places = links(page).filter(visible=True)
    before = places.evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    expect(places.last.locator("img")).to_have_count(0)

    for place in places.all():
        place.scroll_into_view_if_needed()
        expect(place.locator("img")).to_have_js_property("complete", True)
        source = place.locator("img").evaluate("img => img.currentSrc")
        assert source.endswith("-320.avif")
    after = places.evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert after == pytest.approx(before, abs=0.5)


def test_the_viewer_shows_pictures_that_had_not_come(page, site, galleries):
    page.set_viewport_size({"width": 390, "height": 300})
    page.goto(f"{site.url}/gallery-first-grid", wait_until="networkidle")
    assert shown(page) < 6
    links(page).first.evaluate("one => one.click()")  # which scrolls nothing
    for number in range(2, 7):
        page.keyboard.press("ArrowRight")
        expect(viewer(page, number)).to_be_visible()
        picture = page.locator("#view figure:not([inert]) img")
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("img => img.naturalWidth") > 0


def test_without_script_all_pictures_are_there(browser, site, galleries):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/gallery-first-grid")
    for place in links(page).filter(visible=True).all():
        place.scroll_into_view_if_needed()
        expect(place.get_by_role("img")).to_be_visible()
    context.close()


def test_without_script_each_picture_is_a_link_to_its_largest_rendition(
    browser, site, galleries
):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/gallery-grid")
    links(page).first.click()

    expect(page).to_have_url(re.compile(r"/m/[0-9a-f]+-1200\.webp$"))
    context.close()


def test_without_script_albums_are_chosen_and_all_pictures_can_be_seen(
    browser, site, galleries
):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/gallery-albums")
    expect(page.locator(".b-gallery a:visible")).to_have_count(5)
    page.get_by_text("Stairs", exact=True).click()

    expect(page.locator(".b-gallery a:visible")).to_have_count(4)
    context.close()


def test_albums_are_chosen_by_keyboard(page, site, galleries):
    page.goto(f"{site.url}/gallery-albums")
    page.get_by_role("radio", name="Tables").focus()
    page.keyboard.press("ArrowRight")

    expect(page.get_by_role("radio", name="Stairs")).to_be_checked()
    expect(page.locator(".b-gallery a:visible")).to_have_count(4)


@pytest.mark.parametrize("handle", ["gallery-strip", "gallery-arabic"])
def test_a_strip_moves_on_in_reading_direction(page, site, galleries, handle):
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site.url}/{handle}")
    strip = page.locator(".carousel ul")
    page.locator(".b-gallery .go button").last.click()

    is_arabic = handle == "gallery-arabic"
    moved = strip.evaluate("strip => strip.scrollLeft")
    assert moved < 0 if is_arabic else moved > 0


def test_arrows_follow_the_reading_direction_in_the_viewer(page, site, galleries):
    page.goto(f"{site.url}/gallery-arabic")
    links(page).first.click()
    page.keyboard.press("ArrowLeft")

    assert in_view(page) == [2]
    expect(page.locator("#view figure:not([inert])")).to_have_count(1)


@pytest.mark.parametrize("handle", ["gallery-grid", "gallery-strip", "gallery-albums"])
@pytest.mark.parametrize("width", [320, 1280])
def test_galleries_are_accessible_and_never_scroll_sideways(
    page, site, galleries, handle, width
):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site.url}/{handle}")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found] == []
