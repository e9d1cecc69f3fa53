from django.template.loader import render_to_string
from django.utils import translation

from meishi.blocks.contact.block import contact
from meishi.blocks.contact.data import ContactData
from meishi.cards.document import (
    AddressEntry,
    EmailEntry,
    Identity,
    PhoneEntry,
    WebsiteEntry,
)

ALICE = Identity(
    phones=(PhoneEntry(number="+12025550123", has_whatsapp=True),),
    emails=(EmailEntry(address="alice@example.com"),),
    websites=(WebsiteEntry(url="https://www.example.com/alice/"),),
    addresses=(
        AddressEntry(
            street="Seestrasse 1",
            locality="Zürich",
            postal_code="8002",
            country_code="CH",
        ),
    ),
    birthday="--02-29",
    time_zone="Asia/Tokyo",
)


def shown(data, identity=ALICE, language="en"):
    with translation.override(language):
        context = contact.show_context(data, identity)
        base = {"data": data, "identity": identity, "block_id": "b1"}
        return render_to_string(contact.show_template, {**base, **context})


def test_addresses_are_not_laid_out_for_collectors():
    html = shown(ContactData())

    assert "alice@" not in html
    assert "12025550123" not in html
    assert "".join(f"&#{ord(c)};" for c in "mailto:alice@example.com") in html


def test_an_owner_may_lay_them_out():
    html = shown(ContactData(is_plain=True))

    assert 'href="mailto:alice@example.com"' in html
    assert 'href="tel:+12025550123"' in html
    assert 'href="https://wa.me/12025550123"' in html


def test_numbers_are_shown_in_the_groups_of_their_country():
    assert "+1 202-555-0123" in shown(ContactData(is_plain=True))


def test_a_number_that_is_none_is_shown_as_typed():
    bob = Identity(phones=(PhoneEntry(number="extension 12"),))

    assert "extension 12" in shown(ContactData(is_plain=True), bob)


def test_addresses_are_written_in_the_language_of_the_page():
    html = shown(ContactData(), language="de")

    assert '<span dir="auto">8002 Zürich</span>' in html
    assert '<span dir="auto">Schweiz</span>' in html
    assert "openstreetmap.org/search?query=Seestrasse%201%2C%208002%20Z" in html


def test_a_birthday_without_a_year_is_a_day_of_the_year():
    html = shown(ContactData(has_birthday=True))

    assert '<time class="dt-bday" datetime="--02-29">February 29</time>' in html


def test_only_the_kinds_that_were_chosen_are_shown():
    html = shown(ContactData(has_phones=False, has_emails=False, is_plain=True))

    assert "tel:" not in html
    assert "mailto:" not in html
    assert "example.com/alice" in html


def test_the_local_time_needs_a_script_and_the_place_does_not():
    html = shown(ContactData(has_time_zone=True))

    assert 'Tokyo<span data-clock="Asia/Tokyo"></span>' in html


def test_an_address_that_is_no_web_address_is_not_linked():
    eve = Identity(websites=(WebsiteEntry(url="javascript:alert(1)"),))

    assert shown(ContactData(), eve).strip() == ""
