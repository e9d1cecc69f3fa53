"""Fields that forms of appointments have in common."""

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from meishi.formats import opening_hours

CELL = 5  # minutes
UNITS = {1: _("minutes"), 60: _("hours"), 24 * 60: _("days"), 7 * 24 * 60: _("weeks")}
MOST = 1_000_000  # minutes, nearly two years
_HOURS_ERRORS = {
    "time": _("“%(part)s” is not a time. Write hours like 9:00–12:30, 14–18."),
    "span": _("“%(part)s” needs a start and an end, like 9:00–12:30."),
    "order": _("“%(part)s” starts and ends at the same time."),
    "overlap": _("These hours overlap."),
    "many": _("This is more than a day can hold."),
}

type Spans = tuple[tuple[int, int], ...]


class LengthWidget(forms.MultiWidget):
    """A number and its unit."""

    def __init__(self, units: tuple[int, ...]) -> None:
        self.units = units
        number = forms.NumberInput({"min": 0, "aria-label": _("Number")})
        choices = [(unit, UNITS[unit]) for unit in units]
        unit = forms.Select({"aria-label": _("Unit")}, choices=choices)
        super().__init__([number, unit], attrs={"class": "length"})

    def decompress(self, value: Any) -> list[Any]:
        """Return minutes as a number of the largest unit that is exact."""
        if value is None:
            return [None, self.units[0]]
        fitting = [u for u in self.units if value and value % u == 0]
        unit = max(fitting, default=self.units[0])
        return [value // unit, unit]


class LengthField(forms.MultiValueField):
    """A length of time, in minutes, written as a number and a unit.

    `least` and `most` are minutes; `multiple` is what it must be a multiple of.
    """

    def __init__(
        self,
        *,
        units: tuple[int, ...] = (1, 60),
        least: int = 0,
        most: int = MOST,
        multiple: int = 1,
        **options: Any,
    ) -> None:
        self.least, self.most, self.multiple = least, most, multiple
        super().__init__(
            fields=[
                forms.IntegerField(min_value=0, max_value=MOST),
                forms.TypedChoiceField(
                    choices=[(unit, UNITS[unit]) for unit in units], coerce=int
                ),
            ],
            widget=LengthWidget(units),
            **options,
        )

    def compress(self, values: list[Any]) -> int | None:
        """Return the minutes."""
        if not values:
            return None
        minutes: int = values[0] * values[1]
        if minutes % self.multiple:
            words = _("Write a multiple of %(count)d minutes.")
            raise ValidationError(words, params={"count": self.multiple})
        if not self.least <= minutes <= self.most:
            words = _("Write at least %(least)s and at most %(most)s.")
            limits = {"least": length(self.least), "most": length(self.most)}
            raise ValidationError(words, params=limits)
        return minutes


def length(minutes: int) -> str:
    """Return a length of time in words: "1 hour 30 minutes"."""
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    words = [
        ngettext("%(count)d day", "%(count)d days", days) % {"count": days},
        ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours},
        ngettext("%(count)d minute", "%(count)d minutes", left) % {"count": left},
    ]
    kept = [
        word for word, count in zip(words, (days, hours, left), strict=True) if count
    ]
    return " ".join(kept) or words[-1]


class DayHoursField(forms.CharField):
    """The hours of a day as people write them; [start, end] in minutes come out.

    `9:00–12:30, 14–18` has a break, `22–2` ends on the next day, nothing is closed.
    """

    widget = forms.TextInput(
        {"placeholder": _("Closed"), "autocomplete": "off", "dir": "ltr"}
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 200, "required": False, **options})

    def clean(self, value: Any) -> Any:
        """Return the spans, each as a list of two numbers of minutes."""
        text = super().clean(value)
        try:
            spans = opening_hours.parse_day(text)
        except opening_hours.BadHours as error:
            words = _HOURS_ERRORS[error.reason] % {"part": error.part}
            raise ValidationError(words, code=error.reason) from error
        if any(minute % CELL for span in spans for minute in span):
            raise ValidationError(_("Write times in steps of five minutes."))
        return [list(span) for span in spans]

    def prepare_value(self, value: Any) -> Any:
        """Show stored hours as they are written."""
        return hours_text(value) if isinstance(value, list | tuple) else value


def hours_text(spans: Any) -> str:
    """Return the hours of a day as one line: "09:00–12:00, 13:00–17:00"."""
    text = opening_hours.write_day(
        tuple(opening_hours.Span(start, end) for start, end in spans)
    )
    return text.replace("-", "–")


class DayField(forms.DateField):
    """A date as every browser sends it, whatever the language: ISO 8601."""

    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **options)

    def to_python(self, value: Any) -> date | None:
        """Refuse what no calendar of ours holds."""
        day = super().to_python(value)
        if day is not None and not 1970 <= day.year <= 2200:
            raise ValidationError(_("Choose a date between 1970 and 2200."))
        return day


class ClockField(forms.TimeField):
    """A time of day in steps of five minutes."""

    widget = forms.TimeInput({"type": "time", "step": 60 * CELL}, format="%H:%M")

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%H:%M", "%H:%M:%S"], **options)

    def to_python(self, value: Any) -> time | None:
        """Refuse minutes between the steps, which cells could not tell apart."""
        clock = super().to_python(value)
        if clock is not None and (clock.minute % CELL or clock.second):
            raise ValidationError(_("Choose a time in steps of five minutes."))
        return clock
