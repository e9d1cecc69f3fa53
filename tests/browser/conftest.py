"""A real Meishi, started by its own command, in a real Chromium."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PASSWORD = "correct horse battery staple"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # of Bob's second factor
# While a newer preview loads there are two; this is the one that is seen.
PREVIEW = "[data-preview]:not(.is-next)"
expect.set_options(timeout=15_000)  # milliseconds; CI may be busy


def chromium_path():
    """Debian's Chromium where there is one, None for Playwright's own."""
    return shutil.which("chromium")


def environment(**more):
    """The environment of somebody who has set nothing, and what is given."""
    kept = {
        name: value
        for name, value in os.environ.items()  # noqa: TID251 (handed on)
        if not name.startswith(("MEISHI_", "DJANGO_"))
    }
    return kept | more


@dataclass
class Site:
    """A running installation."""

    url: str
    data_dir: Path
    process: subprocess.Popen
    log: Path

    @property
    def first_admin_link(self) -> str:
        """The one-time link that the terminal shows, once it does."""
        for _ in range(150):
            text = self.log.read_text()
            if found := re.search(r"https?://\S+/account/first/\S+", text):
                return found[0]
            time.sleep(0.1)
        pytest.fail(f"no link: {text}")

    def run(self, *arguments) -> str:
        """Run another `meishi` command on the same data, beside the server."""
        command = [sys.executable, "-m", "meishi", *arguments]
        return subprocess.run(
            [*command, "--data-dir", self.data_dir],
            env=environment(),
            check=True,
            capture_output=True,
            text=True,
        ).stdout


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium where there is one, else Playwright's own."""
    chromium = chromium_path()
    own = {"executable_path": chromium} if chromium else {}
    return {**browser_type_launch_args, **own, "args": FLAGS}


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """An installation on a free port, used by all browser tests of this process."""
    with started(tmp_path_factory.mktemp("site")) as site:
        yield site


@contextmanager
def started(folder):
    """Run an installation in that folder, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "log"
    command = [sys.executable, "-m", "meishi", "serve", "--host", "127.0.0.1"]
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--port", str(port), "--data-dir", folder / "data"],
            env=environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    url = f"http://127.0.0.1:{port}"
    _wait_for(f"{url}/readyz", process, log)
    yield Site(url, folder / "data", process, log)
    process.terminate()
    process.wait(30)


def _wait_for(url, process, log):
    for _ in range(600):
        if process.poll() is not None:
            pytest.fail(f"meishi ended: {log.read_text()}")
        try:
            with urlopen(url):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"not ready: {log.read_text()}")


@pytest.fixture(scope="session")
def base_url(site):
    """Addresses that tests write without a host are those of the site."""
    return site.url


@pytest.fixture(scope="session")
def cast(site):
    """Alice with an account and her cards, and Bob; what their addresses are made of."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.browser.cast", PASSWORD, SECRET],
        env=environment(
            MEISHI_DATA_DIR=str(site.data_dir), DJANGO_SETTINGS_MODULE="meishi.settings"
        ),
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr[-2000:]
    return json.loads(made.stdout)


@pytest.fixture(scope="session")
def demo_id(cast):
    """The id of Alice's demo card, which is published."""
    return cast["card"]


@pytest.fixture(scope="session")
def signed_in(site, browser, cast):
    """Alice's cookies."""
    with entering(site, browser, "alice@example.com") as page:
        page.wait_for_url("**/cards/")
        return page.context.storage_state()


@contextmanager
def entering(site, browser, email):
    """A page on which somebody has sent their e-mail and password."""
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    page.goto("/account/login/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    yield page
    context.close()


@pytest.fixture
def editor(page, site):
    """A new card, made by a visitor called Alice Arai."""
    page.goto(f"{site.url}/cards/")
    page.get_by_label("Your name").fill("Alice Arai")
    page.get_by_role("button", name="Make the card").click()
    expect(page.locator("body.has-script")).to_be_visible()
    return page
