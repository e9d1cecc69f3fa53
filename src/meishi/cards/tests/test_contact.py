import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.cards.document import (
    AddressEntry,
    CardDocument,
    EmailEntry,
    Identity,
    PhoneEntry,
    WebsiteEntry,
)
from meishi.cards.document.from_contact import document_from
from meishi.cards.document.to_contact import contact_of, contact_uid
from meishi.formats.contact import Address, Contact, Kind, Name, Phone, Website

words = st.text("aä刺 ب-'", min_size=1, max_size=12).map(str.strip).filter(bool)
lines = words.map(lambda text: " ".join(text.split()))

identities = st.builds(
    Identity,
    prefix=st.sampled_from(["", "Dr."]),
    given=lines,
    family=lines,
    suffix=st.sampled_from(["", "Jr."]),
    phonetic_family=st.sampled_from(["", "アライ"]),
    title=lines,
    company=lines,
    department=lines,
    phones=st.just((PhoneEntry(number="+12025550123", has_whatsapp=True),)),
    emails=st.just((EmailEntry(address="alice@example.com", label="Desk"),)),
    websites=st.just((WebsiteEntry(url="https://example.com", label="Shop"),)),
    addresses=st.just((AddressEntry(street="1 Example St", country_code="JP"),)),
    birthday=st.sampled_from(["", "1990-02-28", "--02-29"]),
    note=lines,
    time_zone=st.sampled_from(["", "Asia/Tokyo"]),
)


@given(identities)
def test_a_contact_made_of_a_card_makes_the_same_card(identity):
    document = CardDocument(identity=identity)

    assert document_from(contact_of(document)) == document


def test_a_company_stays_a_company():
    identity = Identity(subject="company", company="Bob & Co", emails=())
    contact = contact_of(CardDocument(identity=identity))

    assert contact.kind is Kind.ORG
    assert document_from(contact).identity == identity


def test_the_family_name_stands_first_where_it_belongs():
    identity = Identity(given="太郎", family="山田", is_family_first=True)
    contact = contact_of(CardDocument(identity=identity))

    assert contact.full_name == "山田 太郎"
    assert document_from(contact).identity.is_family_first


def test_a_national_number_gets_its_country_from_the_address():
    contact = Contact(
        "Alice",
        phones=(Phone("(202) 555-0123", ("cell",)),),
        addresses=(Address(country="United States"),),
    )

    assert document_from(contact).identity.phones[0].number == "+12025550123"


@pytest.mark.parametrize("number", ["ask for Bob", "+1 202 555 0123 ext. 7", "0800"])
def test_a_number_that_is_not_certain_is_kept_as_it_stood(number):
    contact = Contact("Alice", phones=(Phone(number),))

    assert document_from(contact).identity.phones[0].number == number


def test_only_web_addresses_become_websites():
    contact = Contact(
        "Alice", websites=(Website("javascript:alert(1)"), Website("example.com"))
    )

    urls = [website.url for website in document_from(contact).identity.websites]
    assert urls == ["https://example.com"]


@pytest.mark.parametrize(
    ("birthday", "expected"),
    [
        ("19900228", "1990-02-28"),
        ("1990-02-28T00:00:00Z", "1990-02-28"),
        ("--0229", "--02-29"),
        ("1990-02-31", ""),
        ("spring", ""),
    ],
)
def test_birthdays_are_understood_or_left_out(birthday, expected):
    contact = Contact("Alice", birthday=birthday)

    assert document_from(contact).identity.birthday == expected


@given(st.text(), st.text(), st.text(), st.text())
def test_no_contact_is_too_odd_for_a_card(full_name, given_name, number, country):
    contact = Contact(
        full_name,
        Name(given=given_name),
        phones=(Phone(number),),
        addresses=(Address(country=country),),
        birthday=number,
        language=country,
    )

    document = document_from(contact)
    CardDocument.model_validate_json(document.model_dump_json())


def test_the_uid_of_a_card_never_changes():
    assert contact_uid("abc") == contact_uid("abc") != contact_uid("abd")
