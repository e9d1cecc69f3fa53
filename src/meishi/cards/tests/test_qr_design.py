from io import BytesIO

import cv2
import numpy
import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from meishi.accounts.models import User
from meishi.cards.compile import codes
from meishi.cards.document import AssetRef, QrDesign
from meishi.cards.models import Card
from meishi.cards.services import (
    change_draft,
    publish_card,
    save_design,
    set_house_design,
    undo,
)
from meishi.cards.tests.test_editor import fresh, url
from meishi.formats import qr
from meishi.formats.contact import Contact
from meishi.media.rules.picture import Picture
from meishi.workspaces.models import Member

LINK = "HTTPS://MEISHI.EXAMPLE/Q/ALICE23"
STYLED = QrDesign(module="dot", finder="rounded", dark="#12306b")


def sent_of(**fields):
    """What a browser sends of the form, with some fields changed."""
    values = QrDesign().model_dump() | fields
    return {f"qr-{name}": value for name, value in values.items() if value is not False}


def designed(card, design, **identity):
    document = card.document
    look = document.design.model_copy(update={"qr": design})
    identity = document.identity.model_copy(update=identity)
    document = document.model_copy(update={"design": look, "identity": identity})
    return change_draft(card, document, change="Look")


def jpeg(colour="#b8321e"):
    out = BytesIO()
    Image.new("RGB", (300, 300), colour).save(out, "JPEG")
    return out.getvalue()


def read(png):
    picture = cv2.imdecode(numpy.frombuffer(png, numpy.uint8), cv2.IMREAD_GRAYSCALE)
    return [one.text for one in zxingcpp.read_barcodes(picture)]


def test_a_look_that_scans_is_kept_and_undo_brings_the_old_one_back(browser, card):
    data = sent_of(module="bar", finder="rounded", dark="#12306b")
    response = browser.post(url("qr-design", card), data)

    assert response.status_code == 302
    kept = fresh(card).document.design.qr
    assert (kept.module, kept.finder, kept.dark) == ("bar", "rounded", "#12306b")
    undo(fresh(card))
    assert fresh(card).document.design.qr == QrDesign()


@pytest.mark.parametrize(
    ("wish", "field", "words"),
    [
        ({"dark": "#dddddd"}, "dark", "too close"),
        ({"light": "#444444"}, "light", "too close"),
        ({"light": "#f00000"}, "light", "red ground"),
        ({"gradient": "radial", "dark_end": "#999999"}, "dark_end", "too close"),
        ({"has_logo": "on"}, "has_logo", "a logo or a photo first"),
        ({"frame_text": "\U0001f9ff\U00012000\U0001d11e"}, "frame_text", "no font"),
        ({"frame_text": "x" * 31}, "frame_text", "at most 30"),
        ({"module": "star"}, "module", "star"),
    ],
)
def test_a_look_that_does_not_scan_is_refused_beside_its_field(
    browser, card, wish, field, words
):
    response = browser.post(url("qr-design", card), sent_of(**wish))

    assert response.status_code == 422
    [message] = response.context["form"].errors[field]
    assert words in message
    assert message in response.content.decode().replace("&#x27;", "'")
    assert fresh(card).document.design.qr == QrDesign()


def test_trying_a_look_shows_its_score_and_keeps_nothing(browser, card):
    data = sent_of(module="dot", do="try") | {"do": "try"}
    response = browser.post(url("qr-design", card), data)
    page = response.content.decode()

    assert response.status_code == 200
    assert response.context["proof"].score == 100
    assert len(response.context["conditions"]) == page.count('<li class="is-') == 8
    assert "<svg" in page
    assert fresh(card).draft_number == 0


def test_a_look_made_in_an_old_window_is_not_written_over_a_newer_one(browser, card):
    designed(card, STYLED)
    data = sent_of(module="line") | {"draft_number": 0}
    response = browser.post(url("qr-design", card), data)

    assert response.status_code == 409
    assert fresh(card).document.design.qr == STYLED


def test_published_codes_are_drawn_in_the_look_and_hold_the_same_link(card):
    publish_card(card)
    plain = parts_of(card)
    publish_card(designed(fresh(card), STYLED))
    styled = parts_of(card)

    assert b"#12306b" in styled["qr.svg"]
    assert b"#12306b" in styled["offline.svg"]
    assert read(plain["qr.png"]) == read(styled["qr.png"])
    assert len(read(styled["qr.png"])) == 1


def parts_of(card):
    from meishi.cards.compile import compile_card
    from meishi.cards.queries import current_handle
    from meishi.cards.services.deploying import card_source

    card = Card.objects.get(pk=card.pk)
    code = card.scan_links.get().code
    source = card_source(card, card.edition, current_handle(card), code)
    parts = compile_card(source).parts
    return {
        name: part.bodies["identity"] for name, part in parts.items() if "." in name
    }


def test_only_files_to_print_have_the_frame(browser, card):
    publish_card(designed(card, STYLED.model_copy(update={"frame_text": "Scan me"})))
    file = browser.get(url("qr-file", card, "png")).content
    page = parts_of(card)["qr.png"]

    assert read(file) == read(page)
    framed, bare = (Image.open(BytesIO(png)) for png in (file, page))
    assert framed.height > framed.width
    assert bare.height == bare.width
    for kind, start in {"svg": b"<svg", "pdf": b"%PDF"}.items():
        assert browser.get(url("qr-file", card, kind)).content.startswith(start)


def test_the_logo_of_the_card_lies_in_its_live_code_only():
    style = codes.style_of(QrDesign(has_logo=True), jpeg())
    made = codes.code(LINK, style, "Q")

    assert made.refusal == ""
    assert made.fitted.style.logo.modules >= 5
    assert read(made.drawn("png")) == [LINK]
    assert b"data:image/" in codes.live_codes(LINK.lower(), style)["qr.svg"]
    offline = codes.offline_codes(Contact(full_name="Alice Arai"), style)
    assert b"data:image/" not in offline["offline.svg"]


def test_a_card_without_a_logo_takes_its_photo(card):
    ref = AssetRef(asset="abc", alt="Alice")
    document = designed(card, QrDesign(has_logo=True), photo=ref).document
    found = Picture(9, 9, "#000000", (), contact_jpeg=jpeg())

    assert codes.logo_of(document, lambda asset, crop: found) == jpeg()
    assert codes.logo_of(document, lambda asset, crop: None) == b""


def test_a_look_that_fails_for_a_text_gives_way_to_one_that_scans():
    style = codes.style_of(QrDesign(has_logo=True, dark="#12306b"), jpeg())
    made = codes.code("x" * 400, style, "M")  # no room for a logo in this one

    assert "Leave the logo out" in made.refusal
    assert made.fitted.style == qr.Style(dark="#12306b")
    assert made.fitted.proof.is_proven


def test_the_owner_reads_what_was_left_out_of_the_look(browser, card):
    publish_card(card)
    stored = card.draft | {}
    stored["design"]["qr"] |= {"dark": "#eeeeee"}  # as another version may have written
    type(card).objects.filter(pk=card.pk).update(draft=stored)
    page = browser.get(url("qr", card)).content.decode()

    assert "Not drawn in your look:" in page
    assert "too close" in page
    assert browser.get(url("qr-file", card, "svg")).content.startswith(b"<svg")


def test_those_who_may_only_read_are_not_led_to_the_look(bobs_browser, browser, card):
    publish_card(card)
    address = url("qr-design", card)

    assert address in browser.get(url("qr", card)).content.decode()
    assert address not in bobs_browser.get(url("qr", card)).content.decode()
    assert bobs_browser.get(address).status_code == 404


def test_other_words_on_the_card_prove_no_code_anew(card):
    publish_card(designed(card, STYLED))
    before = codes.code.cache_info().misses
    publish_card(designed(fresh(card), STYLED, headline="Tables and chairs"))

    assert codes.code.cache_info().misses == before


def test_an_editor_cannot_change_a_look_that_the_workspace_keeps(
    card, alice, bobs_browser
):
    Member.objects.update_or_create(
        workspace=card.workspace,
        user=User.objects.get(email="bob@example.com"),
        defaults={"role": Member.Role.EDITOR},
    )
    saved = save_design(card.workspace, card.document.design, name="House")
    set_house_design(saved, locked_parts=["qr"], by=alice)
    address = url("qr-design", card)
    bobs_browser.post(address, sent_of(module="dot"))

    assert fresh(card).document.design.qr == QrDesign()
    page = bobs_browser.get(address).content.decode()
    assert "Your workspace keeps this look" in page
    assert "Keep this look" not in page


def test_equal_looks_are_proven_once():
    codes.code.cache_clear()
    style = codes.style_of(STYLED, b"")
    first = codes.live_codes("https://meishi.example/q/ALICE99", style)
    again = codes.style_of(STYLED, b"")
    assert codes.live_codes("https://meishi.example/q/ALICE99", again) is first


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
colours = st.one_of(
    texts, st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "module": st.one_of(texts, st.sampled_from(["dot", "bar"])),
            "gradient": st.one_of(texts, st.sampled_from(["linear", "radial"])),
            "dark": colours,
            "dark_end": colours,
            "light": colours,
            "frame_text": texts,
            "frame_place": texts,
        },
    )
)
def test_whatever_is_sent_is_kept_only_if_it_scans(browser, card, wish):
    response = browser.post(url("qr-design", card), sent_of(**wish))

    assert response.status_code in (302, 422)
    style = codes.style_of(fresh(card).document.design.qr, b"")
    assert qr.fitted(LINK, style, error="Q").proof.is_proven
