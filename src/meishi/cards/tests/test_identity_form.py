import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from meishi.cards.document import Identity
from meishi.cards.forms.identity import LISTS, IdentityForm
from meishi.cards.tests.sent import identity_data

STORED = Identity(given="Alice", title="Carpenter", birthday="--02-29")


def form(**fields):
    data = QueryDict(mutable=True)
    data.update(identity_data(**fields))
    return IdentityForm(data, stored=STORED)


def test_a_number_is_kept_as_its_country_dials_it():
    value = form(phones=[{"number": "03-1234-5678", "country": "JP"}]).value()

    assert value.phones[0].number == "+81312345678"
    assert value.phones[0].type == "cell"


def test_what_is_no_number_is_kept_with_a_warning():
    sent = form(phones=[{"number": "ask Bob", "country": "JP"}])

    assert sent.is_valid()
    assert sent.value().phones[0].number == "ask Bob"
    assert "Japan" in sent.lists["phones"][0].note


def test_a_stored_number_is_shown_in_the_groups_of_its_country():
    stored = form(phones=[{"number": "+81312345678"}]).value()
    row = IdentityForm(stored=stored).lists["phones"][0]

    assert row["number"].value() == "+81 3-1234-5678"
    assert row["country"].value() == "JP"


def test_good_fields_are_kept_beside_bad_ones():
    sent = form(given="Alice", title="Joiner", emails=[{"address": "alice@example"}])

    assert not sent.is_valid()
    assert sent.value().title == "Joiner"
    assert sent.value().emails == STORED.emails


@pytest.mark.parametrize(
    ("day", "month", "year", "stored"),
    [
        ("12", "04", "1990", "1990-04-12"),
        ("29", "02", "", "--02-29"),
        ("", "", "", ""),
    ],
)
def test_a_birthday_may_lack_its_year(day, month, year, stored):
    sent = form(birthday_day=day, birthday_month=month, birthday_year=year)

    assert sent.is_valid()
    assert sent.value().birthday == stored


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [("31", "02", ""), ("29", "02", "1999"), ("", "02", ""), ("x", "02", "²")],
)
def test_a_day_that_does_not_exist_is_no_birthday(day, month, year):
    sent = form(birthday_day=day, birthday_month=month, birthday_year=year)

    assert not sent.is_valid()
    assert sent.value().birthday == STORED.birthday


def test_an_address_asks_for_its_parts_as_its_country_does():
    sent = form(addresses=[{"country_code": "JP", "locality": "Kyoto"}])
    names = [field.name for field in sent.lists["addresses"][0].visible_fields()]

    assert names.index("postal_code") < names.index("region") < names.index("street")
    assert sent.lists["addresses"][0].fields["region"].label == "Prefecture"
    assert sent.value().addresses[0].locality == "Kyoto"


def test_a_website_is_a_web_page():
    sent = form(websites=[{"url": "mailto:alice@example.com"}])

    assert "web page" in str(sent.lists["websites"][0].errors["url"])


def test_what_is_stored_comes_back_the_same():
    stored = form(
        given="Alice",
        phones=[{"number": "+12025550123", "has_whatsapp": "on"}],
        addresses=[{"country_code": "DE", "street": "Weg 1", "type": "home"}],
        websites=[{"url": "example.com", "label": "Work"}],
    ).value()
    shown = IdentityForm(stored=stored)
    data = QueryDict(mutable=True)
    for rows in shown.lists.values():
        data[f"{rows.prefix}-TOTAL_FORMS"] = rows.total_form_count()
        data[f"{rows.prefix}-INITIAL_FORMS"] = rows.initial_form_count()
    for field in shown.bound_fields():
        if value := field.value():
            data[field.html_name] = str(value)

    assert IdentityForm(data, stored=STORED).value() == stored


NAMES = [f"identity-{name}" for name in IdentityForm.base_fields]
NAMES += [
    f"identity-{name}-{part}"
    for name, (row, _max) in LISTS.items()
    for part in ("TOTAL_FORMS", *(f"0-{each}" for each in row.base_fields), "0-ORDER")
]
VALUES = st.text(max_size=30) | st.sampled_from(
    ["1", "2", "\x00", "x" * 300, "JP", "a@example.com", "http://[", "=1"]
)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=12))
def test_nothing_that_is_sent_breaks_the_form(values):
    data = QueryDict(mutable=True)
    data.update(identity_data() | values)

    form = IdentityForm(data, stored=STORED)
    form.is_valid()
    assert isinstance(form.value(), Identity)
    form.general_errors()
