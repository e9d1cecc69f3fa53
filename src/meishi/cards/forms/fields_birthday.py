"""A field for a birthday, whose year may stay private."""

from datetime import date
from typing import Any

from babel.dates import get_month_names
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meishi.formats.locales import locale_of

LEAP_YEAR = 2000  # has a 29 February
LATEST = 9999


class BirthdayWidget(forms.MultiWidget):
    """Day, month and year, each with its own name for screen readers."""

    template_name = "cards/widgets/birthday.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        number = {"inputmode": "numeric", "autocomplete": "off"}
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": forms.TextInput({**number, "maxlength": 2, "aria-label": _("Day")}),
            "month": forms.Select({"aria-label": _("Month")}, choices=_months),  # type: ignore[arg-type]  # or a function
            "year": forms.TextInput(
                {
                    **number,
                    "maxlength": 4,
                    "aria-label": _("Year, optional"),
                    "placeholder": _("Year"),
                }
            ),
        }
        super().__init__(widgets, attrs)

    def decompress(self, value: str | None) -> list[str]:
        """Return day, month and year of `1990-04-12` or `--04-12`."""
        return _parts(value)


class BirthdayField(forms.Field):
    """Takes day, month and perhaps year; gives `1990-04-12`, `--04-12` or ""."""

    widget = BirthdayWidget

    def clean(self, value: list[str | None] | None) -> str:
        """Return the date; raises ValidationError where there is no such day."""
        day, month, year = ((part or "").strip() for part in (value or [""] * 3))
        if not (day or month or year):
            return ""
        if not (day and month):
            raise ValidationError(
                _("Give the day and the month; the year is optional.")
            )
        try:
            found = date(
                _number(year) if year else LEAP_YEAR, *map(_number, (month, day))
            )
        except ValueError as error:
            raise ValidationError(_("There is no such day.")) from error
        return found.isoformat() if year else f"-{found:-%m-%d}"

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare in the parts that the widget shows."""
        return _parts(initial) != list(data or ["", "", ""])


def _parts(value: str | None) -> list[str]:
    if not value:
        return ["", "", ""]
    year, month, day = value.replace("--", "-", 1).split("-")
    return [day.lstrip("0"), month, year]


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(LATEST))):
        raise ValueError(text)
    return int(text)


def _months() -> list[tuple[str, str]]:
    names = get_month_names("wide", "stand-alone", locale_of(get_language() or "en"))
    return [("", str(_("Month"))), *((f"{n:02}", names[n]) for n in range(1, 13))]
