"""Notifications on a device, from the button to what is shown."""

import json
import subprocess
import sys
import threading
from base64 import urlsafe_b64decode
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from playwright.sync_api import expect

from meishi.lib.push.tests.test_push import Browser
from tests.browser.conftest import environment

PAGE = "/account/notifications/"
SEND = """
import django; django.setup()
from meishi.lib.push.message import Notification
from meishi.lib.push.models import Subscription
from meishi.lib.push.services import send_push
device = Subscription.objects.get(endpoint__contains="127.0.0.1")
hello = Notification("New order: Bob", "K7QX3F", "/orders/", tag="k7")
send_push.func(device.pk, hello.payload().decode(), hello.tag)
"""
# Chromium subscribes at a server of Google, which tests cannot reach: so the page is
# given keys and a push service of this machine. All else is the browser's own.
SUBSCRIBE = """said => {
  window.asked = null
  PushManager.prototype.subscribe = async options => {
    window.asked = {
      only: options.userVisibleOnly,
      key: btoa(String.fromCharCode(...options.applicationServerKey)),
    }
    return said
  }
}"""


@pytest.fixture
def service():
    """A push service of this machine."""
    got = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(201)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.got = got
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()


@pytest.fixture
def page(site, browser, signed_in):
    context = browser.new_context(
        base_url=site.url, storage_state=signed_in, permissions=["notifications"]
    )
    page = context.new_page()
    page.goto(PAGE)
    yield page
    context.close()


def send(site, service):
    """Let the program send its message to the push service."""
    allowed = {
        "MEISHI_OUTGOING_ALLOWED_NETWORKS": "127.0.0.0/8",
        "MEISHI_OUTGOING_PORTS": str(service.server_port),
        "MEISHI_DATA_DIR": str(site.data_dir),
        "DJANGO_SETTINGS_MODULE": "meishi.settings",
    }
    subprocess.run([sys.executable, "-c", SEND], env=environment(**allowed), check=True)


def test_an_order_is_told_on_a_device_that_wants_it(page, site, service):
    receiver = Browser(f"http://127.0.0.1:{service.server_port}/push/abc")
    expect(page.get_by_text("This device is not notified.")).to_be_visible()
    page.evaluate(SUBSCRIBE, receiver.subscription())

    page.get_by_role("button", name="Notify me on this device").click()
    expect(page.get_by_role("heading", name="Devices")).to_be_visible()

    send(site, service)
    told = receiver.read(service.got[0])
    assert told["title"] == "New order: Bob"

    shown = delivered(page, site, json.dumps(told))
    assert shown == [["New order: Bob", "K7QX3F", "k7", "/orders/"]]


def delivered(page, site, data):
    """Hand a message to the service worker, as the browser's push service does; return
    the notifications that are shown."""
    session = page.context.new_cdp_session(page)
    registrations = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda said: registrations.extend(said["registrations"]),
    )
    session.send("ServiceWorker.enable")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    session.send(
        "ServiceWorker.deliverPushMessage",
        {
            "origin": site.url,
            "registrationId": registrations[-1]["registrationId"],
            "data": data,
        },
    )
    # Not `wait_for_function`, to which the promise of an answer is an answer.
    return page.evaluate(
        """async () => {
          const found = await navigator.serviceWorker.ready
          for (let tries = 0; tries < 300; tries++) {
            const shown = await found.getNotifications()
            if (shown.length) return shown.map(n => [n.title, n.body, n.tag, n.data.url])
            await new Promise(done => setTimeout(done, 50))
          }
          return []
        }"""
    )


def test_the_browser_is_given_our_key(page, service):
    receiver = Browser(f"http://127.0.0.1:{service.server_port}/push/key")
    page.evaluate(SUBSCRIBE, receiver.subscription())
    key = page.locator("[data-key]").get_attribute("data-key")
    page.evaluate(
        "document.querySelector('[data-notifications]').dataset.add = '/no/such/'"
    )

    page.get_by_role("button", name="Notify me on this device").click()

    expect(page.get_by_role("status")).to_contain_text("did not work")
    asked = page.evaluate("window.asked")
    assert asked["only"] is True
    point = urlsafe_b64decode(asked["key"].replace("+", "-").replace("/", "_"))
    assert point == urlsafe_b64decode(key + "=" * (-len(key) % 4))


def test_a_browser_that_blocks_them_says_how_to_allow_them(site, browser, signed_in):
    context = browser.new_context(base_url=site.url, storage_state=signed_in)
    page = context.new_page()
    page.add_init_script(
        "Object.defineProperty(Notification, 'permission', {get: () => 'denied'})"
    )
    page.goto(PAGE)

    expect(page.get_by_text("Notifications are blocked")).to_be_visible()
    context.close()
