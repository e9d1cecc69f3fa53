"""Fields for opening hours: a line of text for each day, and days that differ."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meishi.cards.document.base import MAX_LINE
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
