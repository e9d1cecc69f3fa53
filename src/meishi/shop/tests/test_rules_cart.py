import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.shop.rules import cart
from meishi.shop.rules.cart import BadQuantity, CartLine, quantity

LINES = st.builds(
    CartLine,
    st.from_regex(r"[0-9a-z]{12}", fullmatch=True),
    st.integers(1, 9999),
    st.none() | st.integers(0, 10**12),
)
CARTS = st.lists(LINES, max_size=50, unique_by=lambda line: line.variant).map(tuple)


@given(CARTS)
def test_a_cart_reads_back_as_it_was_written_and_fits_a_cookie(kept):
    text = cart.write(kept)

    assert cart.read(text) == kept
    assert len(text) <= 1700
    assert set(text) <= set("0123456789abcdefghijklmnopqrstuvwxyz._")


@given(st.text())
def test_anything_else_reads_as_a_cart_too(text):
    assert len(cart.read(text)) <= 50


def test_what_makes_no_sense_is_left_out():
    assert cart.read("abc.2.450_abc.0_../etc_x.-1_def.1") == (
        CartLine("abc", 2, 450),
        CartLine("def", 1),
    )


def test_a_line_is_changed_in_its_place_and_taken_out_with_none():
    kept = (CartLine("a", 1), CartLine("b", 1))

    assert cart.with_line(kept, CartLine("a", 5))[0].quantity == 5
    assert cart.with_line(kept, CartLine("c", 1))[-1].variant == "c"
    assert cart.with_line(kept, CartLine("a", 0)) == (CartLine("b", 1),)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0", "few"),
        ("-1", "few"),
        ("−3", "few"),
        ("1.5", "number"),
        ("1e3", "number"),
        ("", "number"),
        ("many", "number"),
        ("1000000000", "many"),
        ("100", "many"),
        ("9" * 5000, "many"),
    ],
)
def test_what_is_no_number_of_things_says_why(text, reason):
    with pytest.raises(BadQuantity) as caught:
        quantity(text, most=99)

    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("text", "meant"), [("3", 3), (" 007 ", 7), ("٣", 3), ("+2", 2)]
)
def test_a_number_is_understood_as_people_write_it(text, meant):
    assert quantity(text, most=99) == meant
