"""Fields for a currency and for an amount in it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meishi.formats import money
from meishi.formats.locales import locale_of

_MESSAGES = {
    "number": _("Write the price as a number, for example %(example)s."),
    "negative": _("A price cannot be less than zero."),
    "large": _("This price is too large."),
}
_DIGITS = {
    0: _("%(currency)s has no decimals. Write a whole number."),
    2: _("%(currency)s has at most 2 decimals."),
    3: _("%(currency)s has at most 3 decimals."),
}
_EXAMPLE = 1990


class CurrencyField(forms.ChoiceField):
    """Choose a currency by its code and name in the reader's language."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            choices=_currencies, label=_("Currency"), initial="EUR", **options
        )


def _currencies() -> list[tuple[str, str]]:
    names = locale_of(get_language() or "en").currencies
    return [(code, f"{code} – {names.get(code, code)}") for code in money.CURRENCIES]


class MoneyField(forms.CharField):
    """Take an amount as people type it, give whole minor units, or None if empty.

    Its form sets `currency`.
    """

    currency = "EUR"
    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 40, **options})

    def prepare_value(self, value: Any) -> Any:
        """Show stored minor units as an amount; leave what was typed as it is."""
        if isinstance(value, int):
            return money.as_text(value, self.currency, get_language() or "en")
        return value

    def clean(self, value: Any) -> int | None:
        """Return the minor units."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return money.parse(text, self.currency, get_language() or "en")
        except money.BadAmount as error:
            raise ValidationError(self._message(error.reason)) from error

    def _message(self, reason: str) -> str:
        if reason == "digits":
            return _DIGITS[money.digits(self.currency)] % {"currency": self.currency}
        example = money.as_text(_EXAMPLE, self.currency, get_language() or "en")
        return _MESSAGES[reason] % {"example": example}
