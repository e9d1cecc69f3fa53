import pytest
from django.urls import reverse

from meishi.cards import urls
from meishi.cards.models import Card
from meishi.cards.services import publish_card

OF_CARD = [
    pattern.name
    for pattern in urls.urlpatterns
    if "card_id" in pattern.pattern.converters
]
READABLE = {"preview", "preview-qr", "editions", "edition", "share", "qr", "qr-file"}
VALUES = {"number": 1, "file_format": "svg", "kind": "live", "design_id": "abc"}


def address(name, card):
    pattern = next(each for each in urls.urlpatterns if each.name == name)
    known = {"card_id": card.public_id, "block_id": card.document.blocks[0].id}
    wanted = pattern.pattern.converters
    values = {key: value for key, value in (VALUES | known).items() if key in wanted}
    return reverse(f"cards:{name}", kwargs=values)


@pytest.mark.parametrize("name", OF_CARD)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_theirs_does_not_exist(
    charlies_browser, client, card, name, method
):
    publish_card(card)
    before = Card.objects.values_list("draft_number", "edition").get()

    for stranger in (charlies_browser, client):
        assert getattr(stranger, method)(address(name, card)).status_code in (404, 405)
    assert Card.objects.values_list("draft_number", "edition").get() == before


@pytest.mark.parametrize("name", sorted(set(OF_CARD) - READABLE))
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_only_look_cannot_change(bobs_browser, card, name, method):
    publish_card(card)

    response = getattr(bobs_browser, method)(address(name, card))
    assert response.status_code in (404, 405)


@pytest.mark.parametrize("name", sorted(READABLE))
def test_who_may_look_can_look(bobs_browser, card, name):
    publish_card(card)

    assert bobs_browser.get(address(name, card)).status_code == 200


def test_strangers_see_none_of_it_in_their_list(charlies_browser, card):
    page = charlies_browser.get(reverse("cards:list")).content.decode()

    assert card.public_id not in page


def test_lookers_see_it_in_their_list_without_what_changes_it(bobs_browser, card):
    page = bobs_browser.get(reverse("cards:list")).content.decode()

    assert address("preview", card) in page
    assert address("delete", card) not in page
