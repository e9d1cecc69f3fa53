"""Many pictures at once in the editor, as a visitor without an account meets it."""

from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import PREVIEW
from tests.browser.test_editor import add_block, state
from tests.gallery import scene

PATIENCE = 60_000  # milliseconds; every picture has a process of its own


def heic():
    """A picture as phones take them."""
    out = BytesIO()
    Image.open(BytesIO(scene(40))).save(out, "HEIF")
    return out.getvalue()


def file(name, data, kind="image/jpeg"):
    return {"name": name, "mimeType": kind, "buffer": data}


def give(page, *files):
    page.locator("ms-pictures input[type=file]").set_input_files(list(files))
    expect(page.get_by_role("button", name="Hide the list")).to_be_visible(
        timeout=PATIENCE
    )


def result(page, name):
    return page.locator(".uploads li", has_text=name).locator(".upload-state")


def thumbs(page):
    return page.locator(".item ms-thumb img")


def order(page):
    return [each.get_attribute("src") for each in thumbs(page).all()]


def swapped(page, before):
    """Wait until the first two changed places."""
    expect(thumbs(page).first).to_have_attribute("src", before[1])
    expect(state(page)).to_have_text("Saved")
    assert order(page) == [before[1], before[0], *before[2:]]


@pytest.fixture
def gallery(editor):
    add_block(editor, "Gallery")
    return editor


@pytest.fixture
def filled(gallery):
    give(gallery, *(file(f"{n}.jpg", scene(n, 400)) for n in range(3)))
    expect(thumbs(gallery)).to_have_count(3)
    return gallery


def test_a_broken_file_says_why_beside_its_name_and_the_others_go_on(gallery):
    give(
        gallery,
        file("one.jpg", scene(1)),
        file("letter.jpg", b"Dear Bob, this is a letter."),
        file("cut.jpg", scene(2)[:3000]),
        file("phone.heic", heic(), "image/heic"),
    )

    expect(result(gallery, "one.jpg")).to_have_text("Ready")
    expect(result(gallery, "phone.heic")).to_have_text("Ready")
    expect(result(gallery, "letter.jpg")).to_contain_text("not a picture")
    expect(result(gallery, "cut.jpg")).to_contain_text("damaged")
    expect(gallery.locator("ms-pictures [role=status]")).to_have_text(
        "2 of 4 are ready. 2 could not be used."
    )
    card = gallery.frame_locator(PREVIEW)
    expect(card.locator(".b-gallery img")).to_have_count(2)
    expect(gallery.locator(".item .badge", has_text="Cannot be used")).to_be_visible()


def test_what_was_uploaded_is_still_there_when_the_page_is_opened_anew(filled):
    before = order(filled)
    expect(state(filled)).to_have_text("Saved")
    filled.reload()

    expect(thumbs(filled)).to_have_count(3)
    assert order(filled) == before


def test_pictures_keep_the_order_in_which_they_were_chosen(gallery):
    give(gallery, file("1.jpg", scene(1, 3000)), file("2.jpg", scene(2, 200)))
    expect(thumbs(gallery)).to_have_count(2)

    places = gallery.locator(".item ms-thumb").all()
    urls = [place.get_attribute("data-state-url") for place in places]
    headers = {"Accept": "application/json"}
    answers = [gallery.request.get(url, headers=headers).json() for url in urls]
    assert [answer["name"] for answer in answers] == ["1.jpg", "2.jpg"]


def test_pictures_change_places_by_buttons(filled):
    before = order(filled)
    filled.locator(".item").first.get_by_role("button", name="down").click()

    swapped(filled, before)


def test_pictures_change_places_by_dragging(filled):
    before = order(filled)
    grips = filled.locator(".item [data-grip]")
    grips.first.drag_to(
        filled.locator(".item").nth(1), target_position={"x": 20, "y": 50}
    )

    swapped(filled, before)


def test_a_removed_picture_comes_back(filled):
    before = order(filled)
    filled.locator(".item").first.get_by_role("button", name="Remove").click()
    expect(thumbs(filled)).to_have_count(2)
    filled.locator(".toast").get_by_role("button", name="Undo").click()

    expect(thumbs(filled)).to_have_count(3)
    assert order(filled) == before


def test_a_picture_needs_words_until_it_has_some(filled):
    first = filled.locator(".item").first
    badge = first.locator(".needs-words")
    expect(badge).to_be_visible()
    first.locator("summary").click()
    first.get_by_label("What it shows").fill("A table")

    expect(badge).to_be_hidden()
    expect(first.locator(".item-title")).to_have_text("A table")


def test_new_pictures_go_into_the_album_that_is_named(gallery):
    gallery.get_by_label("Album for new pictures").fill("Tables")
    give(gallery, file("1.jpg", scene(1, 400)))
    gallery.get_by_label("Album for new pictures").fill("Stairs")
    give(gallery, file("2.jpg", scene(2, 400)))

    chips = gallery.frame_locator(PREVIEW).locator(".b-gallery .albums > label")
    expect(chips).to_have_text(["Tables", "Stairs"])


def test_pictures_are_taken_from_the_clipboard(gallery):
    data = list(scene(3, 200))
    gallery.locator("ms-pictures").evaluate(
        """(element, data) => {
            const files = new DataTransfer();
            files.items.add(new File([new Uint8Array(data)], "pasted.jpg", { type: "image/jpeg" }));
            element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: files, bubbles: true }));
        }""",
        data,
    )

    expect(result(gallery, "pasted.jpg")).to_have_text("Ready", timeout=PATIENCE)


def test_the_room_that_is_used_is_shown(filled):
    expect(filled.locator(".room")).to_contain_text("of 1.0\xa0GB used")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_gallery_is_edited_on_any_screen(filled, width):
    filled.set_viewport_size({"width": width, "height": 800})
    filled.locator(".item summary").first.click()

    assert filled.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(filled, options={"exclude": [["iframe"]]})
    assert found.violations_count == 0, found.generate_report()
