"""Fields for rates, stock and numbers of things."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meishi.shop.rules.pricing import HIGHEST_RATE

BASIS = 100  # basis points in one per cent
LARGEST = 2**31 - 1


class RateField(forms.CharField):
    """Takes per cent as people type them, gives basis points, or None if empty."""

    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "size": 6})

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 10, **options})

    def prepare_value(self, value: Any) -> Any:
        """Show stored basis points as per cent; leave what was typed as it is."""
        return rate_text(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        """Return the basis points."""
        text = super().clean(value).strip().rstrip("%").strip().replace(",", ".")
        if not text:
            return None
        try:
            rate = Decimal(text) * BASIS
        except InvalidOperation:
            rate = Decimal("NaN")
        if not rate.is_finite() or rate != rate.to_integral_value():
            raise ValidationError(_("Write per cent as a number, such as 19 or 8.1."))
        if not 0 <= rate <= HIGHEST_RATE:
            raise ValidationError(_("Write a rate between 0 and 100 per cent."))
        return int(rate)


def rate_text(rate: int) -> str:
    """Return basis points as per cent: 1900 is "19", 810 is "8.1"."""
    whole, part = divmod(rate, BASIS)
    return f"{whole}.{part:02}".rstrip("0").rstrip(".")


class CountField(forms.IntegerField):
    """A number of things; empty is None: not counted."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
        limits = {"min_value": 0, "max_value": LARGEST}
        super().__init__(**{"required": False, "widget": widget, **limits, **options})
