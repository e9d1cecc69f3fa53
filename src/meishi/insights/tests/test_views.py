import pytest

from meishi.accounts.models import User
from meishi.cards.document import CardDocument, Identity
from meishi.cards.services import create_card, publish_card
from meishi.insights.models import DailyCount
from meishi.insights.queries import today_of
from meishi.workspaces.services import personal_workspace
from tests.demo import demo_blocks

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def alice():
    return User.objects.create_user("alice@example.com")


@pytest.fixture
def card(alice):
    identity = Identity(given="Alice", family="Arai")
    document = CardDocument(identity=identity, blocks=demo_blocks())
    card = create_card(personal_workspace(alice), document=document)
    publish_card(card)
    return card


def count(card, kind, number, **more):
    values = {"on": today_of(card), "device": "ios", "count": number, **more}
    DailyCount.objects.create(card=card, kind=kind, **values)


def page(client, card):
    return client.get(f"/cards/{card.public_id}/insights/")


def test_the_owner_sees_thirty_days_and_the_links_by_name(client, alice, card):
    count(card, "view", 1234)
    count(card, "view", 99, is_bot=True)
    links = next(b for b in card.document.blocks if b.kind == "links")
    count(card, "tap", 7, target=f"{links.id}-1")
    client.force_login(alice)
    html = page(client, card).content.decode()

    assert "1,234" in html
    assert links.data["items"][0]["title"] in html
    assert "there were 99" in html


def test_a_card_that_nobody_has_visited_says_what_to_do(client, alice, card):
    client.force_login(alice)

    assert "Nobody has visited yet" in page(client, card).content.decode()


def test_nobody_else_sees_the_counts(client, card):
    assert page(client, card).status_code == 404
    client.force_login(User.objects.create_user("charlie@example.com"))
    assert page(client, card).status_code == 404
