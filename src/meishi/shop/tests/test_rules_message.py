from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats import whatsapp
from meishi.shop.rules.message import (
    LONGEST_ADDRESS,
    BadPlaceholder,
    Line,
    OrderText,
    Words,
    check_placeholders,
    compose,
    filled,
)

NUMBER = "+12025550123"
LINK = "https://example.com/order/" + 43 * "x" + "/"
WORDS = Words(
    greeting="Hello {shop}, I would like to order:",
    closing="Thank you, {name}",
    order="Order K7QX3F",
    items="14 items",
    total="Total",
    note="Note",
)
ORDER = OrderText(
    code="K7QX3F",
    shop="Arai Jams",
    name="Bob",
    lines=(Line(3, "Lemon jam", "", "€13.50"), Line(1, "Apron", "M", "€30.00")),
    sums=(("By bike", "€3.00"),),
    total="€46.50",
    facts=(("Name", "Bob"), ("Address", "1 Harbour Road")),
    note="Ring twice",
    link=LINK,
)
TITLES = {
    "Latin": "Lemon jam from the garden",
    "Cyrillic": "Лимонное варенье из сада",
    "Arabic": "مربى الليمون من الحديقة",
    "Japanese": "庭のレモンジャム",
    "Devanagari": "बगीचे से नींबू का जैम",
}
TEXT = st.text(st.characters(codec="utf-8"), max_size=400)
LINES = st.builds(Line, st.integers(1, 9999), TEXT, TEXT, TEXT)
ORDERS = st.builds(
    OrderText,
    code=st.just("K7QX3F"),
    shop=TEXT,
    name=TEXT,
    lines=st.lists(LINES, max_size=20).map(tuple),
    sums=st.just(()),
    total=st.just("€1.00"),
    facts=st.lists(st.tuples(st.just("Address"), TEXT), max_size=3).map(tuple),
    note=TEXT,
    link=st.just(LINK),
    is_rtl=st.booleans(),
)


def test_the_order_is_written_out():
    message = compose(ORDER, WORDS, NUMBER)

    assert message.form == "full"
    assert message.text == (
        "Hello Arai Jams, I would like to order:\n"
        "\n"
        "3 × Lemon jam: €13.50\n"
        "1 × Apron (M): €30.00\n"
        "\n"
        "By bike: €3.00\n"
        "Total: €46.50\n"
        "\n"
        "Name: Bob\n"
        "Address: 1 Harbour Road\n"
        "\n"
        "Note: Ring twice\n"
        "\n"
        f"Order K7QX3F\n{LINK}\n"
        "\n"
        "Thank you, Bob"
    )
    assert unquote(message.address.partition("?text=")[2]) == message.text


def many(count, title="Lemon jam from the garden"):
    lines = tuple(Line(number + 1, title, "", "€13.50") for number in range(count))
    return replace(ORDER, lines=lines)


def test_notes_go_first_where_it_gets_long():
    order = replace(many(8), note="ö" * 180)

    message = compose(order, WORDS, NUMBER)

    assert message.form == "without_notes"
    assert "ö" not in message.text
    assert message.text.count("×") == 8


def test_a_very_long_order_is_named_and_linked():
    message = compose(many(60), WORDS, NUMBER)

    assert message.form == "short"
    assert message.text == f"Order K7QX3F · 14 items · €46.50\n{LINK}"


@pytest.mark.parametrize("script", TITLES)
def test_ten_lines_in_each_script_stay_within_the_address(script):
    message = compose(many(10, TITLES[script]), WORDS, NUMBER)

    assert len(message.address) <= LONGEST_ADDRESS
    assert LINK in message.text
    assert unquote(message.address.partition("?text=")[2]) == message.text


def test_the_same_ten_lines_take_twice_the_address_in_russian():
    def length(title):
        text = "\n".join(f"{n} × {title}: 13,50" for n in range(10))
        return len(whatsapp.link(NUMBER, text))

    assert 1.8 < length(TITLES["Cyrillic"]) / length(TITLES["Latin"]) < 4
    assert compose(many(10, TITLES["Latin"]), WORDS, NUMBER).form == "full"
    assert compose(many(10, TITLES["Cyrillic"]), WORDS, NUMBER).form == "short"


@given(ORDERS)
def test_the_address_is_never_too_long_and_the_link_always_in_it(order):
    message = compose(order, WORDS, NUMBER)

    assert len(message.address) <= LONGEST_ADDRESS
    assert LINK in message.text.split("\n")
    assert unquote(message.address.partition("?text=")[2]) == message.text


@given(ORDERS)
def test_no_customer_adds_a_line_or_turns_the_text_round(order):
    order = replace(order, note="x")
    tame = replace(
        order,
        name="x",
        shop="x",
        facts=tuple((name, "x") for name, _said in order.facts),
        lines=tuple(replace(line, title="x", variant="") for line in order.lines),
    )

    message, quiet = (compose(each, WORDS, NUMBER) for each in (order, tame))

    if message.form == quiet.form:
        assert message.text.count("\n") == quiet.text.count("\n")
    assert not set(message.text) & set("\u202a\u202b\u202c\u202d\u202e\u2067\u2068")
    if not order.is_rtl:
        assert not set(message.text) & set("\u2066\u2069")


def test_amounts_stand_apart_in_text_from_right_to_left():
    order = replace(ORDER, total="30.00\u00a0د.إ.", is_rtl=True)

    assert "\u206630.00 د.إ.\u2069" in compose(order, WORDS, NUMBER).text


def test_placeholders_are_filled_and_braces_can_be_written():
    values = {"name": "Bob", "code": "K7QX3F"}

    assert filled("{name}: {{code}} is {code} {else}", values) == (
        "Bob: {code} is K7QX3F {else}"
    )


@pytest.mark.parametrize("text", ["{nmae}", "{", "}", "a {total} {x y}", "{}"])
def test_a_placeholder_that_stands_for_nothing_is_named(text):
    with pytest.raises(BadPlaceholder):
        check_placeholders(text)


def test_known_placeholders_are_fine():
    check_placeholders("{name} {code} {total} {shop} {{}}")
