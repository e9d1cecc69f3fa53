"""Every page: nothing for axe to find, no sideways scrolling, nothing from elsewhere."""

import time

import pytest
from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from axe_playwright_python.sync_playwright import Axe
from django.test import RequestFactory
from django.urls import URLResolver, get_resolver, resolve

from tests.browser.conftest import PASSWORD, SECRET, entering, started

STRANGER = [
    "/",
    "/cards/",
    "/cards/import/",
    "/themes/",
    "/themes/washi/",
    "/account/signup/",
    "/account/login/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/first/not-a-link/",
    "/account/inactive/",
    "/account/confirm-email/",
    "/account/confirm-email/{confirm}/",
    "/account/confirm-email/not-a-key/",
    "/account/password/reset/key/{reset}/",
    "/account/password/reset/key/a-key/",
    "/account/password/reset/key/done/",
    "/source/",
    "/alice-arai/book/?zone=UTC",
    "/minimal/book/{offered}/?zone=UTC",
    "/minimal/book/{offered}/details/{held}/",
    "/booking/{manage}/",
    "/booking/{manage}/move/?zone=UTC",
    "/booking/decide/{decide}/",
    "/alice-arai/shop/",
    "/alice-arai/shop/cart/",
    "/alice-arai/shop/checkout/",
    "/alice-arai/shop/{product}/",
    "/order/{ordered}/",
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
    "/cards/{card}/looks/{look}/use-on/",
    "/cards/{card}/looks/{look}/house/",
    "/cards/{card}/publish/",
    "/cards/{card}/unpublish/",
    "/cards/{card}/editions/",
    "/cards/{card}/editions/1/",
    "/cards/{card}/preview/",
    "/cards/examples/contact/",
    "/cards/{card}/share/",
    "/cards/{card}/qr/",
    "/cards/{card}/qr/design/",
    "/cards/{card}/delete/",
    "/cards/{card}/insights/",
    "/cards/{card}/booking/",
    "/cards/{card}/booking/{service}/",
    "/cards/{card}/booking/{service}/delete/",
    "/appointments/hours/",
    "/appointments/hours/{schedule}/",
    "/appointments/people/",
    "/appointments/calendars/",
    "/appointments/calendars/{elsewhere}/",
    "/appointments/people/{resource}/",
    "/appointments/",
    "/appointments/?view=month",
    "/appointments/?view=day",
    "/appointments/?view=list",
    "/appointments/export/",
    "/appointments/feed/",
    "/appointments/new/",
    "/appointments/new/{service}/",
    "/appointments/bookings/{booking}/",
    "/appointments/bookings/{booking}/move/",
    "/appointments/blocks/",
    "/appointments/blocks/{keeping}/",
    "/cards/{card}/shop/",
    "/cards/{card}/shop/products/add/",
    "/cards/{card}/shop/products/{product}/",
    "/cards/{card}/shop/products/{product}/delete/",
    "/cards/{card}/shop/categories/",
    "/cards/{card}/shop/table/",
    "/cards/{card}/shop/settings/",
    "/cards/{card}/shop/settings/texts/",
    "/cards/{card}/shop/settings/hours/",
    "/cards/{card}/shop/settings/cloud/",
    "/cards/{card}/shop/deliveries/",
    "/cards/{card}/shop/deliveries/add/",
    "/cards/{card}/shop/deliveries/{delivery}/",
    "/orders/",
    "/orders/packing/",
    "/orders/report/",
    "/orders/{order}/",
    "/orders/{order}/print/",
    "/account/email/",
    "/account/notifications/",
    "/account/password/change/",
    "/account/2fa/",
    "/account/reauthenticate/",
    "/account/logout/",
    "/account/delete/",
    "/account/outbox/",
    "/account/outbox/{mail}/",
]
ACTIVATE = "/account/2fa/totp/activate/"
GUARDED = [
    "/account/2fa/",
    "/account/2fa/reauthenticate/",
    "/account/2fa/totp/deactivate/",
    "/account/2fa/recovery-codes/",
    "/account/2fa/recovery-codes/generate/",
]
HALFWAY = "/account/2fa/authenticate/"
FIRST = "/account/first/{token}/"
CARDS = [
    "/alice-arai",
    "/minimal",
    "/long-names",
    "/arabic",
    "/japanese",
    "/bob-plumbing",
    "/nobody-has-this",
]
NOT_A_PAGE = {
    "appointments:feed": "a calendar for programs",
    "ui:robots": "text for crawlers",
    "ui:manifest": "JSON for phones",
    "ui:favicon": "a picture",
    "ui:source-archive": "a file",
    "appointments:calendar-file": "a file",
    "ui:styleguide": "only in debug mode",
    "account_set_password": "everybody has a password, so it leads elsewhere",
    "account_confirm_login_code": "there are no codes by mail, so it leads elsewhere",
    "mfa_download_recovery_codes": "a file",
    "media:asset-state": "an answer for scripts",
    "media:asset-preview": "a picture",
    "notification-worker": "a script",
    "shop:cloud-hook": "an answer for Meta",
    "shop:orders-export": "a file",
    "shop:table-export": "a file",
    "shop:table-example": "a file",
    "cards:country": "an answer for scripts",
    "cards:handle": "an answer for scripts",
    "cards:preview-qr": "a picture",
    "cards:example-qr": "a picture",
    "cards:qr-file": "a file",
    "cards:design-file": "a file",
    "cards:theme-code": "a picture",
    "cards:theme-picture": "a picture",
}
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

    def open_page(path, state=None, at=site):
        context = browser.new_context(
            base_url=at.url, color_scheme=scheme, storage_state=state
        )
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("console", lambda said: said.type == "error" and note(page, said.text))
        page.on("request", lambda sent: is_ours(at, sent.url) or note(page, sent.url))
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
def test_a_page_for_strangers_is_sound(opened, cast, path):
    assert_sound(opened(path.format(**cast)))


@pytest.mark.parametrize("path", OWNER)
def test_a_page_for_the_owner_is_sound(opened, signed_in, cast, path):
    page = opened(path.format(**cast), signed_in)

    assert "/account/login/" not in page.url
    assert_sound(page)


@pytest.fixture(scope="module")
def halfway(site, browser, cast):
    """The cookies of Bob, who has given his password but no code."""
    with entering(site, browser, "bob@example.com") as page:
        page.wait_for_url(f"**{HALFWAY}")
        return page.context.storage_state()


@pytest.fixture(scope="module")
def guarded(site, browser, cast):
    """The cookies of Bob, who has given a code, too."""
    with entering(site, browser, "bob@example.com") as page:
        page.wait_for_url(f"**{HALFWAY}")
        page.locator("input[name=code]").fill(code_for_a_while())
        page.locator("main form button").first.click()
        page.wait_for_url("**/cards/")
        return page.context.storage_state()


def code_for_a_while():
    """Bob's code, once it is good for ten seconds at least."""
    left = app_settings.TOTP_PERIOD - time.time() % app_settings.TOTP_PERIOD
    time.sleep(left if left < 10 else 0)
    return format_hotp_value(hotp_value(SECRET, next(iter(counters()))))


def test_the_page_that_asks_for_a_code_is_sound(opened, halfway):
    page = opened(HALFWAY, halfway)

    assert page.url.endswith(HALFWAY)
    assert_sound(page)


@pytest.mark.parametrize("path", GUARDED)
def test_a_page_about_the_second_factor_is_sound(opened, guarded, path):
    page = opened(path, guarded)
    give_password_again(page, path)

    assert_sound(page)


def test_the_page_that_begins_the_second_factor_is_sound(opened, signed_in):
    page = opened(ACTIVATE, signed_in)
    give_password_again(page, ACTIVATE)

    assert_sound(page)


def give_password_again(page, path):
    """Come to the page at that path, for which the password may be asked once more."""
    if not page.url.endswith(path) or "?next=" in page.url:
        page.get_by_label("Password").fill(PASSWORD)
        page.locator("main form button").first.click()
    page.wait_for_url(f"**{path}", wait_until="load")


@pytest.fixture(scope="module")
def new_site(tmp_path_factory):
    """An installation without an administrator."""
    with started(tmp_path_factory.mktemp("new-site")) as site:
        yield site


def test_the_form_of_the_first_administrator_is_sound(opened, new_site):
    page = opened(new_site.first_admin_link, at=new_site)

    assert page.get_by_label("Password").is_visible()
    assert_sound(page)


def routes(resolver=None, prefix=""):
    """Every address of the app that has a name, as (name, view, parameters)."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from routes(entry, inner)
        elif entry.name:
            yield prefix + entry.name, entry.callback, entry.pattern.converters


def can_be_opened(view, parameters):
    """Say whether the view takes GET at all."""
    try:
        answer = view(RequestFactory().get("/"), **dict.fromkeys(parameters, "x"))
    except Exception:  # noqa: BLE001 (whatever it misses: it tried to answer)
        return True
    return answer.status_code != 405


def test_no_page_is_forgotten():
    paths = [*STRANGER, *OWNER, *GUARDED, ACTIVATE, HALFWAY, FIRST]
    ids = {"card": "c", "look": "l", "mail": 1, "token": "t"}
    ids |= {
        "service": "s",
        "schedule": "h",
        "resource": "r",
        "booking": "b",
        "keeping": "f",
        "elsewhere": "e",
        "offered": "o",
        "held": "t",
        "manage": "t",
        "decide": "t",
        "product": "p",
        "category": "c",
        "delivery": "d",
        "order": "o",
        "ordered": "t",
    }
    filled = [
        path.format(confirm="k", reset="a-k", **ids)
        for path in paths
        if path != "/no/such/page/"
    ]
    visited = {resolve(path.partition("?")[0]).view_name for path in filled}
    pages = {name for name, *rest in routes() if can_be_opened(*rest)}

    assert pages - visited == set(NOT_A_PAGE)


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
