import re

import pytest
from django.template.loader import render_to_string

from meishi.blocks.social.block import social
from meishi.blocks.social.data import SocialData, SocialItem
from meishi.blocks.social.form import SocialForm
from meishi.blocks.social.icons import icon
from meishi.cards.document import Identity
from meishi.formats.contact import Contact, SocialProfile
from meishi.formats.social import NETWORKS


def sent(url, network=""):
    row = {"block-items-0-url": url, "block-items-0-network": network}
    count = {"block-items-TOTAL_FORMS": 1, "block-items-INITIAL_FORMS": 0}
    return SocialForm({**row, **count})


def test_a_pasted_address_becomes_an_account():
    form = sent("https://m.instagram.com/alice/?igsh=1")

    assert form.is_valid()
    assert form.value().items == (
        SocialItem(
            network="instagram", username="alice", url="https://www.instagram.com/alice"
        ),
    )


@pytest.mark.parametrize(
    ("typed", "network", "words"),
    [
        ("alice", "", "Choose the network"),
        ("alice", "mastodon", "@ann@mastodon.social"),
        ("a b", "x", "X has no user names"),
    ],
)
def test_an_unclear_account_is_asked_for_in_words(typed, network, words):
    form = sent(typed, network)

    assert not form.is_valid()
    assert words in form.items[0].errors["url"][0]
    assert form.items[0]["url"].value() == typed


def test_an_account_without_a_page_is_kept_and_shown_without_a_link():
    form = sent("alice", "wechat")
    assert form.is_valid()
    data = form.value()

    html = render_to_string(
        social.show_template, {"data": data, **social.show_context(data, Identity())}
    )

    assert "WeChat" in html
    assert "<a " not in html
    assert SocialForm(stored=data).items[0]["url"].value() == "alice"


@pytest.mark.parametrize("network", NETWORKS)
def test_every_network_has_an_icon_that_is_one_path(network):
    assert re.fullmatch(
        r'<path( class="line")? d="[MmLlHhVvCcSsQqTtAaZz\d., -]+"/>', icon(network)
    )


def test_accounts_are_saved_with_the_contact():
    data = SocialData(
        items=(SocialItem(network="x", username="alice", url="https://x.com/alice"),)
    )

    assert social.contact(data, Contact()).social_profiles == (
        SocialProfile("X", "https://x.com/alice", "alice"),
    )


def test_accounts_of_an_imported_contact_become_a_block():
    contact = Contact(
        social_profiles=(
            SocialProfile("twitter", "http://twitter.com/alice", "alice"),
            SocialProfile("Instagram", "", "alice"),
            SocialProfile("Unheard", "", "alice"),
        )
    )

    assert [item.url for item in social.from_contact(contact).items] == [
        "https://x.com/alice",
        "https://www.instagram.com/alice",
    ]


def test_a_contact_without_accounts_makes_no_block():
    assert social.from_contact(Contact()) is None
