from io import BytesIO

import pytest
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from meishi.cards.models import Card, Handle
from meishi.cards.queries import current_handle
from meishi.cards.services import create_card, publish_card
from meishi.cards.tests.sent import identity_data
from meishi.cards.tests.test_editor import JSON, fresh, url
from meishi.workspaces.models import Workspace

NEW, LIST, IMPORT = (reverse(f"cards:{name}") for name in ("new", "list", "import"))


def test_a_visitor_builds_a_card_before_signing_up(db):
    visitor = Client()
    response = visitor.post(NEW, {"name": "Bob Baker"}, follow=True)

    card = Card.objects.get()
    assert card.title == "Bob Baker"
    assert card.workspace.kind == Workspace.Kind.GUEST
    assert response.status_code == 200


def test_a_visitor_who_publishes_is_sent_to_sign_up_and_comes_back(db):
    visitor = Client()
    visitor.post(NEW, {"name": "Bob Baker"})
    card = Card.objects.get()
    response = visitor.post(url("publish", card), {"handle": "bob-bakes"})

    assert response.url.startswith(reverse("account_signup"))
    assert card.public_id in response.url
    assert fresh(card).wanted_handle == "bob-bakes"
    assert not Handle.objects.exists()


def test_the_family_name_comes_first_where_people_write_it_so(browser):
    browser.post(NEW, {"name": "新井 花"}, headers={"Accept-Language": "ja"})

    identity = Card.objects.latest("pk").document.identity
    assert (identity.family, identity.given) == ("新井", "花")
    assert identity.display_name == "新井 花"


@pytest.mark.parametrize("name", ["", " ", "x" * 500, "\x00", "a\nb", "<b>"])
def test_any_name_makes_a_card(browser, name):
    assert browser.post(NEW, {"name": name}, follow=True).status_code == 200


def test_the_list_finds_cards_by_name(browser, card):
    other = create_card(card.workspace)
    page = browser.get(LIST, {"q": "arai"}).content.decode()

    assert card.public_id in page
    assert other.public_id not in page


def test_a_search_without_result_says_so(browser):
    assert "No card has" in browser.get(LIST, {"q": "zzz"}).content.decode()


def test_the_list_asks_the_database_as_often_for_many_cards(
    browser, card, django_assert_max_num_queries
):
    for _ in range(10):
        create_card(card.workspace, document=card.document)
    with django_assert_max_num_queries(10):
        assert browser.get(LIST).status_code == 200


def test_the_list_comes_in_pages(browser, card):
    for _ in range(30):
        create_card(card.workspace, document=card.document)

    assert "Page 2 of 2" in browser.get(LIST, {"page": "2"}).content.decode()
    assert "Page 1 of 2" in browser.get(LIST, {"page": "x"}).content.decode()


def test_publishing_asks_for_the_address_first_and_shows_the_link_then(browser, card):
    assert "Publish your card" in browser.get(url("publish", card)).content.decode()

    page = browser.post(url("publish", card), {"handle": "alice"}, follow=True)
    assert "Your card is published" in page.content.decode()
    assert current_handle(card) == "alice"


def test_publishing_again_says_what_changes(browser, card):
    publish_card(card)
    browser.post(url("identity", card), identity_data(given="Alice", title="Joiner"))
    page = browser.get(url("publish", card)).content.decode()

    assert "Role changed: Carpenter → Joiner" in page


def test_a_card_without_a_name_is_not_published(browser, card):
    nameless = create_card(card.workspace)
    response = browser.post(url("publish", nameless), {"handle": "nobody-yet"})

    assert response.status_code == 422
    assert "Give the card a name" in response.content.decode()


def test_a_taken_address_is_said_beside_the_field(browser, card):
    Handle.objects.create(name="alice", card=None)
    response = browser.post(url("publish", card), {"handle": "alice"})

    assert response.status_code == 422
    assert "is taken" in response.content.decode()
    assert fresh(card).edition is None


@pytest.mark.parametrize(
    ("typed", "state"),
    [("fine-name", "free"), ("al", "bad"), ("admin", "bad"), ("taken", "taken")],
)
def test_the_availability_of_an_address_is_said(browser, card, typed, state):
    Handle.objects.create(name="taken", card=None)
    answer = browser.get(url("handle", card), {"handle": typed}).json()

    assert answer["state"] == state
    assert answer["message"]


def test_a_new_address_keeps_the_old_one_leading_there(browser, card):
    browser.post(url("publish", card), {"handle": "alice"})
    asked = browser.get(url("handle", card), {"handle": "alice-arai"}).json()
    answer = browser.post(url("handle", card), {"handle": "alice-arai"}, **JSON)

    assert "/alice will lead there, too." in asked["message"]
    assert answer.json()["handle"] == current_handle(card) == "alice-arai"
    assert card.handles.filter(name="alice", is_current=False).exists()


def test_an_edition_is_compared_and_brought_back(browser, card):
    publish_card(card)
    browser.post(url("identity", card), identity_data(given="Alice", title="Joiner"))
    publish_card(card)
    page = browser.get(url("edition", card, 1)).content.decode()
    browser.post(url("restore", card, 1))

    assert "Role changed: Joiner → Carpenter" in page
    assert fresh(card).document.identity.title == "Carpenter"
    assert browser.get(url("edition", card, 9)).status_code == 404


def test_unpublishing_keeps_the_draft(browser, card):
    publish_card(card)
    assert "reads that the card is gone" in browser.get(
        url("unpublish", card)
    ).content.decode().replace("\n", " ")
    browser.post(url("unpublish", card))

    assert fresh(card).edition is None


def test_a_published_card_is_deleted_only_by_writing_its_address(browser, card):
    publish_card(card)
    refused = browser.post(url("delete", card), {"confirmation": "other"})
    assert refused.status_code == 422

    browser.post(url("delete", card), {"confirmation": "/Alice-Arai"})
    assert not Card.objects.filter(pk=card.pk).exists()


def test_a_draft_is_deleted_by_its_button(browser, card):
    browser.post(url("delete", card))

    assert not Card.objects.filter(pk=card.pk).exists()


def test_a_copy_is_not_published(browser, card):
    publish_card(card)
    browser.post(url("duplicate", card))

    copy = Card.objects.latest("pk")
    assert copy.title == card.title
    assert copy.edition is None


def test_qr_codes_are_graded_and_offered_as_files(browser, card):
    publish_card(card)
    page = browser.get(url("qr", card)).content.decode()

    assert "<b>A</b>" in page
    for name, start in (("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF")):
        assert browser.get(url("qr-file", card, name)).content.startswith(start)
    assert browser.get(url("qr-file", card, "exe")).status_code == 404
    assert browser.get(url("qr", card, kind="x")).status_code == 404


def test_an_offline_code_needs_no_publishing(browser, card):
    page = browser.get(url("qr", card, kind="offline")).content.decode()
    assert "Holds the contact itself" in page
    assert browser.get(url("qr-file", card, "svg")).status_code == 404


def test_the_smaller_offline_code_is_a_mecard(browser, card):
    picture = browser.get(url("qr-file", card, "png", kind="small")).content
    with Image.open(BytesIO(picture)) as opened:
        [code] = zxingcpp.read_barcodes(opened.convert("L"))

    assert code.text.startswith("MECARD:N:")


def test_a_contact_file_becomes_a_card(browser):
    text = (
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bob Baker\r\nN:Baker;Bob;;;\r\nEND:VCARD\r\n"
    )
    file = SimpleUploadedFile("bob.vcf", text)
    page = browser.post(IMPORT, {"file": file}, follow=True)

    assert page.status_code == 200
    assert Card.objects.latest("pk").title == "Bob Baker"


@pytest.mark.parametrize("content", [b"hello", b"\x00\xff", b"", b"BEGIN:VCARD"])
def test_a_file_that_is_no_contact_is_refused_in_words(browser, content):
    file = SimpleUploadedFile("bob.vcf", content)
    response = browser.post(IMPORT, {"file": file})

    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
