from dataclasses import replace

import pytest

from meishi.formats import vcard
from meishi.formats.contact import (
    Address,
    Contact,
    Email,
    Kind,
    Name,
    Phone,
    Photo,
    Property,
    SocialProfile,
    Website,
)

ALICE = Contact(
    full_name="名刺 太郎",
    name=Name(
        family="名刺", given="太郎", phonetic_family="メイシ", phonetic_given="タロウ"
    ),
    organization="Example; Trading",
    department="Research",
    title="Head",
    phones=(
        Phone("+12025550101", ("cell",), whatsapp="12025550101"),
        Phone("+12025550102", ("work",)),
    ),
    emails=(Email("taro@example.com", ("work",)),),
    addresses=(
        Address(
            street="1 Street", locality="Kyoto", country="Japan", country_code="JP"
        ),
    ),
    websites=(Website("https://example.com/", "Shop, new"),),
    social_profiles=(SocialProfile("LinkedIn", "https://example.com/in/taro", "taro"),),
    photo=Photo("image/jpeg", b"\xff\xd8\xff"),
    logo=Photo("image/png", b"\x89PNG"),
    birthday="1990-02-28",
    note="One\nTwo",
    categories=("x",),
    language="ja",
    uid="urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
    rev="2027-03-01T12:00:00Z",
    source="https://example.com/taro.vcf",
    extra=(Property("KEY", "x"), Property("AGENT", "y"), Property("X-OTHER", "z")),
)
WRITTEN = """\
BEGIN:VCARD
VERSION:3.0
FN;CHARSET=UTF-8:名刺 太郎
N;CHARSET=UTF-8:名刺;太郎;;;
X-PHONETIC-FIRST-NAME;CHARSET=UTF-8:タロウ
X-PHONETIC-LAST-NAME;CHARSET=UTF-8:メイシ
SORT-STRING;CHARSET=UTF-8:メイシ
ORG:Example\\; Trading;Research
TITLE:Head
TEL;TYPE=CELL;waid=12025550101:+12025550101
TEL;TYPE=WORK,VOICE:+12025550102
EMAIL;TYPE=INTERNET,WORK:taro@example.com
item1.ADR:;;1 Street;Kyoto;;;Japan
item1.X-ABADR:jp
item2.URL:https://example.com/
item2.X-ABLabel:Shop\\, new
item3.URL:https://example.com/in/taro
item3.X-ABLabel:LinkedIn
X-SOCIALPROFILE;TYPE=linkedin;X-USER=taro:https://example.com/in/taro
PHOTO;ENCODING=b;TYPE=JPEG:/9j/
BDAY:1990-02-28
NOTE:One\\nTwo
UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1
REV:2027-03-01T12:00:00Z
SOURCE:https://example.com/taro.vcf
END:VCARD
"""


def lines(contact, profile="phone"):
    data = vcard.encode(contact, profile=profile)
    return data.replace(b"\r\n ", b"").decode().split("\r\n")


def test_phones_get_exactly_this():
    assert (
        vcard.encode(ALICE, profile="phone") == WRITTEN.replace("\n", "\r\n").encode()
    )


def test_the_same_contact_gives_the_same_bytes():
    assert vcard.encode(ALICE, profile="phone") == vcard.encode(
        replace(ALICE), profile="phone"
    )


def test_charset_is_said_in_the_phone_profile_only():
    assert "CHARSET" not in vcard.encode(ALICE).decode()
    assert "CHARSET" not in vcard.encode(ALICE, "4.0").decode()


def test_a_company_is_shown_as_one():
    shop = Contact("Example Trading", kind=Kind.ORG, organization="Example Trading")

    assert lines(shop)[2:6] == [
        "X-ABShowAs:COMPANY",
        "FN:Example Trading",
        "N:;;;;",
        "ORG:Example Trading",
    ]


def test_only_what_has_a_value_is_written():
    assert lines(Contact("Alice")) == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Alice",
        "N:;;;;",
        "END:VCARD",
        "",
    ]


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        (
            Contact(name=Name("Dr.", "Alice", "", "Example", "PhD")),
            "Dr. Alice Example PhD",
        ),
        (Contact(organization="Example Trading"), "Example Trading"),
        (Contact(nickname="Al"), "Al"),
    ],
)
def test_the_name_that_may_not_be_missing_comes_from_what_there_is(contact, shown):
    assert f"FN:{shown}" in lines(contact)


@pytest.mark.parametrize(
    "photo",
    [
        Photo("image/jpeg", url="https://example.com/a.jpg"),
        Photo("image/jpeg", b"x" * (100 * 1024 + 1)),
    ],
)
def test_a_photo_that_phones_do_not_take_is_left_out(photo):
    assert not [line for line in lines(Contact("A", photo=photo)) if "PHOTO" in line]


def test_a_photo_is_folded_and_comes_back_whole():
    photo = Photo("image/jpeg", b"\xff\xd8\xff" + bytes(range(256)) * 300)
    data = vcard.encode(Contact("A", photo=photo), profile="phone")
    [back] = vcard.decode(data)

    assert back.photo == photo
    assert max(map(len, data.split(b"\r\n"))) == 75


def test_what_stands_in_a_parameter_cannot_leave_it():
    profile = SocialProfile('a";X-Y="b:', "https://example.com/", 'c\r\nTEL:1,"d')
    [line] = [
        one for one in lines(Contact("A", social_profiles=(profile,))) if "X-SO" in one
    ]

    assert line == (
        'X-SOCIALPROFILE;TYPE="a\';x-y=\'b:";X-USER="c TEL:1,\'d":https://example.com/'
    )


def test_a_birthday_without_year_is_written_as_apple_does():
    assert "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12" in lines(
        Contact("A", birthday="--04-12")
    )


def test_the_phone_profile_reads_back_to_what_phones_know():
    [back] = vcard.decode(vcard.encode(ALICE, profile="phone"))

    assert back.name == ALICE.name
    assert (back.phones[0], back.addresses) == (ALICE.phones[0], ALICE.addresses)
    assert back.websites[0] == ALICE.websites[0]
    assert (back.uid, back.rev, back.photo) == (ALICE.uid, ALICE.rev, ALICE.photo)
