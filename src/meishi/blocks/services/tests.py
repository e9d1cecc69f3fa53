import pytest
from django.template.loader import render_to_string
from django.utils import translation

from meishi.blocks.services.block import services
from meishi.blocks.services.data import ServiceItem, ServicesData
from meishi.blocks.services.form import ServicesForm
from meishi.cards.document import EmailEntry, Identity, PhoneEntry
from meishi.cards.document.offer import duration

ALICE = Identity(
    emails=(EmailEntry(address="alice@example.com"),),
    phones=(PhoneEntry(number="+12025550123", has_whatsapp=True),),
)


def shown(item, identity=ALICE, language="en", currency="EUR"):
    data = ServicesData(currency=currency, items=(item,))
    with translation.override(language):
        context = services.show_context(data, identity)
        return render_to_string(
            services.show_template,
            {"data": data, "block_id": "b1", "handle": "alice", **context},
        )


def sent(currency="EUR", **row):
    item = {"title": "Haircut", "action": "none", **row}
    rows = {f"block-items-0-{name}": value for name, value in item.items()}
    count = {"block-items-TOTAL_FORMS": 1, "block-items-INITIAL_FORMS": 0}
    return ServicesForm({"block-currency": currency, **rows, **count})


@pytest.mark.parametrize(
    ("minutes", "words"), [(5, "5 min"), (60, "1 h"), (90, "1 h 30 min")]
)
def test_durations_are_said_in_hours_and_minutes(minutes, words):
    assert duration(minutes) == words


def test_prices_are_written_as_in_the_language_of_the_page():
    item = ServiceItem(title="Haircut", price=4500, is_price_from=True)

    assert "from €45.00" in shown(item)
    assert "45,00\u00a0€" in shown(item, language="de")


def test_a_price_is_read_in_the_currency_of_the_block():
    form = sent("JPY", price="4,500")

    assert form.is_valid()
    assert form.value().items[0].price == 4500


def test_a_price_of_nothing_is_free():
    assert "Free" in shown(ServiceItem(title="Haircut", price=0))
    assert "Free" not in shown(ServiceItem(title="Haircut"))


def test_an_enquiry_goes_to_the_address_of_the_card():
    item = ServiceItem(title="Cut & dry", action="email")

    assert 'href="mailto:alice@example.com?subject=Cut%20%26%20dry"' in shown(item)


def test_an_enquiry_without_an_address_to_go_to_has_no_button():
    item = ServiceItem(title="Haircut", action="whatsapp")

    assert "wa.me/12025550123" in shown(item)
    assert "<a " not in shown(item, Identity())


def test_a_price_with_too_many_decimals_is_refused_in_words():
    form = sent("JPY", price="45.50")

    assert not form.is_valid()
    assert form.items[0].errors["price"] == [
        "JPY has no decimals. Write a whole number."
    ]
    assert form.items[0]["price"].value() == "45.50"


def test_a_button_that_opens_a_page_needs_the_page():
    form = sent(action="link")

    assert not form.is_valid()
    assert "url" in form.items[0].errors


def test_search_engines_are_told_the_price_in_plain_digits():
    data = ServicesData(currency="KWD", items=(ServiceItem(title="Cut", price=1500),))

    assert services.structured_data(data) == [
        {
            "@type": "Service",
            "name": "Cut",
            "offers": {"@type": "Offer", "price": "1.500", "priceCurrency": "KWD"},
        }
    ]


def test_a_service_that_can_be_booked_leads_to_its_times():
    item = ServiceItem(title="Haircut", action="book", bookable="abc234")

    assert 'href="/alice/book/abc234/"' in shown(item)
    assert 'href="/alice/book/"' in shown(ServiceItem(title="Cut", action="book"))


def test_what_is_booked_is_one_of_the_services_of_the_card():
    options = {"services": (("abc234", "Haircut"),)}
    rows = {"block-items-0-title": "Cut", "block-items-0-action": "book"}
    count = {"block-items-TOTAL_FORMS": 1, "block-items-INITIAL_FORMS": 0}
    for bookable, is_good in (("abc234", True), ("", True), ("other", False)):
        data = {"block-currency": "EUR", "block-items-0-bookable": bookable}
        form = ServicesForm({**data, **rows, **count}, **options)
        assert form.is_valid() == is_good


def test_a_service_that_is_gone_is_kept_until_another_is_chosen():
    stored = ServicesData(items=(ServiceItem(title="Cut", bookable="gone22"),))
    form = ServicesForm(stored=stored)

    assert ("gone22", "A service that is gone") in form.items[0][
        "bookable"
    ].field.choices
