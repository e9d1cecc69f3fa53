"""A field for a time zone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meishi.cards.forms.long_select import LongSelect
from meishi.formats.zone_names import areas


class ZoneField(forms.ChoiceField):
    """A time zone, by area and city."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=zones, widget=LongSelect, **options)


def zones() -> list[Any]:
    """Return the time zones by area, as a select wants its groups."""
    return [*areas(), (str(_("Elsewhere")), [("UTC", "UTC")])]
