"""Files as phones, desktops and mail gateways write them: no value may be cut.

Beside each file of the corpus is a JSON file of what it says, field by field, one
object for each contact.
"""

import json
from base64 import b64encode
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest

from meishi.formats import jcard, jscontact, vcard
from meishi.formats.contact import Email, Kind, Name, Phone
from meishi.formats.vcard.lines import raw_cards
from meishi.formats.vcard.text import clean, unescape

CORPUS = Path(__file__).parent / "corpus"
FILES = {path.stem: path.read_bytes() for path in sorted(CORPUS.glob("*.vcf"))}
WHOLE = [name for name in FILES if not name.startswith("broken")]
EMPTY = ("", (), {}, b"", None, Name(), Kind.INDIVIDUAL)
CODECS = {
    "vCard 3.0": (vcard.encode, vcard.decode),
    "vCard 4.0": (lambda c: vcard.encode(c, "4.0"), vcard.decode),
    "jCard": (jcard.encode, jcard.decode),
    "JSContact": (jscontact.encode, jscontact.decode),
}


def contact(name):
    [found] = vcard.decode(FILES[name])
    return found


def said(value):
    """What a value says, as JSON; without what is empty."""
    if is_dataclass(value):
        pairs = ((f.name, getattr(value, f.name)) for f in fields(value))
        return {name: said(one) for name, one in pairs if one not in EMPTY}
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, dict):
        return {name: said(one) for name, one in value.items()}
    return [said(one) for one in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("name", WHOLE)
def test_every_value_is_read(name):
    expected = json.loads((CORPUS / f"{name}.json").read_text("utf-8"))

    assert [said(found) for found in vcard.decode(FILES[name])] == expected


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("codec", CODECS)
def test_every_value_is_written(name, codec):
    encode, decode = CODECS[codec]
    for found in vcard.decode(FILES[name]):
        once = cleaned(found)
        [again] = decode(encode(once))

        assert replace(again, extra=()) == replace(once, extra=())
        assert sorted(map(same, again.extra)) == sorted(map(same, once.extra))


@pytest.mark.parametrize("name", WHOLE)
def test_every_value_survives_the_way_through_all_formats(name):
    for found in vcard.decode(FILES[name]):
        travelled = once = cleaned(found)
        for encode, decode in CODECS.values():
            [travelled] = decode(encode(travelled))
        [back] = vcard.decode(vcard.encode(travelled))

        assert replace(back, extra=()) == replace(once, extra=())
        assert sorted(map(same, back.extra)) == sorted(map(same, once.extra))


def cleaned(found):
    """The contact without what may not be written, and with the FN that it needs."""
    [once] = vcard.decode(vcard.encode(found))
    assert once.full_name or not found.full_name
    assert once.note == clean(found.note)
    return once


def same(prop):
    """What a property says, whichever version says it."""
    text = unescape(prop.value).replace("geo:", "").replace(";", ",")
    if text.startswith("data:"):
        text = text.partition("base64,")[2]
    return prop.name.upper(), prop.group, text


@pytest.mark.parametrize(
    ("name", "line", "reason"),
    [
        ("broken-no-end", 1, "END:VCARD is missing"),
        ("broken-no-begin", 1, "there is no BEGIN:VCARD"),
        ("broken-empty", 1, "there is no BEGIN:VCARD"),
        ("broken-text", 1, "there is no BEGIN:VCARD"),
        ("broken-binary", 1, "there is no BEGIN:VCARD"),
        ("broken-in-the-middle", 1, "END:VCARD is missing"),
        ("broken-nested-too-deep", 20, "nested more than 8 deep"),
    ],
)
def test_what_is_broken_is_named_by_line_and_reason(name, line, reason):
    with pytest.raises(vcard.BrokenContact) as caught:
        vcard.decode(FILES[name])

    assert (caught.value.line, caught.value.reason) == (line, reason)


def test_after_a_broken_card_the_next_is_read():
    broken, bob = vcard.read(FILES["broken-in-the-middle"])

    assert isinstance(broken, vcard.BrokenContact)
    assert bob.full_name == "Bob"


def test_stray_lines_are_passed_over_with_a_warning():
    [card] = raw_cards(FILES["stray-lines"])

    assert card.warnings == [
        "line 5: not a property, passed over",
        "line 8: not a property, passed over",
    ]


def test_a_label_of_a_group_goes_to_what_it_labels():
    found = contact("groups-in-any-case")

    assert found.phones == (Phone("+1 202 555 0101", label="Boat"),)
    assert [site.label for site in found.websites] == ["HomePage"]
    assert found.params["organization"] == (("GROUP", ("work",)),)


def test_a_shared_group_stays_shared():
    lines = vcard.encode(contact("groups-shared")).decode().splitlines()

    assert [line for line in lines if line.startswith("a.")] == [
        "a.TEL:+1 202 555 0101",
        "a.X-ABLabel:Boat",
        "a.EMAIL;TYPE=INTERNET:alice@example.com",
    ]


def test_languages_keep_their_parameters():
    lines = vcard.encode(contact("languages"), "4.0").decode().splitlines()

    assert "FN;ALTID=1;LANGUAGE=ja:名刺太郎" in lines
    assert 'N;ALTID=1;LANGUAGE=en;SORT-AS="Meishi,Taro":Meishi;Taro;;;' in lines


def test_lists_in_a_name_are_written_as_lists():
    data = vcard.encode(contact("name-lists"), "4.0")

    assert b"N:Example;Bob;Philip,Paul;Dr.;Jr.,M.D.,A.C.P.\r\n" in data


def test_a_changed_name_is_not_written_as_it_once_was():
    found = contact("name-lists")
    changed = replace(found, name=replace(found.name, given="Robert"))

    assert b"N:Example;Robert;Philip\\,Paul;" in vcard.encode(changed)


def test_2_1_is_written_without_what_only_2_1_knows():
    data = vcard.encode(contact("outlook"))

    assert b"QUOTED-PRINTABLE" not in data
    assert b"\r\nTEL;TYPE=WORK,VOICE:+1 (202) 555-0101\r\n" in data
    assert b"X-MS-CARDPICTURE;ENCODING=b;TYPE=JPEG:/9j/" in data.replace(b"\r\n ", b"")


def test_bytes_are_data_addresses_in_4_0():
    data = vcard.encode(contact("photos-several"), "4.0").replace(b"\r\n ", b"")

    assert b"ENCODING" not in data
    assert b"\r\nPHOTO:data:image/gif;base64,R0lGODlh\r\n" in data
    assert b"\r\nKEY:data:application/pgp-keys;base64,AAAA\r\n" in data


def test_bare_words_of_2_1_are_types():
    found = contact("bare-parameters")

    assert found.phones[1] == Phone("+1 202 555 0102", ("work", "fax", "pref"))
    assert found.emails == (Email("alice@example.com"),)
    assert found.addresses[0].types == ("home",)
    assert found.photo.data.startswith(b"\xff\xd8\xff")
