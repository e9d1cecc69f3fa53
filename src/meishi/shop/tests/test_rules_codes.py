from hypothesis import given
from hypothesis import strategies as st

from meishi.shop.rules import codes


def test_codes_have_six_characters_that_cannot_be_confused():
    code = codes.new_code()

    assert len(code) == 6
    assert set(code) <= set("ABCDEFGHJKLMNPQRSTUVWXYZ3789")


def test_look_alikes_are_understood():
    assert codes.read("k7qx3f") == "K7QX3F"
    assert codes.read(" K7-QX 3F ") == "K7QX3F"
    assert codes.read("K70X3F") == "K7QX3F"
    assert codes.read("KIOX25") == "KLQXZS"
    assert codes.read("146ABC") == "LAGABC"


def test_what_is_no_code_is_none():
    assert codes.read("K7QX3") == ""
    assert codes.read("K7QX3FF") == ""
    assert codes.read("") == ""


@given(st.text(codes.ALPHABET, min_size=6, max_size=6))
def test_every_code_reads_as_itself(code):
    assert codes.read(code.lower()) == code


@given(st.text())
def test_whatever_is_typed_gives_a_code_or_nothing(text):
    assert set(codes.read(text)) <= set(codes.ALPHABET)
