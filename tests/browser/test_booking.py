"""Booking a time, as visitors meet it."""

import email
import email.policy
import json
import re
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import environment

# The cards of these tests are made once.
pytestmark = pytest.mark.xdist_group("bookings")

BERLIN = ZoneInfo("Europe/Berlin")
DECIDE = re.compile(r"https?://\S+/booking/decide/[\w-]{43}/")


@pytest.fixture(scope="module")
def salon(site, cast):
    """What can be booked, by name."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.browser.booking_cast"],
        env=environment(
            MEISHI_DATA_DIR=str(site.data_dir), DJANGO_SETTINGS_MODULE="meishi.settings"
        ),
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr[-2000:]
    return json.loads(made.stdout)


@pytest.fixture
def visit(site, browser, salon):
    """Open a page as somebody new, in a zone of theirs."""
    contexts = []

    def visit(path, zone="Europe/Berlin", **options):
        context = browser.new_context(base_url=site.url, timezone_id=zone, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()


def far(days):
    """A date that many days ahead, which belongs to one test alone."""
    return datetime.now(BERLIN).date() + timedelta(days=days)


def times(page):
    return [
        button.get_attribute("value") for button in page.locator(".slots button").all()
    ]


def write(page, name="Bob Baker"):
    page.get_by_label("Name").fill(name)
    page.get_by_label("E-mail").fill("bob@example.com")


def book(page, name="Bob Baker"):
    write(page, name)
    page.get_by_role("button", name="Book this time").click()


def transition(forward):
    """The next date on which Berlin's clock leaps forward, or back."""
    day = far(3)
    while True:
        before, after = (
            datetime(d.year, d.month, d.day, tzinfo=BERLIN).utcoffset()
            for d in (day, day + timedelta(days=1))
        )
        if before != after and (after > before) == forward:
            return day
        day += timedelta(days=1)


def test_from_the_card_to_a_booking_that_moves_and_is_cancelled(visit, salon):
    page = visit("/salon", "Asia/Tokyo")
    page.get_by_role("link", name="Book", exact=True).click()
    page.get_by_role("link", name="Haircut").click()
    expect(page.locator("#zone")).to_have_value("Asia/Tokyo")
    expect(page.get_by_text("Times in Tokyo (UTC+9)")).to_be_visible()
    page.goto(f"/salon/book/{salon['Haircut']}/?zone=Asia/Tokyo&day={far(10)}")
    page.locator(".slots button").nth(4).click()
    expect(page.get_by_text("Kept for you until")).to_be_visible()
    book(page)
    expect(page.get_by_role("heading", name="Booked")).to_be_visible()
    expect(page.get_by_text("Tokyo (UTC+9)")).to_be_visible()
    expect(page.get_by_text("Berlin (UTC+")).to_be_visible()
    first = page.locator(".when b").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="Add to your calendar").click()
    assert b"METHOD:PUBLISH" in download.value.path().read_bytes()
    page.get_by_role("link", name="Move it").click()
    page.goto(f"{page.url}&day={far(12)}")
    page.locator(".slots button").first.click()
    expect(page.get_by_role("heading", name="Booked")).to_be_visible()
    assert page.locator(".when b").inner_text() != first
    page.get_by_text("Cancel it").click()
    page.get_by_label("Reason").fill("I am ill")
    page.get_by_role("button", name="Cancel the booking").click()
    expect(page.get_by_role("heading", name="Cancelled")).to_be_visible()
    expect(page.get_by_text("I am ill")).to_be_visible()


@pytest.mark.parametrize(
    ("button", "said", "days"), [("Confirm", "Booked", 20), ("Decline", "Declined", 21)]
)
def test_the_host_answers_a_request_from_the_mail(
    visit, salon, site, button, said, days
):
    page = visit(f"/salon/book/{salon['Colour']}/?zone=Europe/Berlin&day={far(days)}")
    page.locator(".slots button").first.click()
    write(page, f"Bob who asks for {button}")
    page.get_by_role("button", name="Ask for this time").click()
    expect(page.get_by_role("heading", name="waiting for an answer")).to_be_visible()
    host = visit(decide_link(site, f"Bob who asks for {button}"))
    host.get_by_text(button, exact=True).first.click()
    if button == "Decline":
        host.get_by_role("button", name="Decline the request").click()
    expect(host.get_by_role("heading", name=said)).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name=said)).to_be_visible()


def decide_link(site, name):
    """The link in the mail that tells the host of a request by that person."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        for file in (site.data_dir / "mail").glob("*.eml"):
            mail = email.message_from_bytes(
                file.read_bytes(), policy=email.policy.default
            )
            text = mail.get_body(("plain",)).get_content()
            if name in text and (found := DECIDE.search(text)):
                return found[0]
        time.sleep(0.3)
    pytest.fail("the host was told nothing")


def test_of_two_who_press_the_same_time_one_gets_it(visit, salon):
    address = f"/salon/book/{salon['Haircut']}/?zone=Europe/Berlin&day={far(30)}"
    first, second = visit(address), visit(address)
    wanted = times(first)[2]
    for page in (first, second):
        page.locator(f'.slots button[value="{wanted}"]').click()
    book(first)
    expect(first.get_by_role("heading", name="Booked")).to_be_visible()
    expect(second.get_by_role("alert")).to_contain_text("has just been taken")
    assert wanted not in times(second)
    assert len(times(second)) > 10


def test_two_visitors_in_two_zones_see_the_same_instants(visit, salon):
    def all_of(zone):
        pages = [
            visit(f"/salon/book/{salon['Haircut']}/?zone={zone}&day={far(n)}", zone)
            for n in (39, 40, 41)
        ]
        return {value for page in pages for value in times(page)}

    begin = datetime.combine(far(40), datetime.min.time(), tzinfo=BERLIN)
    day = {
        f"{begin.astimezone(UTC) + timedelta(minutes=30) * n:%Y-%m-%dT%H:%M:%SZ}"
        for n in range(46)
    }
    assert day <= all_of("Asia/Tokyo") & all_of("America/New_York")


def test_without_script_everything_works(visit, salon):
    page = visit(f"/salon/book/{salon['Haircut']}/", java_script_enabled=False)
    expect(page.get_by_text("Times in Berlin")).to_be_visible()
    page.get_by_label("Time zone").select_option("America/New_York")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("Times in New York")).to_be_visible()
    page.goto(f"{page.url.partition('?')[0]}?zone=America/New_York&day={far(50)}")
    page.get_by_role("link", name=re.compile("Next free day")).click()
    page.locator(".slots button").first.click()
    page.get_by_role("button", name="Book this time").click()
    expect(page.get_by_text("Write your e-mail address.")).to_be_visible()
    book(page, "Carol Chen")
    expect(page.get_by_role("heading", name="Booked")).to_be_visible()
    page.get_by_text("Cancel it").click()
    page.get_by_role("button", name="Cancel the booking").click()
    expect(page.get_by_role("heading", name="Cancelled")).to_be_visible()


def test_the_hour_that_comes_twice_can_be_booked_twice(visit, salon):
    day = transition(forward=False)
    address = f"/salon/book/{salon['Haircut']}/?zone=Europe/Berlin&day={day}"
    page = visit(address)
    labels = [
        text.replace("\u202f", " ")
        for text in page.locator(".slots button").all_inner_texts()
    ]
    assert labels.count("2:00 AM CEST") == labels.count("2:00 AM CET") == 1
    assert len(labels) == 50
    for half in ("CEST", "CET"):
        page.goto(address)
        page.get_by_role("button", name=re.compile(rf"2:00.AM {half}")).click()
        book(page, f"Bob {half}")
        expect(page.locator(".when dd").first).to_contain_text(half)


def test_the_hour_that_is_left_out_is_not_offered(visit, salon):
    day = transition(forward=True)
    page = visit(f"/salon/book/{salon['Haircut']}/?zone=Europe/Berlin&day={day}")
    labels = [
        text.replace("\u202f", " ")
        for text in page.locator(".slots button").all_inner_texts()
    ]
    assert len(labels) == 46
    assert "1:30 AM" in labels
    assert not [label for label in labels if label.startswith("2:") and "AM" in label]


def test_the_keyboard_is_enough(visit, salon):
    day = far(60)
    page = visit(f"/salon/book/{salon['Haircut']}/?zone=Europe/Berlin&day={day}")
    chosen = page.locator(".days [aria-current]")
    chosen.focus()
    page.keyboard.press("ArrowRight")
    if day.month != (day + timedelta(days=1)).month:
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
    expect(page.locator(".days a:focus")).not_to_have_attribute("aria-current", "date")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#slots"))
    page.locator(".slots button").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kept for you until")).to_be_visible()
    page.get_by_label("Name").focus()
    page.keyboard.type("Bob Baker")
    page.keyboard.press("Tab")
    page.keyboard.type("bob@example.com")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Booked")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_form_with_mistakes_has_nothing_for_axe_to_find(visit, salon, scheme):
    page = visit(
        f"/salon/book/{salon['Haircut']}/?zone=Europe/Berlin&day={far(70)}",
        color_scheme=scheme,
        viewport={"width": 320, "height": 700},
    )
    page.locator(".slots button").first.click()
    page.get_by_role("button", name="Book this time").click()
    expect(page.get_by_label("Name")).to_have_attribute("aria-invalid", "true")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
