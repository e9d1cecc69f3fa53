"""Films and sounds: what visitors load and when, and how owners bring them."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from meishi.media.tests import films
from tests.browser.conftest import PREVIEW

FILM = films.film(2, metadata=films.SECRETS)
PLAYER = "https://video.example.com/videos/embed/mbcnRzhLeT7ZFHJ1iVVXcx"

PLAYED = """film => new Promise(done => {
  film.muted = true
  film.ontimeupdate = () => film.currentTime > 0.2 && done()
  film.play()
})"""


@pytest.fixture
def visited(page, demo_id):
    """The demo card, and the hosts that were asked for anything so far."""
    hosts = []
    page.on("request", lambda request: hosts.append(urlsplit(request.url).hostname))
    page.route(
        "https://video.example.com/**",
        lambda route: route.fulfill(content_type="text/html", body="<p>A player</p>"),
    )
    page.goto("/alice-arai")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    return hosts


def test_nobody_else_is_asked_before_a_visitor_presses_play(page, visited):
    assert set(visited) == {"127.0.0.1"}
    page.get_by_role("link", name="Play on video.example.com").click()

    frame = page.frame_locator(".b-video iframe")
    expect(frame.get_by_text("A player")).to_be_visible()
    expect(page.locator(".b-video iframe")).to_be_focused()
    assert set(visited) == {"127.0.0.1", "video.example.com"}
    assert page.locator(".b-video iframe").get_attribute("src").startswith(PLAYER)


def test_a_page_may_frame_the_host_of_its_film_and_no_other(page, visited):
    policy = page.request.get("/alice-arai").headers["content-security-policy"]
    directives = dict(part.split(" ", 1) for part in policy.split("; "))

    assert directives["frame-src"] == "https://video.example.com"
    assert directives["media-src"] == "'self'"
    other = page.request.get("/minimal").headers["content-security-policy"]
    assert "frame-src" not in other
    assert "media-src" not in other


def test_without_javascript_a_film_is_a_link_to_its_page(browser, site, demo_id):
    page = browser.new_page(java_script_enabled=False, base_url=site.url)
    page.goto("/alice-arai")
    play = page.get_by_role("link", name="Play on video.example.com")

    expect(play).to_have_attribute(
        "href", "https://video.example.com/w/mbcnRzhLeT7ZFHJ1iVVXcx"
    )
    page.close()


@pytest.fixture
def video_form(editor):
    """A card with an empty video block, open."""
    editor.get_by_text("Add a block").click()
    editor.locator(".palette-add", has_text="Video").first.click()
    return editor.locator("form[data-autosave]:has(ms-recording)")


def choose(form, data, name="tour.mp4"):
    form.locator("ms-recording[data-kind=video] input[type=file]").set_input_files(
        {"name": name, "mimeType": "video/mp4", "buffer": data}
    )


def status(form):
    return form.locator("ms-recording[data-kind=video] [data-part=status]")


def test_a_film_is_uploaded_and_plays_on_the_card(editor, video_form):
    choose(video_form, FILM)
    expect(status(video_form)).to_have_text("It is ready.", timeout=60_000)
    expect(video_form.get_by_text("tour.mp4 (0:02)")).to_be_visible()
    film = editor.frame_locator(PREVIEW).locator(".b-video video")
    expect(film).to_be_visible(timeout=30_000)

    asked = []
    editor.on("request", lambda request: asked.append(request.url))
    editor.reload()
    film = editor.frame_locator(PREVIEW).locator(".b-video video")
    expect(film).to_be_visible()
    assert not [url for url in asked if url.endswith(".mp4")]
    film.evaluate(PLAYED)
    assert film.evaluate("film => [film.videoWidth, film.videoHeight]") == [320, 180]


def test_what_is_no_film_is_refused_beside_its_field(editor, video_form):
    video_form.get_by_label("Title").fill("A tour")
    choose(video_form, b"this is only text" * 10, "notes.mp4")

    expect(status(video_form)).to_contain_text("not a video that can be read")
    expect(video_form.get_by_label("Title")).to_have_value("A tour")


def test_a_broken_film_says_so_once_it_was_looked_at(editor, video_form):
    choose(video_form, FILM[:-5000], "broken.mp4")

    expect(status(video_form)).to_contain_text("This video is damaged", timeout=60_000)


def test_a_film_that_is_too_large_is_not_even_sent(editor, video_form):
    video_form.locator("ms-recording[data-kind=video]").evaluate(
        "field => field.dataset.most = 1000"
    )
    asked = []
    editor.on("request", lambda request: asked.append(request.url))
    choose(video_form, FILM)

    expect(status(video_form)).to_contain_text("too large. At most 300")
    assert not [url for url in asked if url.endswith("/videos/")]


def test_an_upload_can_be_cancelled(editor, video_form):
    editor.route("**/videos/", lambda route: None)  # never comes to an end
    choose(video_form, FILM)
    expect(video_form.get_by_role("progressbar", name="Upload")).to_be_visible()
    video_form.get_by_role("button", name="Cancel the upload").click()

    expect(status(video_form)).to_have_text("Cancelled. Nothing was changed.")
    expect(video_form.get_by_text("Choose a video")).to_be_visible()


def test_an_address_that_is_no_film_is_told_beside_its_field(editor, video_form):
    address = video_form.get_by_label("Or its address")
    address.fill("https://www.youtube.com/@alice")
    address.blur()

    expect(video_form.get_by_text("not the address of a film")).to_be_visible()
    address.fill("https://youtu.be/dQw4w9WgXcQ?t=90&si=x")
    address.blur()
    play = editor.frame_locator(PREVIEW).get_by_role("link", name="Play on YouTube")
    expect(play).to_be_visible()
