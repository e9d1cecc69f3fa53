"""Appointments in a real browser, as their owner meets them."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

# The cards of these tests are made once.
pytestmark = pytest.mark.xdist_group("appointments")


@pytest.fixture
def owner(site, browser, signed_in):
    """Alice's browser on a desk."""
    context = browser.new_context(
        base_url=site.url,
        storage_state=signed_in,
        viewport={"width": 1280, "height": 900},
    )
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def card(site, browser, signed_in):
    """A card of its own for these tests, in Alice's workspace."""
    context = browser.new_context(base_url=site.url, storage_state=signed_in)
    page = context.new_page()
    page.goto("/cards/")
    page.get_by_role("button", name="New card").click()
    page.wait_for_url(re.compile(r"/cards/\w+/$"))
    yield page.url.rstrip("/").rpartition("/")[2]
    context.close()


@pytest.fixture(scope="module")
def service(site, browser, signed_in, card):
    """A service called Repair, with somebody of its own who does it."""
    context = browser.new_context(base_url=site.url, storage_state=signed_in)
    page = context.new_page()
    page.goto("/appointments/people/")
    page.get_by_label("Name").fill("The van")
    page.get_by_role("button", name="Add").click()
    page.goto(f"/cards/{card}/booking/")
    page.get_by_label("What can be booked?").fill("Repair")
    page.get_by_role("button", name="Add it").click()
    page.get_by_label("Who", exact=True).select_option("The van")
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_role("link", name="Repair").first.click()
    yield page.url.rstrip("/").rpartition("/")[2]
    context.close()


def monday():
    """A Monday that no other test uses the days after."""
    today = datetime.now(UTC).date()
    return today + timedelta(days=21 - today.weekday())


def enter(page, service, name, on, at, *, is_agreed=False):
    page.goto(f"/appointments/new/{service}/?on={on}&at={at}")
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Book it").click()
    if is_agreed:
        page.get_by_label("Take this time all the same").check()
        page.get_by_role("button", name="Book it").click()


def entry(page, name):
    return page.locator(".cal-entry", has_text=name)


def week(page, on, **more):
    asked = "&".join(f"{key}={value}" for key, value in more.items())
    page.goto(f"/appointments/?view=week&date={on}&{asked}")


def test_a_plumber_is_done_in_a_minute(owner, card):
    owner.goto(f"/cards/{card}/")
    owner.get_by_role("link", name="Appointments").last.click()
    owner.get_by_label("What can be booked?").fill("Blocked drain")
    owner.get_by_role("button", name="Add it").click()

    expect(
        owner.get_by_text("“Blocked drain” can be booked on these terms.")
    ).to_be_visible()
    owner.get_by_label("Number").first.fill("45")
    owner.get_by_label("At the customer's").check()
    owner.get_by_role("button", name="Save", exact=True).last.click()
    expect(owner.get_by_text("45 minutes · At the customer's")).to_be_visible()


def test_questions_come_and_go_without_a_new_page(owner, card, service):
    owner.goto(f"/cards/{card}/booking/{service}/")
    owner.get_by_text("Questions to the customer").first.click()
    owner.get_by_label("Name").fill("Repair at once")
    owner.get_by_role("button", name="Add a question").click()
    expect(owner.get_by_label("Question", exact=True)).to_be_focused()
    owner.keyboard.type("Which machine?")
    owner.get_by_label("Answered by").select_option("One of several choices")
    owner.get_by_label("Choices").fill("Washing machine\nDryer")
    owner.get_by_role("button", name="Add a question").click()
    owner.get_by_label("Question", exact=True).nth(1).fill("Which year?")
    owner.get_by_role("button", name="Move question 2 up").click()
    expect(owner.get_by_label("Question", exact=True).first).to_have_value(
        "Which year?"
    )
    owner.get_by_role("button", name="Remove question 1").click()
    expect(owner.get_by_label("Name")).to_have_value("Repair at once")
    owner.get_by_label("Name").fill("Repair")
    owner.get_by_role("button", name="Save", exact=True).last.click()

    owner.get_by_role("link", name="Repair").first.click()
    owner.get_by_text("Questions to the customer").first.click()
    expect(owner.get_by_label("Question", exact=True)).to_have_value("Which machine?")
    expect(owner.get_by_label("Choices")).to_have_value("Washing machine\nDryer")


def test_hours_have_breaks_nights_days_off_and_holidays(owner):
    owner.goto("/appointments/hours/")
    owner.get_by_label("Name of the hours").fill("Bar")
    owner.get_by_role("button", name="Add hours").click()
    owner.get_by_label("Monday").fill("9-12, 13-17")
    owner.locator("summary", has_text="Copy Monday").click()
    owner.get_by_role("button", name="To Monday to Friday").first.click()
    expect(owner.get_by_label("Friday")).to_have_value("9-12, 13-17")
    owner.get_by_label("Saturday").fill("22-2")
    owner.get_by_label("Closed on public holidays of").select_option("Germany")
    owner.get_by_label("Region").select_option("Berlin")
    expect(owner.locator("#holidays")).to_contain_text("Frauentag")
    owner.get_by_role("button", name="Save", exact=True).last.click()
    expect(owner.get_by_text("The hours are saved.")).to_be_visible()
    expect(owner.get_by_label("Saturday")).to_have_value("22:00–02:00")

    owner.get_by_label("From").fill("2027-07-01")
    owner.get_by_label("Until").fill("2027-07-14")
    owner.get_by_label("Note").fill("Summer")
    owner.get_by_role("button", name="Keep these days").click()
    expect(owner.locator(".stretches")).to_contain_text("1 Jul 2027 – Wed 14 Jul 2027")
    owner.get_by_role("button", name="Remove 1 Jul 2027").click()
    expect(owner.locator(".stretches")).to_have_count(0)


def test_a_booking_is_dragged_to_another_day_and_hour(owner, service):
    on = monday()
    enter(owner, service, "Bob Baker", on, "10:00")
    week(owner, on)
    there = owner.locator("[data-column]").nth(2).bounding_box()
    here = entry(owner, "Bob Baker").bounding_box()
    hour = owner.locator(".cal-axis li").first.bounding_box()["height"]
    owner.mouse.move(here["x"] + 20, here["y"] + 10)
    owner.mouse.down()
    owner.mouse.move(there["x"] + 40, here["y"] + 10 + hour / 2, steps=8)
    owner.mouse.move(there["x"] + 40, here["y"] + 10 + 2 * hour, steps=8)
    owner.mouse.up()

    expect(owner.locator("#cal-message")).to_have_text("Moved.")
    moved = owner.locator(".cal-day").nth(2).locator(".cal-entry", has_text="Bob Baker")
    expect(moved).to_contain_text("12:00")


def test_a_booking_that_is_dragged_onto_another_goes_back(owner, service):
    on = monday() + timedelta(days=7)
    enter(owner, service, "Dana Diaz", on, "10:00")
    enter(owner, service, "Eve Ek", on, "12:00")
    week(owner, on)
    here = entry(owner, "Dana Diaz").bounding_box()
    there = entry(owner, "Eve Ek").bounding_box()
    owner.mouse.move(here["x"] + 20, here["y"] + 10)
    owner.mouse.down()
    owner.mouse.move(here["x"] + 20, there["y"] + 10, steps=12)
    owner.mouse.up()

    expect(owner.locator("#cal-message")).to_contain_text("has just been taken")
    expect(entry(owner, "Dana Diaz")).to_contain_text("10:00")
    box = entry(owner, "Dana Diaz").bounding_box()
    assert box == pytest.approx(here, abs=1)


def test_a_booking_moves_by_keyboard_alone(owner, service):
    on = monday() + timedelta(days=14)
    enter(owner, service, "Frank Falk", on, "10:00")
    week(owner, on)
    entry(owner, "Frank Falk").locator("a").focus()
    owner.keyboard.press("Tab")
    expect(owner.get_by_role("button", name="Move Frank Falk, 10:00")).to_be_focused()
    owner.keyboard.press("Enter")
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "Shift+ArrowDown"):
        owner.keyboard.press(key)
    expect(owner.locator("#cal-said")).to_contain_text("Tuesday")
    owner.keyboard.press("Enter")

    expect(owner.locator("#cal-message")).to_have_text("Moved.")
    expect(owner.locator(".cal-day").nth(1)).to_contain_text("10:35")
    expect(owner.get_by_role("button", name="Move Frank Falk, 10:35")).to_be_focused()
    owner.keyboard.press("Enter")
    owner.keyboard.press("ArrowUp")
    owner.keyboard.press("Escape")
    expect(entry(owner, "Frank Falk")).to_contain_text("10:35")


def test_a_booking_moves_by_form_and_is_cancelled(owner, service):
    on = monday() + timedelta(days=21)
    enter(owner, service, "Grace Gupta", on, "10:00")
    owner.get_by_role("link", name="Move to another time").click()
    owner.get_by_label("Time").fill("20:00")
    owner.get_by_role("button", name="Move it").click()
    expect(owner.get_by_text("This lies outside of your hours.")).to_be_visible()
    owner.get_by_label("Take this time all the same").check()
    owner.get_by_role("button", name="Move it").click()
    expect(owner.get_by_text("The booking is moved.")).to_be_visible()

    owner.locator("summary", has_text="Cancel it").click()
    owner.locator("#cancel").get_by_label("A word to the customer").fill("Ill, sorry")
    owner.get_by_role("button", name="Cancel the booking").click()
    expect(owner.get_by_text("Grace Gupta is cancelled")).to_be_visible()
    expect(owner.get_by_text("“Ill, sorry”")).to_be_visible()


def test_who_called_for_a_taken_time_is_told_and_keeps_what_was_typed(owner, service):
    on = monday() + timedelta(days=28)
    enter(owner, service, "Heidi Huang", on, "10:00")
    enter(owner, service, "Ivan Ito", on, "10:15")

    expect(owner.get_by_text("That time has just been taken.")).to_be_visible()
    expect(owner.get_by_label("Name")).to_have_value("Ivan Ito")
    owner.get_by_label("Time").fill("10:30")
    owner.get_by_role("button", name="Book it").click()
    expect(owner.get_by_text("Ivan Ito is booked.")).to_be_visible()


def test_time_is_kept_free_and_given_back(owner, service):
    on = monday() + timedelta(days=35)
    owner.goto("/appointments/blocks/")
    owner.get_by_label("Whose time").select_option("The van")
    owner.get_by_label("From").fill(str(on))
    owner.get_by_label("Note").fill("Garage")
    owner.get_by_role("button", name="Keep it free").click()
    expect(owner.get_by_text("This time is kept free.")).to_be_visible()

    week(owner, on)
    entry(owner, "Garage").locator("a").click()
    owner.get_by_role("button", name="Let it be booked").click()
    expect(owner.get_by_text("This time can be booked again.")).to_be_visible()


def test_who_did_not_come_is_noted_and_found_again(owner, service):
    yesterday = datetime.now(UTC).date() - timedelta(days=2)
    enter(owner, service, "Judy Jansen", yesterday, "10:00", is_agreed=True)
    owner.get_by_role("button", name="Did not come").click()
    expect(owner.get_by_text("That is noted.")).to_be_visible()

    owner.goto("/appointments/?view=list")
    owner.get_by_label("Search").fill("judy")
    owner.get_by_role("button", name="Show", exact=True).click()
    expect(owner.locator(".booking-row")).to_have_count(1)
    expect(owner.locator(".booking-row .state")).to_have_text("Did not come")


def test_bookings_are_taken_along(owner, service):
    owner.goto("/appointments/")
    owner.get_by_role("link", name="Export").click()
    with owner.expect_download() as table:
        owner.get_by_role("button", name="Table (CSV)").click()
    assert table.value.suggested_filename.endswith(".csv")


def test_on_a_phone_the_week_is_a_list(owner, service):
    on = monday() + timedelta(days=42)
    enter(owner, service, "Karl Koch", on, "10:00")
    owner.set_viewport_size({"width": 390, "height": 844})
    week(owner, on)

    assert entry(owner, "Karl Koch").bounding_box()["height"] >= 44
    expect(owner.locator(".cal-axis")).to_be_hidden()
    assert Axe().run(owner).violations_count == 0


def test_on_a_phone_a_handle_carries_a_booking_through_the_day(
    site, browser, signed_in, owner, service
):
    on = monday() + timedelta(days=49)
    enter(owner, service, "Lena Lind", on, "10:00")
    phone = browser.new_context(
        base_url=site.url,
        storage_state=signed_in,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    )
    page = phone.new_page()
    page.goto(f"/appointments/?view=day&date={on}")
    grip = entry(page, "Lena Lind").locator("[data-grip]")
    grip.scroll_into_view_if_needed()
    box, hour = grip.bounding_box(), page.locator(".cal-axis li").first.bounding_box()
    x, y = box["x"] + 20, box["y"] + box["height"] / 2
    touch = phone.new_cdp_session(page)
    for kind, down in (
        ("touchStart", 0),
        ("touchMove", 20),
        ("touchMove", hour["height"]),
    ):
        points = [{"x": x, "y": y + down}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    expect(page.locator("#cal-message")).to_have_text("Moved.")
    expect(entry(page, "Lena Lind")).to_contain_text("11:00")
    phone.close()


def test_without_script_everything_works(site, browser, signed_in, card, service):
    context = browser.new_context(
        base_url=site.url, storage_state=signed_in, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"/cards/{card}/booking/{service}/")
    page.get_by_role("button", name="Add somebody else").click()
    expect(page.get_by_label("Who", exact=True)).to_have_count(2)
    page.get_by_role("button", name="Remove row 2").click()
    expect(page.get_by_label("Who", exact=True)).to_have_count(1)
    context.close()
