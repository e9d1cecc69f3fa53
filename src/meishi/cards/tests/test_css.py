import pytest

from meishi.cards.tests.test_editor import JSON, fresh, url

GOOD = ".name {\r\n  color: light-dark(#b8321e, #ff8a70);\r\n}\r\n"
BAD = "\r\n.name {\r\n  position: fixed;\r\n}\r\n#save { color: red }"


def send(browser, card, text, **more):
    return browser.post(url("css", card), {"look-css": text}, **more)


def test_allowed_css_is_kept_as_it_was_typed_and_shown_in_the_preview(browser, card):
    answer = send(browser, card, GOOD, **JSON).json()

    assert answer["errors"] == {}
    assert answer["notes"] == {"look-css": ""}
    assert fresh(card).document.design.css == GOOD.replace("\r\n", "\n")
    preview = browser.get(url("preview", card)).content.decode()
    assert ".name:where(.my *){color:light-dark(#b8321e,#ff8a70)}" in preview


def test_each_line_that_is_refused_is_named_and_nothing_is_saved(browser, card):
    answer = send(browser, card, BAD, **JSON).json()

    first, second = answer["errors"]["look-css"]
    assert first.startswith("Line 3: position: fixed – ")
    assert second.startswith("Line 5: #save { color: red } – ")
    assert fresh(card).document.design.css == ""
    assert fresh(card).draft_number == 0


def test_without_script_what_was_typed_is_shown_again(browser, card):
    response = send(browser, card, BAD)

    assert response.status_code == 422
    assert "position: fixed;\r\n}" in response.content.decode()


def test_undo_brings_the_former_css_back_on_the_same_page(browser, card):
    send(browser, card, GOOD)
    response = browser.post(url("undo", card), {"from": "css"})

    assert response.url == url("css", card)
    assert fresh(card).document.design.css == ""


def test_a_change_in_another_window_is_said_with_what_was_typed(browser, card):
    send(browser, card, GOOD)
    data = {"look-css": ".role { color: blue }", "draft_number": "0"}
    response = browser.post(url("css", card), data)

    assert response.status_code == 409
    assert ".role { color: blue }" in response.content.decode()


def test_taking_all_css_away_is_a_change_like_any_other(browser, card):
    send(browser, card, GOOD)
    send(browser, card, "")

    assert fresh(card).document.design.css == ""


def test_no_picture_but_those_of_the_card_can_be_named(browser, card):
    text = ".front { background: url(https://example.com/a.png) }"
    [error] = send(browser, card, text, **JSON).json()["errors"]["look-css"]

    assert "Pictures are those you have uploaded" in error


def test_the_page_names_the_parts_of_this_very_card(browser, card):
    page = browser.get(url("css", card)).content.decode()

    assert "<code>.front</code>" in page
    assert "<code>border-radius</code>" in page


@pytest.mark.parametrize("text", ["\0", "{" * 5000, "a" * 30_000, "\ud7ff\ufffe"])
def test_nasty_text_is_refused_in_words(browser, card, text):
    assert send(browser, card, text).status_code == 422


def test_others_do_not_find_the_css(bobs_browser, charlies_browser, card):
    for stranger in (bobs_browser, charlies_browser):
        assert stranger.get(url("css", card)).status_code == 404


def test_a_colour_that_cannot_be_read_is_corrected_and_said(browser, card):
    answer = send(browser, card, ".after {}\n.name { color: #eee }", **JSON).json()
    [note] = answer["notes"].values()

    assert note.startswith("Line 2: color: #eee reads at 1.0 where it reads worst, and")
    assert answer["errors"] == {}
    page = browser.get(url("css", card)).content.decode()
    assert "Line 2: color: #eee reads at 1.0" in page
    preview = browser.get(url("preview", card)).content.decode()
    assert "{color:#eee}" not in preview


def test_a_colour_that_cannot_be_computed_is_refused(browser, card):
    text = ".name { color: color-mix(in srgb, red, blue) }"
    answer = send(browser, card, text, **JSON).json()

    assert "Its contrast cannot be computed" in answer["errors"]["look-css"][0]
    assert fresh(card).document.design.css == ""
