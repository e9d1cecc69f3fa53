"""Every page: nothing for axe to find, no sideways scrolling, nothing from elsewhere."""

import pytest
from axe_playwright_python.sync_playwright import Axe

STRANGER = [
    "/",
    "/cards/",
    "/cards/import/",
    "/account/signup/",
    "/account/login/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/first/not-a-link/",
    "/no/such/page/",
]
OWNER = [
    "/cards/",
    "/cards/?q=nobody",
    "/cards/{card}/",
    "/cards/{card}/design/",
    "/cards/{card}/themes/",
    "/cards/{card}/css/",
    "/cards/{card}/looks/",
    "/cards/{card}/publish/",
    "/cards/{card}/unpublish/",
    "/cards/{card}/editions/",
    "/cards/{card}/editions/1/",
    "/cards/{card}/share/",
    "/cards/{card}/qr/",
    "/cards/{card}/delete/",
    "/cards/{card}/insights/",
    "/account/email/",
    "/account/password/change/",
    "/account/2fa/",
    "/account/delete/",
    "/account/outbox/",
]
CARDS = [
    "/alice-arai",
    "/minimal",
    "/long-names",
    "/arabic",
    "/japanese",
    "/bob-plumbing",
    "/nobody-has-this",
]
WIDTHS = (320, 390, 1280)
SHIFT = """() => new Promise(done => {
  let sum = 0
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value
  }).observe({type: "layout-shift", buffered: true})
  setTimeout(() => done(sum), 300)
})"""


@pytest.fixture(params=["light", "dark"])
def scheme(request):
    return request.param


@pytest.fixture
def opened(site, browser, scheme):
    """Open an address in a new context; whatever goes wrong meanwhile is kept."""
    contexts = []

    def open_page(path, state=None):
        context = browser.new_context(
            base_url=site.url, color_scheme=scheme, storage_state=state
        )
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("console", lambda said: said.type == "error" and note(page, said.text))
        page.on("request", lambda sent: is_ours(site, sent.url) or note(page, sent.url))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def is_ours(site, url):
    return url.startswith((site.url, "data:", "blob:"))


def note(page, fault):
    if (
        "status of 404" not in fault and "status of 410" not in fault
    ):  # asked for on purpose
        page.faults.append(fault)


def assert_sound(page):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{over} px too wide at {width}"
    page.set_viewport_size({"width": 390, "height": 844})
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    assert page.faults == []


@pytest.mark.parametrize("path", STRANGER)
def test_a_page_for_strangers_is_sound(opened, path):
    assert_sound(opened(path))


@pytest.mark.parametrize("path", OWNER)
def test_a_page_for_the_owner_is_sound(opened, signed_in, demo_id, path):
    page = opened(path.format(card=demo_id), signed_in)

    assert "/account/login/" not in page.url
    assert_sound(page)


@pytest.mark.parametrize("path", CARDS)
def test_a_card_is_sound_sets_no_cookie_and_does_not_shift(opened, demo_id, path):
    page = opened(path)

    assert page.context.cookies() == []
    assert page.evaluate(SHIFT) == 0
    assert_sound(page)


def test_the_back_of_the_card_is_sound(opened, demo_id):
    page = opened("/alice-arai")
    page.locator("#turn").check(force=True)
    page.wait_for_timeout(700)  # until it has turned

    assert_sound(page)
