import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats import phone


@pytest.mark.parametrize(
    ("typed", "country", "text", "shown", "home"),
    [
        ("03-1234-5678", "JP", "+81312345678", "+81 3-1234-5678", "JP"),
        ("(202) 555-0123", "US", "+12025550123", "+1 202-555-0123", "US"),
        ("+44 20 7946 0958", "JP", "+442079460958", "+44 20 7946 0958", "GB"),
        ("０３－１２３４－５６７８", "JP", "+81312345678", "+81 3-1234-5678", "JP"),
    ],
)
def test_a_number_is_read_as_its_country_dials_it(typed, country, text, shown, home):
    assert phone.parse(typed, country) == phone.Number(text, shown, home, True)


@pytest.mark.parametrize("typed", ["ask for Bob", "12", "+999 12", "", "1" * 300])
def test_what_is_no_number_stays_as_typed(typed):
    number = phone.parse(typed, "JP")

    assert (number.text, number.shown, number.is_valid) == (typed, typed, False)


def test_an_extension_is_not_lost():
    number = phone.parse("+1 202-555-0123 ext. 45")

    assert number.is_valid
    assert number.text == "+1 202-555-0123 ext. 45"


def test_a_country_is_known_of_international_numbers_only():
    assert phone.country_of("+81312345678") == "JP"
    assert phone.country_of("03-1234-5678") == ""


def test_each_country_has_a_calling_code():
    assert phone.calling_codes()["JP"] == 81
    assert all(phone.calling_codes().values())


@given(st.text(), st.sampled_from(["", "JP", "US", "XX", "AC"]))
def test_any_text_is_understood_and_understood_the_same_again(text, country):
    once = phone.parse(text, country)

    assert phone.parse(once.text, country).text == once.text
    assert phone.show(once.text) == once.shown
