from dataclasses import replace

import cv2
import numpy
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from meishi.formats import qr, vcard
from meishi.formats.contact import (
    Address,
    Contact,
    Email,
    Name,
    Phone,
    Photo,
    SocialProfile,
    Website,
)
from meishi.formats.offline import LARGEST_BYTES, offline_text

ALICE = Contact(
    full_name="Alice Example",
    name=Name(given="Alice", family="Example"),
    title="Baker",
    organization="Example Bread",
    phones=(Phone("+12025550101", ("cell",)),),
    emails=(Email("alice@example.com"),),
    websites=(Website("https://example.com"),),
)
TALKATIVE = replace(
    ALICE,
    note="Bread. " * 200,
    photo=Photo("image/jpeg", b"\xff" * 5000),
    addresses=(Address(street="1 Long Street", locality="Springfield"),) * 5,
    websites=tuple(Website(f"https://example.com/{n}") for n in range(20)),
    social_profiles=(SocialProfile("Mastodon", "https://example.social/@alice"),) * 9,
    phones=tuple(Phone(f"+1202555010{n}") for n in range(9)),
)
FLAVOURS = ["vcard", "mecard"]
lines = st.text(max_size=500)
contacts = st.builds(
    Contact,
    full_name=lines,
    name=st.builds(Name, given=lines, family=lines, phonetic_given=lines),
    organization=lines,
    note=lines,
    birthday=lines,
    phones=st.lists(st.builds(Phone, lines), max_size=3).map(tuple),
    addresses=st.lists(st.builds(Address, street=lines), max_size=2).map(tuple),
)


def fields(mecard):
    """The fields as a reader splits them: at semicolons that no backslash protects."""
    assert mecard.startswith("MECARD:")
    found, now, escaped = [], "", False
    for character in mecard.removeprefix("MECARD:"):
        if character == ";" and not escaped:
            found.append(now)
            now = ""
        else:
            now += character
        escaped = character == "\\" and not escaped
    return found


def test_mecard_holds_what_is_needed_to_call_and_write():
    assert offline_text(ALICE, flavour="mecard") == (
        "MECARD:N:Example,Alice;ORG:Example Bread;TEL:+12025550101;"
        "EMAIL:alice@example.com;URL:https\\://example.com;NOTE:Baker;;"
    )


@pytest.mark.parametrize("hostile", [";TEL:666;", "\\;TEL:666;", "\r\nTEL:666", ";;"])
def test_nothing_typed_can_inject_a_mecard_field(hostile):
    mecard = offline_text(replace(ALICE, organization=hostile), flavour="mecard")
    names = [field.partition(":")[0] for field in fields(mecard)]
    assert names == ["N", "ORG", "TEL", "EMAIL", "URL", "NOTE", ""]


@given(contacts)
def test_an_offline_vcard_is_one_contact_with_nothing_added(contact):
    [read] = vcard.decode(offline_text(contact, flavour="vcard").encode())
    assert len(read.phones) <= len(contact.phones)
    assert len(read.addresses) <= len(contact.addresses)
    assert not read.emails
    assert not read.extra


def test_line_breaks_and_direction_marks_do_not_reach_the_code():
    mecard = offline_text(Contact(full_name="A\r\nB\u202eC\u2028D"), flavour="mecard")
    assert mecard == "MECARD:N:A  BC D;;"


def test_mecard_keeps_the_phonetic_name_and_birthday():
    name = Name(family="山田", given="花子", phonetic_family="やまだ")
    mecard = offline_text(Contact(name=name, birthday="1990-04-12"), flavour="mecard")
    assert mecard == "MECARD:N:山田,花子;SOUND:やまだ,;BDAY:19900412;;"


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_long_contact_keeps_its_name_phone_and_mail(flavour):
    text = offline_text(TALKATIVE, flavour=flavour)
    assert qr.matrix(text, error="M", max_version=15)
    for kept in ("Alice", "+12025550100", "alice@example.com", "Example Bread"):
        assert kept in text


@pytest.mark.parametrize("flavour", FLAVOURS)
@settings(max_examples=50, deadline=None)
@given(contact=contacts)
def test_any_contact_fits_version_15(flavour, contact):
    text = offline_text(contact, flavour=flavour)
    assert qr.matrix(text, error="M", max_version=15).version <= 15


@given(contacts)
def test_any_mecard_has_each_field_once_per_value(contact):
    names = [
        f.partition(":")[0] for f in fields(offline_text(contact, flavour="mecard"))
    ]
    assert names[0] == "N"
    assert names[-1] == ""
    assert set(names[1:-1]) <= {
        "SOUND",
        "ORG",
        "TEL",
        "EMAIL",
        "URL",
        "ADR",
        "BDAY",
        "NOTE",
    }
    assert names.count("TEL") <= len(contact.phones)


def test_the_limit_is_what_version_15_holds():
    assert qr.matrix("a" * LARGEST_BYTES, error="M", max_version=15).version == 15
    with pytest.raises(qr.TextTooLong):
        qr.matrix("a" * (LARGEST_BYTES + 1), error="M", max_version=15)


def test_the_offline_code_of_a_long_contact_is_proven():
    text = offline_text(TALKATIVE, flavour="mecard")
    png = qr.png(qr.matrix(text))
    picture = cv2.imdecode(numpy.frombuffer(png, numpy.uint8), cv2.IMREAD_GRAYSCALE)
    assert qr.prove(png, text).is_proven
    assert zxingcpp.read_barcode(picture).text == text
