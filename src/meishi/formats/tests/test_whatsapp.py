from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats import whatsapp

BIDI = "\u202a\u202e\u2066\u2069\u200e\u200f\u061c"


def test_a_link_is_written_as_whatsapp_reads_it():
    assert whatsapp.link("+12025550123", "a b+c&d#e%\n€") == (
        "https://wa.me/12025550123?text=a%20b%2Bc%26d%23e%25%0A%E2%82%AC"
    )
    assert whatsapp.link("+12025550123", "/?").endswith("?text=%2F%3F")
    assert whatsapp.link("+1 202 555 0123") == "https://wa.me/12025550123"


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("+39 06 698 12345", "390669812345"),
        ("+12025550123", "12025550123"),
        ("+52 1 55 1234 5678", "5215512345678"),
        ("+44 (0)20 7946 0958", "442079460958"),
    ],
)
def test_no_zero_is_stripped_by_rule(number, digits):
    assert whatsapp.digits(number) == digits


@given(st.text())
def test_the_text_comes_out_as_it_went_in(text):
    text = text.encode("utf-8", "ignore").decode()
    address = whatsapp.link("+12025550123", text)

    assert unquote(address.partition("?text=")[2]) == text
    assert "+" not in address


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("*bold* _it_ ~no~ `code`", "∗bold∗ ˍitˍ ∼no∼ ˋcodeˋ"),
        ("bob_baker@example.com 2*3", "bob_baker@example.com 2*3"),
        ("one\r\n\n two\u2028three", "one two three"),
        ("a\u00a0b\u202fc\td", "a b c d"),
        (f"a{BIDI}b\x00\x1b", "ab"),
        ("```x```", "ˋˋˋxˋˋˋ"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_what_somebody_typed_is_part_of_a_line_and_no_more(typed, said):
    assert whatsapp.plain(typed) == said


@given(st.text())
def test_nothing_typed_breaks_a_line_or_turns_it_round(text):
    said = whatsapp.plain(text)

    assert len(said.splitlines()) <= 1
    assert not set(said) & set(BIDI)
    assert whatsapp.plain(said) == said


def test_the_merchants_own_lines_and_markup_stay():
    assert whatsapp.plain_lines(" *Hello*\u202e \r\n\n  you\t there ") == (
        "*Hello*\n\nyou there"
    )


def test_an_amount_keeps_its_order_in_text_from_right_to_left():
    assert whatsapp.isolated("12\u00a0€", is_rtl=True) == "\u206612 €\u2069"
    assert whatsapp.isolated("12\u202f€", is_rtl=False) == "12 €"


@pytest.mark.parametrize(
    ("number", "warnings"),
    [
        ("+12025550123", ()),
        ("+4915123456789", ()),
        ("+493012345678", ("landline",)),
        ("+525512345678", ("mexico",)),
        ("+541123456789", ("argentina",)),
        ("+5491123456789", ()),
        ("+12", ("invalid",)),
        ("", ("invalid",)),
    ],
)
def test_what_may_be_wrong_with_a_number(number, warnings):
    found = whatsapp.warnings_about(number)

    assert set(warnings) <= set(found)
    assert bool(found) == bool(warnings)


@pytest.mark.parametrize(
    "number", ["+5215512345678", "+551112345678", "+5511912345678"]
)
def test_numbers_that_whatsapp_may_know_otherwise_are_doubted(number):
    assert {"mexico", "brazil"} & set(whatsapp.warnings_about(number))


@given(st.text())
def test_any_number_gives_warnings_and_no_error(number):
    assert isinstance(whatsapp.warnings_about(number), tuple)
