import json
from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from pydantic import ValidationError

from meishi.blocks.hours.block import hours
from meishi.blocks.hours.data import HoursData, SpecialDay
from meishi.blocks.hours.form import HoursForm
from meishi.cards.document import Identity

SHOP = HoursData(
    monday="9-12, 14-18",
    friday="22-2",
    items=(SpecialDay(on=date(2030, 12, 25), note="Christmas"),),
)


def shown(data, identity, language="en"):
    with translation.override(language):
        context = {"data": data, **hours.show_context(data, identity)}
        return render_to_string(hours.show_template, context)


def test_hours_are_stored_in_one_form():
    assert SHOP.monday == "09:00-12:00, 14:00-18:00"


def test_hours_that_cannot_be_read_are_refused_wherever_they_come_from():
    with pytest.raises(ValidationError):
        HoursData(monday="soon")


def test_the_week_begins_on_the_day_and_in_the_hours_of_the_language():
    german = shown(SHOP, Identity(), "de")
    american = shown(SHOP, Identity(), "en-US")

    assert german.index("Montag") < german.index("Sonntag")
    assert "09:00 – 12:00" in german
    assert american.index("Sunday") < american.index("Monday")
    assert "9:00\u202fAM – 12:00\u202fPM" in american


def test_without_a_time_zone_nothing_is_said_about_now():
    assert "data-hours" not in shown(SHOP, Identity())
    assert "data-hours" in shown(SHOP, Identity(time_zone="Asia/Tokyo"))


def test_without_a_script_nothing_is_said_about_now():
    html = shown(SHOP, Identity(time_zone="Asia/Tokyo"))

    assert html.count("Open now") == 1
    assert "&quot;open&quot;:&quot;Open now&quot;" in html  # inside the attribute


def test_the_script_is_told_the_zone_of_the_block_before_that_of_the_card():
    data = SHOP.model_copy(update={"zone": "Europe/Zurich"})
    now = hours.show_context(data, Identity(time_zone="Asia/Tokyo"))["now"]

    assert json.loads(now)["zone"] == "Europe/Zurich"
    assert json.loads(now)["week"][4] == [[1320, 1560]]
    assert json.loads(now)["days"] == {"2030-12-25": []}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("9-25", "“25” is not a time"),
        ("9", "“9” needs a start and an end"),
        ("9-12, 11-14", "These hours overlap"),
    ],
)
def test_hours_that_cannot_be_read_are_asked_for_in_words(typed, words):
    count = {"block-items-TOTAL_FORMS": 0, "block-items-INITIAL_FORMS": 0}
    form = HoursForm({"block-monday": typed, **count})

    assert not form.is_valid()
    assert words in form.errors["monday"][0]
    assert form["monday"].value() == typed


def test_a_day_is_offered_in_the_form_that_browsers_send():
    assert HoursForm(stored=SHOP).items[0]["on"].value() == "2030-12-25"


def test_search_engines_are_told_week_and_holidays():
    (told,) = hours.structured_data(SHOP)

    assert told["openingHoursSpecification"] == [
        {
            "@type": "OpeningHoursSpecification",
            "opens": opens,
            "closes": closes,
            **when,
        }
        for opens, closes, when in [
            ("09:00", "12:00", {"dayOfWeek": ["Monday"]}),
            ("14:00", "18:00", {"dayOfWeek": ["Monday"]}),
            ("22:00", "02:00", {"dayOfWeek": ["Friday"]}),
            (
                "00:00",
                "00:00",
                {"validFrom": "2030-12-25", "validThrough": "2030-12-25"},
            ),
        ]
    ]
