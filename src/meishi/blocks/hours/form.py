"""The form of opening hours: one line of text for each day."""

from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meishi.blocks.hours.data import ZONES, HoursData
from meishi.cards.document.base import MAX_LINE
from meishi.cards.forms.block import BlockForm
from meishi.cards.forms.fields_hours import DayField, HoursField


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
