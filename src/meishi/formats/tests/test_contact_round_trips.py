import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meishi.formats import jcard, jscontact, vcard
from meishi.formats.contact import Contact, Name, Phone, Property
from meishi.formats.tests.contacts import anything, contacts
from meishi.formats.vcard import BrokenContact
from meishi.formats.vcard.head import parse_property
from meishi.formats.vcard.lines import raw_cards
from meishi.formats.vcard.serial import card_bytes, content_line
from meishi.formats.vcard.text import clean

CODECS = {
    "vCard 3.0": (vcard.encode, vcard.decode),
    "vCard 4.0": (lambda c: vcard.encode(c, "4.0"), vcard.decode),
    "jCard": (jcard.encode, jcard.decode),
    "JSContact": (jscontact.encode, jscontact.decode),
}
each_codec = pytest.mark.parametrize("name", CODECS)


@each_codec
@given(contact=contacts)
@settings(max_examples=150, deadline=None)
def test_a_contact_comes_back_as_it_was(name, contact):
    encode, decode = CODECS[name]

    assert decode(encode(contact)) == [contact]


@given(contacts)
@settings(max_examples=60, deadline=None)
def test_a_contact_survives_the_way_through_all_formats(contact):
    travelled = contact
    for encode, decode in CODECS.values():
        [travelled] = decode(encode(travelled))

    assert travelled == contact


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@given(text=anything.filter(clean))
@settings(deadline=None)
def test_no_text_starts_a_property_of_its_own(version, text):
    harmless = Contact("x", Name("x", "x", "x", "x", "x"), note="x", title="x")
    hostile = Contact(
        text or "x", Name(*[text] * 5), note=text or "x", title=text or "x"
    )

    assert names(vcard.encode(hostile, version)) == names(
        vcard.encode(harmless, version)
    )


def names(data):
    [card] = raw_cards(data)
    return [prop.name for prop in card.properties if prop.value]


@pytest.mark.parametrize("line_break", ["\n", "\r", "\x0b", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("profile", ["phone", "full"])
def test_a_line_break_cannot_start_a_new_property(line_break, profile):
    contact = Contact(
        f"Ann{line_break}TEL:+666", phones=(Phone("1", label=f"a{line_break}b"),)
    )
    lines = vcard.encode(contact, profile=profile).decode().splitlines()

    assert not [line for line in lines if line.startswith("TEL:+666")]


@pytest.mark.parametrize(
    "prop",
    [
        Property("END", "VCARD"),
        Property("begin", "VCARD", group="a"),
        Property("X-A\r\nTEL", "+666"),
        Property("X-A", "b\r\nTEL:+666"),
        Property("X-A", "b", (("P\nTEL:+666", ("c",)),)),
        Property("X-A", "b", (("P", ('c"\u2028TEL:+666',)),)),
        Property("X-A", "b", (("GROUP", ("a\nTEL:+666",)),), "c\rTEL:+666\n"),
    ],
)
def test_what_the_model_does_not_know_cannot_start_a_new_property_either(prop):
    [card] = raw_cards(vcard.encode(Contact("A", extra=(prop,))))

    assert len(card.properties) == 4
    assert not [p for p in card.properties if p.name.upper() in ("TEL", "BEGIN", "END")]


@pytest.mark.parametrize("words", ["BEGIN:VCARD", "END:VCARD"])
@pytest.mark.parametrize("length", range(50, 80))
def test_a_value_may_be_folded_before_the_words_that_frame_a_card(words, length):
    contact = Contact("x" * length + words, note="after")

    assert vcard.decode(vcard.encode(contact)) == [contact]


def test_a_jcard_cannot_end_the_card_that_it_becomes():
    data = b'["vcard",[["fn",{},"text","A"],["end",{},"unknown","VCARD"],["tel",{},"text","1"]]]'
    [contact] = jcard.decode(data)
    [back] = vcard.decode(vcard.encode(contact))

    assert [phone.number for phone in back.phones] == ["1"]


def test_files_put_one_after_another_may_each_have_a_byte_order_mark():
    card = b"\xef\xbb\xbfBEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n"

    assert [c.full_name for c in vcard.decode(card * 2)] == ["A", "A"]


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_no_bytes_raise_anything_but_broken_contact(data):
    for decode in (vcard.decode, jcard.decode, jscontact.decode):
        for sent in (data, b"BEGIN:VCARD\r\n" + data + b"\r\nEND:VCARD"):
            with suppress(BrokenContact):
                decode(sent)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["name", "phones", "number", "components", "kind", "value", "@type"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(json_values)
@settings(deadline=None)
def test_no_json_raises_anything_but_broken_contact(value):
    card = {"@type": "Card", "name": value, "phones": value, "vCardProps": value}
    for decode, sent in (
        (jcard.decode, value),
        (jcard.decode, ["vcard", value]),
        (jcard.decode, ["vcard", [["n", {}, "text", value]]]),
        (jscontact.decode, value),
        (jscontact.decode, card),
    ):
        with suppress(BrokenContact):
            decode(json.dumps(sent).encode())


@given(
    st.text("abcABC-", min_size=1, max_size=5).filter(lambda t: t.strip("-")),
    st.text(st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=90),
    st.lists(
        st.tuples(st.sampled_from(["TYPE", "X-A"]), st.just(("a;b", "c"))), max_size=2
    ),
)
def test_the_lossless_layer_keeps_names_parameters_and_raw_values(name, value, params):
    prop = Property(name, value, tuple(params), "item1")

    assert parse_property(content_line(prop)) == prop


@given(st.text(st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"])))
def test_long_lines_fold_between_characters(value):
    data = card_bytes([Property("NOTE", value)], "3.0")

    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.replace(b"\r\n ", b"").decode().count(f"NOTE:{value}\r\n") == 1


def test_unknown_members_of_jscontact_travel_through_vcard():
    data = b'{"@type":"Card","version":"1.0","name":{"full":"A"},"x/y~z":{"a":[1]}}'
    [contact] = jscontact.decode(data)
    [back] = vcard.decode(vcard.encode(contact, "4.0"))

    assert back == contact
    assert json.loads(jscontact.encode(back))["x/y~z"] == {"a": [1]}


def test_unknown_properties_travel_through_jscontact():
    data = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nN:;A;;;\r\nitem1.X-ABDATE;type=pref:2010\r\nitem1.X-ABLabel:Met\r\nGEO:1.5;2.5\r\nEND:VCARD\r\n"
    [contact] = vcard.decode(data)
    [back] = jscontact.decode(jscontact.encode(contact))

    assert [(p.name, p.group, p.value) for p in back.extra] == [
        ("X-ABDATE", "item1", "2010"),
        ("X-ABLABEL", "item1", "Met"),
        ("GEO", "", "1.5;2.5"),
    ]
