import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meishi.blocks.links.data import LinkItem, LinksData
from meishi.cards.models import Card
from meishi.cards.services import add_block, change_block, change_draft
from meishi.cards.tests.sent import identity_data, rows

JSON = {"headers": {"Accept": "application/json"}}


def url(name, card, *args, **query):
    return reverse(f"cards:{name}", args=[card.public_id, *args], query=query or None)


def fresh(card):
    return Card.objects.get(pk=card.pk)


@pytest.fixture
def links(card):
    entry = add_block(card, "links")
    data = LinksData(items=(LinkItem(url="https://example.com/a", title="First"),))
    change_block(card, entry.id, data)
    return entry


def link_rows(entry, *addresses):
    prefix = f"block-{entry.id}"
    items = rows(f"{prefix}-items", [{"url": address} for address in addresses])
    return {f"{prefix}-heading": "Work", **items}


def test_the_editor_shows_the_card_beside_its_preview(browser, card):
    page = browser.get(url("editor", card)).content.decode()

    assert 'value="Carpenter"' in page
    assert url("preview", card) in page


def test_typing_is_saved_in_place(browser, card):
    data = identity_data(given="Alice", title="Joiner")
    answer = browser.post(url("identity", card), data, **JSON).json()

    assert fresh(card).document.identity.title == "Joiner"
    assert answer["draft_number"] == fresh(card).draft_number
    assert answer["errors"] == {}
    assert answer["can_undo"]


def test_a_mistake_is_said_beside_its_field_and_the_rest_is_saved(browser, card):
    data = identity_data(title="Joiner", emails=[{"address": "nobody"}])
    answer = browser.post(url("identity", card), data, **JSON).json()

    assert list(answer["errors"]) == ["identity-emails-0-address"]
    assert answer["message"] == "Not saved: 1 field needs attention."
    assert fresh(card).document.identity.title == "Joiner"


def test_without_script_a_mistake_shows_the_form_again_with_everything_kept(
    browser, card
):
    data = identity_data(title="Joiner", emails=[{"address": "nobody"}])
    response = browser.post(url("identity", card), data)

    assert response.status_code == 422
    assert 'value="nobody"' in response.content.decode()


def test_without_script_saving_leads_back_to_the_editor(browser, card):
    response = browser.post(url("identity", card), identity_data(title="Joiner"))

    assert response.url == url("editor", card) + "#identity"


def test_a_stale_window_is_told_and_overwrites_nothing(browser, card):
    browser.post(url("identity", card), identity_data(title="Joiner"), **JSON)
    late = identity_data(title="Baker") | {"draft_number": "0"}
    response = browser.post(url("identity", card), late, **JSON)

    assert response.status_code == 409
    assert response.json()["draft_number"] == fresh(card).draft_number
    assert fresh(card).document.identity.title == "Joiner"


def test_a_row_is_added_and_what_was_typed_is_kept(browser, card):
    data = identity_data(given="Al", phones=[{"number": "+12025550123"}])
    response = browser.post(url("identity", card), data | {"do": "identity-phones:add"})

    assert 'name="identity-phones-1-number"' in response.content.decode()
    assert fresh(card).document.identity.given == "Al"
    assert len(fresh(card).document.identity.phones) == 1


def test_undo_and_redo_step_through_the_draft(browser, card):
    browser.post(url("identity", card), identity_data(title="Joiner"))
    browser.post(url("undo", card))
    assert fresh(card).document.identity.title == "Carpenter"

    browser.post(url("redo", card))
    assert fresh(card).document.identity.title == "Joiner"


def test_with_nothing_to_undo_the_editor_says_so(browser, card):
    page = browser.post(url("undo", card), follow=True).content.decode()

    assert "There is nothing to undo." in page


def test_a_block_is_added_and_opened(browser, card):
    response = browser.post(url("block-add", card), {"kind": "links"}, follow=True)

    entry = fresh(card).document.blocks[-1]
    assert entry.kind == "links"
    assert f'id="form-{entry.id}"' in response.content.decode()


def test_a_block_of_no_known_kind_is_not_found(browser, card):
    assert browser.post(url("block-add", card), {"kind": "x"}).status_code == 404


def test_a_block_is_saved_in_place(browser, card, links):
    data = link_rows(links, "example.com/b", "example.com/a")
    answer = browser.post(url("block", card, links.id), data, **JSON).json()

    stored = fresh(card).document.block(links.id).data
    assert [item["url"] for item in stored["items"]] == [
        "https://example.com/b",
        "https://example.com/a",
    ]
    assert answer["summaries"][links.id] == "Work"


def test_a_block_with_a_mistake_stays_as_it_was(browser, card, links):
    data = link_rows(links, "javascript:alert(1)")
    answer = browser.post(url("block", card, links.id), data, **JSON).json()

    stored = fresh(card).document.block(links.id).data
    assert stored["items"][0]["url"] == "https://example.com/a"
    assert list(answer["errors"]) == [f"block-{links.id}-items-0-url"]


def test_a_block_deleted_elsewhere_is_said_to_be_gone(browser, card, links):
    browser.post(url("block-remove", card, links.id))

    response = browser.post(url("block", card, links.id), link_rows(links), **JSON)
    assert response.status_code == 410


def test_deleting_a_block_offers_to_undo_it(browser, card, links):
    page = browser.post(url("block-remove", card, links.id), follow=True)
    assert "Links deleted." in page.content.decode()

    browser.post(url("undo", card))
    assert fresh(card).document.block(links.id)


def test_a_block_moves_hides_and_is_copied(browser, card, links):
    browser.post(url("block-move", card, links.id), {"to": "0"})
    browser.post(url("block-hide", card, links.id), {"is_hidden": "1"})
    browser.post(url("block-duplicate", card, links.id))

    blocks = fresh(card).document.blocks
    assert [block.kind for block in blocks] == ["links", "links", "contact"]
    assert [block.is_hidden for block in blocks] == [True, True, False]


@pytest.mark.parametrize("to", ["", "-1", "x", "²", "1.5"])
def test_a_place_that_is_none_is_not_found(browser, card, links, to):
    response = browser.post(url("block-move", card, links.id), {"to": to})
    assert response.status_code == 404


def test_a_block_whose_type_is_gone_is_kept_and_said(browser, card):
    document = card.document
    foreign = document.blocks[0].model_copy(update={"kind": "gone"})
    stored = document.model_copy(update={"blocks": (foreign,)})
    Card.objects.filter(pk=card.pk).update(draft=stored.model_dump(mode="json"))

    page = browser.get(url("editor", card, block=foreign.id)).content.decode()
    assert "not installed" in page


def test_without_script_a_file_that_is_no_picture_is_refused_in_words(browser, card):
    file = SimpleUploadedFile("me.jpg", b"hello")
    data = identity_data(title="Joiner") | {"identity-photo-file": file}
    page = browser.post(url("identity", card), data)

    assert page.status_code == 422
    assert "not a picture" in page.content.decode()


def test_the_country_follows_the_time_zone(browser):
    answer = browser.get(reverse("cards:country"), {"zone": "Asia/Tokyo"}).json()
    assert answer == {"country": "JP"}

    unknown = browser.get(
        reverse("cards:country"), {"zone": "x"}, headers={"Accept-Language": "de-AT,de"}
    )
    assert unknown.json() == {"country": "AT"}


def test_the_preview_shows_the_draft_under_a_policy_of_its_own(browser, card):
    browser.post(url("identity", card), identity_data(given="Alice", title="Joiner"))
    response = browser.get(url("preview", card))

    assert "Joiner" in response.content.decode()
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response["Cache-Control"] == "no-store"


def test_the_back_of_the_preview_has_its_qr_codes(browser, card):
    for kind in ("live", "offline"):
        drawing = browser.get(url("preview-qr", card, kind))
        assert drawing["Content-Type"] == "image/svg+xml"
        assert drawing.content.startswith(b"<svg")


def test_undo_leaves_the_open_block_open(browser, card):
    answer = browser.post(url("undo", card), {"open": "abc123"})

    assert answer["Location"].endswith("?block=abc123")


def test_the_language_and_the_listing_are_chosen(browser, card):
    data = {"settings-language": "ja", "settings-is_indexed": "on"}
    answer = browser.post(url("settings", card), data, **JSON).json()

    document = fresh(card).document
    assert (document.language, document.is_indexed) == ("ja", True)
    assert answer["errors"] == {}


def test_a_language_that_does_not_exist_is_said_and_the_rest_is_saved(browser, card):
    data = {"settings-language": "klingon", "settings-is_indexed": "on"}
    answer = browser.post(url("settings", card), data, **JSON).json()

    assert list(answer["errors"]) == ["settings-language"]
    assert (fresh(card).document.language, fresh(card).document.is_indexed) == (
        "en",
        True,
    )


def test_a_rare_language_of_an_imported_card_is_offered(browser, card):
    document = card.document.model_copy(update={"language": "gsw-u-sd-chzh"})
    change_draft(card, document, change="Import")

    assert "gsw-u-sd-chzh" in browser.get(url("editor", card)).content.decode()
