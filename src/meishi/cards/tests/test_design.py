import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meishi.cards.document import BlockEntry, CardDocument, Colours, Design, Identity
from meishi.cards.forms.design import CHOICES, DesignForm, initial_of
from meishi.cards.models import Card
from meishi.cards.services import add_block, change_draft
from meishi.cards.tests.test_editor import JSON, fresh, url
from meishi.formats.palette import PALETTES
from meishi.themes import choices
from meishi.themes.registry import all_themes, theme_named

WASHI = theme_named("washi").light


def sent_of(design, **fields):
    """What a browser sends of that design's form, with some fields changed."""
    values = initial_of(design) | fields
    return {
        f"design-{name}": value
        for name, value in values.items()
        if value not in (None, False)
    }


def designed(card, **settings):
    design = Design(**settings)
    document = card.document.model_copy(update={"design": design})
    return change_draft(card, document, change="Look")


def test_the_form_sent_back_as_it_is_changes_nothing(browser, card):
    browser.post(url("design", card), sent_of(Design()))

    assert fresh(card).document.design == Design()
    assert fresh(card).draft_number == 0


def test_a_choice_is_saved_in_place(browser, card):
    data = sent_of(Design(), face="split", corner="round", typeface="warm")
    answer = browser.post(url("design", card), data, **JSON).json()

    design = fresh(card).document.design
    assert (design.face, design.corner, design.typeface) == ("split", "round", "warm")
    assert answer["errors"] == {}
    assert answer["can_undo"]


def test_a_colour_that_is_the_themes_follows_the_theme(browser, card):
    browser.post(url("design", card), sent_of(Design(), accent="#123456"))

    colours = fresh(card).document.design.colours
    assert colours == Colours(accent="#123456")


def test_a_ready_palette_is_taken_with_one_press(browser, card):
    data = sent_of(Design()) | {"do": "palette:named:Moss"}
    browser.post(url("design", card), data)

    moss = PALETTES["Moss"]
    assert fresh(card).document.design.colours.accent == moss.accent


def test_the_themes_colours_come_back_with_one_press(browser, card):
    card = designed(card, colours={"accent": "#123456", "ground": "#ffffff"})
    data = sent_of(card.document.design) | {"do": "palette:theme:"}
    browser.post(url("design", card), data)

    assert fresh(card).document.design.colours == Colours()


def test_a_bad_colour_is_said_and_all_else_is_kept(browser, card):
    data = sent_of(Design(), accent="reddish", face="ledger")
    answer = browser.post(url("design", card), data, **JSON).json()

    assert answer["errors"] == {"design-accent": ["Write a colour such as #1a2b3c."]}
    assert fresh(card).document.design.face == "ledger"


def test_without_script_the_form_is_shown_again_with_what_was_typed(browser, card):
    response = browser.post(url("design", card), sent_of(Design(), accent="reddish"))

    assert response.status_code == 422
    assert 'value="reddish"' in response.content.decode()


def test_every_theme_is_shown_on_the_very_card(browser, card):
    page = browser.get(url("themes", card)).content.decode()

    assert f"{url('preview', card)}?theme=washi" in page


def test_trying_a_theme_changes_nothing(browser, card):
    browser.get(url("preview", card), {"theme": "washi"})

    assert fresh(card).draft_number == 0


def test_a_theme_is_taken_as_it_is_and_undo_brings_the_look_back(browser, card):
    card = designed(card, face="split", css=".name{color:red}", scheme="dark")
    browser.post(url("theme-use", card), {"theme": "washi"})

    taken = fresh(card).document.design
    assert (taken.face, taken.scheme, taken.css) == (None, "dark", ".name{color:red}")
    browser.post(url("undo", card), {"from": "design"})
    assert fresh(card).document.design.face == "split"


def test_own_settings_can_be_kept_in_another_theme(browser, card):
    card = designed(card, face="split")
    browser.post(url("theme-use", card), {"theme": "washi", "keep": "1"})

    assert fresh(card).document.design.face == "split"


def test_a_theme_that_is_gone_is_said(browser, card):
    page = browser.post(url("theme-use", card), {"theme": "x"}, follow=True)

    assert "That theme is not installed any more." in page.content.decode()


def test_a_change_in_another_window_is_said(browser, card):
    designed(card, face="split")
    data = sent_of(Design(), face="ledger") | {"draft_number": "0"}

    assert browser.post(url("design", card), data, **JSON).status_code == 409


@pytest.mark.parametrize("name", ["design", "themes"])
def test_others_do_not_find_the_look(bobs_browser, charlies_browser, card, name):
    for stranger in (bobs_browser, charlies_browser):
        assert stranger.get(url(name, card)).status_code == 404


def test_a_block_can_share_its_row(browser, card):
    entry = add_block(card, "links")
    browser.post(url("block-width", card, entry.id), {"width": "half"})

    assert fresh(card).document.block(entry.id).width == "half"


def test_the_form_offers_every_part_that_there_is():
    for name in ("face", "back", "header", "corner", "density", "button", "pattern"):
        plural = {"density": "densities"}.get(name, f"{name}s").upper()
        offered = [value for value, _label in CHOICES[name]]
        assert offered == list(getattr(choices, plural))


DESIGNS = st.builds(
    Design,
    scheme=st.sampled_from(["auto", "light", "dark"]),
    face=st.sampled_from([None, *choices.FACES]),
    typeface=st.sampled_from([None, "warm"]),
    is_still=st.booleans(),
    colours=st.builds(
        Colours, accent=st.none() | st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
    ),
)


@given(DESIGNS)
def test_what_the_form_shows_it_gives_back(design):
    form = DesignForm(sent_of(design), stored=design)

    again = form.value()
    assert form.errors == {}
    assert again.model_copy(update={"colours": design.colours}) == design
    assert again.colours.accent in (
        design.colours.accent,
        None if design.colours.accent == WASHI.accent else design.colours.accent,
    )


NASTY = st.text(max_size=30) | st.sampled_from(["-1", "9" * 30, "nan", "\x00", "#fff"])
FIELDS = sorted(f"design-{name}" for name in DesignForm.base_fields)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from([*FIELDS, "do", "draft_number"]), NASTY))
def test_no_look_makes_the_form_fail(browser, card, sent):
    for options in ({}, JSON):
        assert browser.post(url("design", card), sent, **options).status_code < 500


def test_a_document_of_an_older_look_is_read():
    stored = {
        "identity": Identity(given="Alice").model_dump(),
        "design": {"theme": "x"},
    }

    assert CardDocument.model_validate(stored).design.face is None
    assert BlockEntry(id="a", kind="links").width == "full"


def test_how_readable_a_colour_is_is_said_below_it(browser, card):
    data = sent_of(Design())
    answer = browser.post(url("design", card), data, **JSON).json()

    assert "Lc" in answer["notes"]["design-ink"]


def test_a_colour_that_cannot_be_read_is_mended_and_said(browser, card):
    data = sent_of(Design(), accent="#ffee88")
    answer = browser.post(url("design", card), data, **JSON).json()

    assert "Your accent was too pale" in answer["notes"]["design-accent"]
    assert fresh(card).document.design.colours.accent == "#ffee88"


@pytest.mark.parametrize("theme", all_themes())
def test_every_theme_is_shown_on_an_example(client, theme):
    page = client.get(f"/themes/{theme}/")

    assert page.status_code == 200
    assert client.get(f"/themes/{theme}/live.svg").status_code == 200
    for picture in theme_named(theme).pictures:
        assert client.get(f"/themes/{theme}/{picture}.webp").status_code == 200


def test_what_is_no_theme_is_not_found(client, db):
    assert client.get("/themes/x/").status_code == 404
    assert client.get("/themes/washi/x.webp").status_code == 404


def test_a_card_can_begin_in_a_theme(client, db):
    client.post("/cards/new/", {"name": "Alice Arai", "theme": "washi"})
    client.post("/cards/new/", {"name": "Alice Arai", "theme": "../x"})

    assert {card.document.design.theme for card in Card.objects.all()} == {"washi"}
