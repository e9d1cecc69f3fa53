import pytest
from django.test import Client

from meishi.shop.models import Delivery
from meishi.shop.tests.test_owner_products import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(card, alice):
    client = Client()
    client.force_login(alice)
    return client


@pytest.fixture
def home(shop, card):
    return f"/cards/{card.public_id}/shop/"


def html_of(response):
    return response.content.decode()


GENERAL = {
    "is_active": "on",
    "whatsapp_number": "+1 202 555 0123",
    "email": "",
    "currency": "EUR",
    "prices_include_tax": "1",
    "tax_rate": "19",
    "minimum": "10",
    "most_of_one": "20",
    "kept_hours": "24",
    "low_at": "5",
    "ask_phone": "optional",
    "ask_email": "no",
    "ask_note": "required",
    "terms": "Cash only",
}


def test_the_shop_is_kept_as_it_is_typed(owner, home, shop):
    assert owner.post(f"{home}settings/", GENERAL).status_code == 302

    shop.refresh_from_db()
    assert (shop.tax_rate, shop.minimum, shop.most_of_one) == (1900, 1000, 20)
    assert (shop.ask_note, shop.terms) == ("required", "Cash only")
    assert shop.whatsapp_number == "+12025550123"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"whatsapp_number": "12"}, "Write the number with its country"),
        ({"currency": "nonsense"}, "Select a valid choice"),
        ({"tax_rate": "101"}, "between 0 and 100"),
        ({"minimum": "ten"}, "Write the price as a number"),
        ({"most_of_one": "0"}, "greater than or equal to 1"),
        ({"kept_hours": ""}, "required"),
        ({"whatsapp_number": "", "ask_phone": "optional"}, "Without WhatsApp"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(owner, home, change, words):
    response = owner.post(f"{home}settings/", GENERAL | change)

    assert response.status_code == 422
    assert words in html_of(response)
    assert "Cash only" in html_of(response)


@pytest.mark.parametrize(
    ("number", "kept", "warning"),
    [
        ("+52 1 55 1234 5678", "+5215512345678", "Mexican"),
        ("+55 11 1234 5678", "+551112345678", "Brazilian"),
        ("+49 30 12345678", "+493012345678", "landline"),
    ],
)
def test_an_unusual_number_is_kept_with_a_warning(
    owner, home, shop, number, kept, warning
):
    owner.post(f"{home}settings/", GENERAL | {"whatsapp_number": number})

    shop.refresh_from_db()
    assert shop.whatsapp_number == kept
    html = html_of(owner.get(f"{home}settings/"))
    assert warning in html
    assert f'href="https://wa.me/{kept[1:]}?text=' in html


def test_a_currency_with_other_decimals_is_refused_once_there_are_prices(
    owner, home, shop, sell
):
    sell()

    refused = owner.post(f"{home}settings/", GENERAL | {"currency": "JPY"})
    owner.post(f"{home}settings/", GENERAL | {"currency": "USD"})

    assert "has other decimals" in html_of(refused)
    shop.refresh_from_db()
    assert shop.currency == "USD"


def test_two_windows_are_told_of_each_other(owner, home, shop, clock):
    html = html_of(owner.get(f"{home}settings/"))
    seen = {"seen_at": fields_of(html)["seen_at"]}
    clock.shift(1)
    owner.post(f"{home}settings/", GENERAL | seen)

    second = owner.post(f"{home}settings/", GENERAL | seen | {"terms": "Mine"})
    assert second.status_code == 409
    assert "Mine" in html_of(second)

    again = {"seen_at": fields_of(html_of(second))["seen_at"]}
    owner.post(f"{home}settings/", GENERAL | again | {"terms": "Mine"})
    shop.refresh_from_db()
    assert shop.terms == "Mine"


def test_the_message_is_shown_as_it_will_be(owner, home, shop):
    page = f"{home}settings/texts/"
    said = {"greeting": "Hi {shop}, it is {name}!", "closing": "{{x}} {total}"}

    shown = html_of(owner.post(page, said | {"do": "look"}))
    assert "Hi Alice Arai, it is Bob Baker!" in shown
    assert "{x} €62.50" in shown
    shop.refresh_from_db()
    assert shop.greeting == ""

    owner.post(page, said | {"do": "save"})
    shop.refresh_from_db()
    assert shop.greeting == "Hi {shop}, it is {name}!"


def test_a_placeholder_that_stands_for_nothing_is_named(owner, home):
    response = owner.post(
        f"{home}settings/texts/", {"greeting": "Hi {nmae}", "do": "save"}
    )

    assert response.status_code == 422
    assert "“{nmae}” stands for nothing" in html_of(response)


def test_hours_are_kept_and_told(owner, home, shop):
    page = f"{home}settings/hours/"
    sent = fields_of(html_of(owner.get(page)))
    sent |= {
        "is_always": "0",
        "time_zone": "Europe/Berlin",
        "monday": "10-12, 14:00-18",
    }
    sent |= {"days-TOTAL_FORMS": "1", "days-0-on": "2027-12-24", "days-0-hours": "9-12"}

    assert owner.post(page, sent).status_code == 302

    shop.refresh_from_db()
    assert shop.hours == ["10:00-12:00, 14:00-18:00", *[""] * 6]
    assert shop.days == {"2027-12-24": "09:00-12:00"}
    html = html_of(owner.get(page))
    assert "Closed now" in html
    assert "Mon 18 Jan 2027, 10:00" in html


def test_hours_that_make_no_sense_are_said(owner, home, shop):
    page = f"{home}settings/hours/"
    sent = fields_of(html_of(owner.get(page)))

    response = owner.post(
        page, sent | {"is_always": "0", "time_zone": "UTC", "monday": "25-26"}
    )

    assert response.status_code == 422
    assert "is not a time" in html_of(response)


def test_a_shop_is_open_always_again(owner, home, shop):
    shop.hours = ["10:00-12:00"] + [""] * 6
    shop.save()
    page = f"{home}settings/hours/"
    sent = fields_of(html_of(owner.get(page)))

    owner.post(page, sent | {"is_always": "1", "time_zone": "UTC"})

    shop.refresh_from_db()
    assert shop.hours == []


def test_a_day_is_added_without_a_script(owner, home):
    page = f"{home}settings/hours/"
    sent = fields_of(html_of(owner.get(page)))

    html = html_of(owner.post(page, sent | {"do": "days:add"}))

    assert 'name="days-0-on"' in html


DELIVERY = {"kind": "delivery", "name": "By bike", "fee": "3", "is_active": "on"}


def test_ways_are_added_changed_moved_and_deleted(owner, home, shop, pickup):
    page = f"{home}deliveries/"
    sent = DELIVERY | {"postcodes": "101, 102\n103", "free_from": "50", "minimum": "5"}
    owner.post(f"{page}add/", sent)
    bike = Delivery.objects.get(name="By bike")
    assert (bike.fee, bike.free_from, bike.minimum) == (300, 5000, 500)
    assert bike.postcodes == ["101", "102", "103"]

    owner.post(f"{page}{bike.public_id}/", sent | {"name": "By car", "fee": ""})
    owner.post(f"{page}{bike.public_id}/arrange/", {"do": "up"})
    assert [way.name for way in shop.deliveries.all()] == ["By car", "Pick up"]
    assert "€" not in html_of(owner.get(page)).split("By car")[1].split("Pick up")[0]

    owner.post(f"{page}{bike.public_id}/arrange/", {"do": "delete"})
    assert [way.name for way in shop.deliveries.all()] == ["Pick up"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": ""}, "Give it a name."),
        ({"fee": "x"}, "Write the price as a number"),
        ({"kind": "rocket"}, "Select a valid choice"),
        ({"places": "\n".join(map(str, range(201)))}, "too many"),
    ],
)
def test_what_is_wrong_with_a_way_is_said(owner, home, change, words):
    response = owner.post(f"{home}deliveries/add/", DELIVERY | change)

    assert response.status_code == 422
    assert words in html_of(response)
