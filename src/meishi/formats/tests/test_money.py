from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats import money

LOCALES = ["en", "de", "fr", "de-CH", "sr-Latn", "hi", "ja", "fa", "ar", "tlh"]


@pytest.mark.parametrize(
    ("currency", "digits"),
    [("EUR", 2), ("JPY", 0), ("KWD", 3), ("RSD", 2), ("ISK", 0), ("HUF", 2)],
)
def test_decimals_are_those_of_iso_4217(currency, digits):
    assert money.digits(currency) == digits


@pytest.mark.parametrize(
    ("text", "currency", "locale", "amount"),
    [
        ("12.50", "EUR", "en", 1250),
        ("12,50", "EUR", "en", 1250),
        ("12,5", "EUR", "de", 1250),
        ("1,500", "USD", "en", 150000),
        ("1.500", "EUR", "de", 150000),
        ("1.500", "KWD", "en", 1500),
        ("1,500", "KWD", "de", 1500),
        ("1.234,56", "EUR", "en", 123456),
        ("1,234,567", "JPY", "en", 1234567),
        ("1 234,50 €", "EUR", "fr", 123450),
        ("1’234.50", "CHF", "de-CH", 123450),
        ("1,00,000", "INR", "hi", 10000000),
        ("EUR 7", "EUR", "en", 700),
        ("7 eur", "EUR", "en", 700),
        ("۱۲٫۵", "EUR", "fa", 1250),
        ("12.00", "JPY", "en", 12),
        (".5", "EUR", "en", 50),
        ("12,-", "EUR", "de", 1200),
        ("12.", "EUR", "en", 1200),
        ("0", "EUR", "en", 0),
    ],
)
def test_amounts_are_read_as_people_type_them(text, currency, locale, amount):
    assert money.parse(text, currency, locale) == amount


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "number"),
        ("ten", "number"),
        ("1.2.3", "number"),
        ("1,2,3", "number"),
        ("0x10", "number"),
        ("1e3", "number"),
        ("NaN", "number"),
        ("-5", "negative"),
        ("1.234", "digits"),
        ("1" * 30, "large"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_reason(text, reason):
    with pytest.raises(money.BadAmount) as error:
        money.parse(text, "EUR", "en")

    assert error.value.reason == reason


@given(
    st.integers(0, money.MAX_AMOUNT),
    st.sampled_from(money.CURRENCIES),
    st.sampled_from(LOCALES),
)
def test_a_written_amount_is_read_back_exactly(amount, currency, locale):
    text = money.as_text(amount, currency, locale)

    assert money.parse(text, currency, locale) == amount


@given(st.text(max_size=30), st.sampled_from(LOCALES))
def test_any_text_is_an_amount_or_refused(text, locale):
    with suppress(money.BadAmount):
        assert 0 <= money.parse(text, "EUR", locale) <= money.MAX_AMOUNT


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "text"),
    [
        (123456, "EUR", "en", "€1,234.56"),
        (123456, "EUR", "de", "1.234,56\u00a0€"),
        (1500, "JPY", "ja", "￥1,500"),
        (150000, "RSD", "sr-Latn", "1.500,00\u00a0RSD"),
        (1500, "KWD", "en", "KWD\u00a01.500"),
    ],
)
def test_amounts_are_shown_with_all_their_decimals(amount, currency, locale, text):
    assert money.show(amount, currency, locale) == text
