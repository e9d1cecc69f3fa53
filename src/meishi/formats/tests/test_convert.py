import json

import pytest

from meishi.formats.convert import SUFFIXES, convert, read

ALICE = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Alice\r\nN:;Alice;;;\r\nEND:VCARD\r\n"
BOB = ALICE.replace(b"Alice", b"Bob")
BROKEN = b"BEGIN:VCARD\r\nFN:Nobody\r\n"


def names(data):
    return [contact.full_name for contact in read(data)]


@pytest.mark.parametrize("to", SUFFIXES)
def test_several_contacts_stay_several(to):
    converted, problems = convert(ALICE + BOB, to)

    assert names(converted) == ["Alice", "Bob"]
    assert problems == []


@pytest.mark.parametrize("to", ["jcard", "jscontact"])
def test_one_contact_is_no_array_of_contacts(to):
    assert isinstance(names(convert(ALICE, to)[0]), list)
    first = json.loads(convert(ALICE, to)[0])

    assert first[0] == "vcard" if to == "jcard" else first["@type"] == "Card"


def test_what_is_broken_is_named_and_the_rest_converted():
    converted, [problem] = convert(ALICE + BROKEN + BOB, "vcard4")

    assert names(converted) == ["Alice", "Bob"]
    assert (problem.line, problem.reason) == (6, "END:VCARD is missing")


def test_a_broken_card_in_json_is_named_by_its_line():
    data = b'[\n["vcard", [["fn", {}, "text", "Alice"]]],\n["vcard", 7],\n{"@type": "Card", "name": {"full": "Bob"}}\n]'
    converted, [problem] = convert(data, "vcard3")

    assert names(converted) == ["Alice", "Bob"]
    assert problem.line == 3


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"[1", b"\xff[", b"hello"])
def test_a_file_without_contacts_is_a_problem_and_no_file(data):
    converted, problems = convert(data, "jcard")

    assert converted == b""
    assert problems


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("to", SUFFIXES)
def test_the_format_is_known_by_content_in_every_encoding(to, encoding):
    text = convert(ALICE, to)[0].decode()

    assert names(text.encode(encoding)) == ["Alice"]
