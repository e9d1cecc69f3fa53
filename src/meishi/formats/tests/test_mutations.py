"""Files of the corpus, damaged: a reason in words, never a crash, and the next is read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meishi.formats import jcard, jscontact, vcard
from meishi.formats.contact import Contact
from meishi.formats.tests.test_corpus import CODECS, FILES

BOB = b"\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bob\r\nN:;Bob;;;\r\nEND:VCARD\r\n"
# UTF-16 cannot be followed by UTF-8, and what AGENT awaits may well be the next card.
ONE_AFTER_ANOTHER = [
    name for name in FILES if not name.startswith(("utf-16", "agent", "broken"))
]
pieces = st.sampled_from(
    [
        b'"', b";", b",", b":", b"=", b"\r\n", b"\n ", b"\\", b"\0", b"\xff", b"^n",
        b"BEGIN:VCARD\n", b"END:VCARD\n", b"VERSION:2.1\n", b"AGENT:\n", b"item1.",
        b";ENCODING=b", b";QUOTED-PRINTABLE", b";CHARSET=utf-16", b";CHARSET=idna",
    ]
)  # fmt: skip


@st.composite
def mutants(draw):
    data = bytearray(draw(st.sampled_from(list(FILES.values()))))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        taken = draw(st.integers(0, 12))
        data[start : start + taken] = draw(pieces | st.just(b""))
    return bytes(data)


@given(mutants())
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_gives_contacts_or_reasons(data):
    for found in vcard.read(data):
        if isinstance(found, Contact):
            for encode, decode in CODECS.values():
                assert len(decode(encode(found))) == 1
            assert vcard.decode(vcard.encode(found, profile="phone"))
        else:
            assert found.line > 0
            assert found.reason


@given(st.sampled_from(ONE_AFTER_ANOTHER), st.floats(0, 1))
@settings(max_examples=150, deadline=None)
def test_a_file_cut_off_anywhere_does_not_take_the_next_card_with_it(name, part):
    data = FILES[name][: int(len(FILES[name]) * part)]
    *_, last = vcard.read(data + BOB)

    assert isinstance(last, Contact)
    assert last.full_name == "Bob"


@pytest.mark.parametrize("codec", [vcard, jcard, jscontact])
def test_an_empty_name_does_not_hide_the_name_after_it(codec):
    data = b"BEGIN:VCARD\r\nFN:A\r\nN:;;;;\r\nN:Example;Alice;;;\r\nEND:VCARD\r\n"
    [found] = vcard.decode(data)

    assert (found.name.given, found.extra) == ("Alice", ())
    assert codec.decode(codec.encode(found)) == [found]


@pytest.mark.parametrize("codec", [vcard, jcard, jscontact])
@pytest.mark.parametrize("first", [b"N:Other;Bob", b"N;LANGUAGE=en:;", b"N:A,B;Bob"])
@pytest.mark.parametrize("second", [b"N:Example;Alice;;;", b"N:Ex,ample;Alice"])
def test_a_second_name_is_kept(codec, first, second):
    lines = [b"BEGIN:VCARD", b"FN:A", first, second, b"END:VCARD"]
    [found] = vcard.decode(b"\r\n".join(lines))

    assert [prop.value for prop in found.extra] == [second.decode()[2:]]
    assert codec.decode(codec.encode(found)) == [found]
