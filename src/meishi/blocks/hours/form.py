"""The form of opening hours: one line of text for each day."""

from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meishi.blocks.hours.data import ZONES, HoursData
from meishi.cards.document.base import MAX_LINE
from meishi.cards.forms.block import BlockForm
from meishi.formats import opening_hours

_MESSAGES = {
    "time": _("“%(part)s” is not a time. Write hours like 9:00–12:30, 14–18."),
    "span": _("“%(part)s” needs a start and an end, like 9:00–12:30."),
    "order": _("“%(part)s” starts and ends at the same time."),
    "overlap": _("These hours overlap."),
    "many": _("This is more than a day can hold."),
}


class HoursField(forms.CharField):
    """Take the hours of a day as people write them; give them in one form."""

    widget = forms.TextInput({"placeholder": _("Closed"), "autocomplete": "off"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": MAX_LINE, "required": False, **options})

    def clean(self, value: Any) -> str:
        """Return the hours as `opening_hours.write_day` writes them, "" if closed."""
        text = super().clean(value)
        try:
            return opening_hours.write_day(opening_hours.parse_day(text))
        except opening_hours.BadHours as error:
            message = _MESSAGES[error.reason] % {"part": error.part}
            raise ValidationError(message, code=error.reason) from error


class DayField(forms.DateField):
    """A day, written as ISO 8601 in every language: so do browsers send it."""

    widget = forms.TextInput({"type": "date"})

    def prepare_value(self, value: Any) -> Any:
        """Show a stored day in the form in which it is sent."""
        return value.isoformat() if isinstance(value, date) else value


def _zones() -> list[Any]:
    areas = groupby(ZONES, key=lambda zone: zone.partition("/")[0])
    grouped = [(area, [(z, _city(z)) for z in zones]) for area, zones in areas]
    return [("", _("That of the card")), *grouped]


def _city(zone: str) -> str:
    return zone.partition("/")[2].replace("_", " ").replace("/", ", ")


class SpecialDayForm(forms.Form):
    """A day that differs."""

    on = DayField(label=_("Date"))
    hours = HoursField(label=_("Hours"))
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=MAX_LINE,
        widget=forms.TextInput({"placeholder": _("Public holiday")}),
    )


class HoursForm(BlockForm):
    """A week, its time zone, and the days that differ."""

    data_type = HoursData
    item_form = SpecialDayForm

    heading = forms.CharField(label=_("Heading"), required=False, max_length=MAX_LINE)
    monday = HoursField(
        label=_("Monday"),
        help_text=_("For example 9:00–12:30, 14–18. Empty means closed."),
    )
    tuesday = HoursField(label=_("Tuesday"))
    wednesday = HoursField(label=_("Wednesday"))
    thursday = HoursField(label=_("Thursday"))
    friday = HoursField(label=_("Friday"))
    saturday = HoursField(label=_("Saturday"))
    sunday = HoursField(label=_("Sunday"))
    zone = forms.ChoiceField(label=_("Time zone"), required=False, choices=_zones)
