"""The forms of how a shop is run."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meishi.cards.forms.fields_hours import DayField, HoursField
from meishi.cards.forms.fields_money import CurrencyField, MoneyField
from meishi.cards.forms.fields_zone import ZoneField
from meishi.cards.forms.items import ItemFormSet, item_formset
from meishi.formats import money, phone, whatsapp
from meishi.shop.forms.fields import CountField, RateField
from meishi.shop.models import Delivery, Shop
from meishi.shop.rules.cart import MOST_OF_ONE
from meishi.shop.rules.message import PLACEHOLDERS, BadPlaceholder, check_placeholders

DAYS = (
    ("monday", _("Monday")),
    ("tuesday", _("Tuesday")),
    ("wednesday", _("Wednesday")),
    ("thursday", _("Thursday")),
    ("friday", _("Friday")),
    ("saturday", _("Saturday")),
    ("sunday", _("Sunday")),
)
MOST_KEPT = 24 * 90  # hours
MOST_PLACES = 200
MOST_POSTCODES = 1000
FEWEST_DIGITS, MOST_DIGITS = 7, 15  # of a number (E.164)
PHONE = {"inputmode": "tel", "autocomplete": "tel", "dir": "ltr"}


class GeneralForm(forms.Form):
    """What a shop is like. `has_products` says that a currency is in use."""

    is_active = forms.BooleanField(
        label=_("The shop is open to customers"), required=False
    )
    whatsapp_number = forms.CharField(
        label=_("WhatsApp number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(PHONE),
        help_text=_(
            "With its country, such as +1 202 555 0123. Empty: orders come without "
            "WhatsApp."
        ),
    )
    email = forms.EmailField(
        label=_("E-mail for orders"),
        required=False,
        help_text=_("Empty: yours."),
    )
    currency = CurrencyField()
    prices_include_tax = forms.TypedChoiceField(
        label=_("Prices"),
        choices=[("1", _("Include tax")), ("0", _("Tax comes on top"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    tax_rate = RateField(label=_("Usual tax in per cent"), required=False)
    minimum = MoneyField(label=_("Least that can be ordered"), required=False)
    most_of_one = CountField(
        label=_("Most of one thing"), required=True, min_value=1, max_value=MOST_OF_ONE
    )
    kept_hours = CountField(
        label=_("Hours until an order that nobody looked at ends"),
        required=True,
        min_value=1,
        max_value=MOST_KEPT,
        help_text=_("Its stock is for sale again then."),
    )
    low_at = CountField(
        label=_("Tell me of stock from"), required=True, max_value=10_000
    )
    ask_phone = forms.ChoiceField(label=_("Telephone"), choices=Shop.Ask)
    ask_email = forms.ChoiceField(label=_("E-mail"), choices=Shop.Ask)
    ask_note = forms.ChoiceField(label=_("Note"), choices=Shop.Ask)
    terms = forms.CharField(
        label=_("What customers should know before they order"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )
    NAMES = (
        *("is_active", "whatsapp_number", "email", "currency", "tax_rate", "minimum"),
        *("most_of_one", "kept_hours", "low_at", "ask_phone", "ask_email"),
        *("ask_note", "terms"),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        shop: Shop,
        country: str = "",
        has_products: bool = False,
    ) -> None:
        initial = {name: getattr(shop, name) for name in self.NAMES}
        initial["minimum"] = shop.minimum or None
        initial["prices_include_tax"] = "1" if shop.prices_include_tax else "0"
        initial["whatsapp_number"] = phone.show(shop.whatsapp_number)
        super().__init__(data, initial=initial)
        self.shop, self.country, self.has_products = shop, country, has_products
        field = self.fields["minimum"]
        assert isinstance(field, MoneyField)  # noqa: S101 (tells the type checker)
        field.currency = shop.currency

    def clean_whatsapp_number(self) -> str:
        """The number in E.164. What looks unusual is kept, and warned about."""
        text = self.cleaned_data["whatsapp_number"]
        if not text:
            return ""
        number = phone.parse(text, self.country)
        digits = whatsapp.digits(number.text)
        is_whole = number.is_valid or text.strip().startswith(("+", "00"))
        if not is_whole or not FEWEST_DIGITS <= len(digits) <= MOST_DIGITS:
            raise ValidationError(
                _("Write the number with its country, such as +1 202 555 0123.")
            )
        return f"+{digits.removeprefix('00')}"

    def clean_currency(self) -> str:
        """Prices stay as they are written, so the number of decimals has to."""
        currency: str = self.cleaned_data["currency"]
        if self.has_products and money.digits(currency) != money.digits(
            self.shop.currency
        ):
            raise ValidationError(
                _(
                    "%(new)s has other decimals than %(old)s. Export the products, "
                    "delete them, change the currency, and import them with new prices."
                )
                % {"new": currency, "old": self.shop.currency}
            )
        return currency

    def clean(self) -> dict[str, Any]:
        """Without WhatsApp, customers have to say how they are reached."""
        said = super().clean() or {}
        required = Shop.Ask.REQUIRED
        if "whatsapp_number" in said and not said["whatsapp_number"]:
            asked = {said.get("ask_phone"), said.get("ask_email")}
            if required not in asked:
                self.add_error(
                    "ask_phone",
                    _(
                        "Without WhatsApp, ask for a telephone number or an e-mail "
                        "address that must be filled in."
                    ),
                )
        said["tax_rate"] = said.get("tax_rate") or 0
        said["minimum"] = said.get("minimum") or 0
        return said


class TextsForm(forms.Form):
    """How messages begin and end."""

    greeting = forms.CharField(
        label=_("Beginning"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Empty: the usual words, in the language of the card."),
    )
    closing = forms.CharField(
        label=_("End"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_greeting(self) -> str:
        """With placeholders that there are."""
        return _with_placeholders(self.cleaned_data["greeting"])

    def clean_closing(self) -> str:
        """With placeholders that there are."""
        return _with_placeholders(self.cleaned_data["closing"])


def _with_placeholders(text: str) -> str:
    try:
        check_placeholders(text)
    except BadPlaceholder as error:
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        raise ValidationError(
            _("“%(part)s” stands for nothing. There are: %(known)s.")
            % {"part": error.part, "known": known}
        ) from error
    return text


class HoursForm(forms.Form):
    """When orders are taken."""

    is_always = forms.TypedChoiceField(
        label=_("Orders are taken"),
        choices=[("1", _("Always")), ("0", _("In these hours"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    takes_preorders = forms.BooleanField(
        label=_("Take orders for later while closed"), required=False
    )
    time_zone = ZoneField(label=_("Time zone"))

    def __init__(self, data: Any = None, *, shop: Shop) -> None:
        initial: dict[str, Any] = {
            "is_always": "0" if shop.hours else "1",
            "takes_preorders": shop.takes_preorders,
            "time_zone": shop.time_zone,
        }
        week = shop.hours or [""] * len(DAYS)
        initial |= {name: text for (name, _l), text in zip(DAYS, week, strict=True)}
        super().__init__(data, initial=initial)
        for name, label in DAYS:
            self.fields[name] = HoursField(label=label)

    @property
    def days(self) -> list[forms.BoundField]:
        """The fields of the week."""
        return [self[name] for name, _label in DAYS]

    def week(self) -> list[str]:
        """Return the hours as the shop keeps them, [] for always open."""
        said = self.cleaned_data
        return [] if said["is_always"] else [said[name] for name, _label in DAYS]


class SpecialDayForm(forms.Form):
    """A day that differs."""

    on = DayField(label=_("Date"))
    hours = HoursField(label=_("Hours"))


def special_days(shop: Shop, data: Any = None) -> ItemFormSet:
    """Return a row for each day that differs."""
    stored = [
        {"on": date.fromisoformat(day), "hours": text}
        for day, text in sorted(shop.days.items())
    ]
    return item_formset(SpecialDayForm, data=data, initial=stored, prefix="days")


def days_in(rows: ItemFormSet) -> dict[str, str]:
    """Return the days of valid rows as the shop keeps them."""
    return {row["on"].isoformat(): row["hours"] for row in rows.values()}


class DeliveryForm(forms.Form):
    """A way in which orders reach their customers."""

    kind = forms.ChoiceField(
        label=_("How"), choices=Delivery.Kind, widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=_("What customers read"),
        max_length=100,
        error_messages={"required": _("Give it a name.")},
    )
    about = forms.CharField(
        label=_("More about it"),
        required=False,
        max_length=500,
        help_text=_("Where to pick it up, when it is brought."),
    )
    fee = MoneyField(label=_("Fee"), required=False)
    tax_rate = RateField(label=_("Tax on the fee in per cent"), required=False)
    free_from = MoneyField(label=_("Free from"), required=False)
    minimum = MoneyField(label=_("Only from"), required=False)
    postcodes = forms.CharField(
        label=_("Only to these postcodes"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("With commas; 101 stands for all that begin so. Empty: anywhere."),
    )
    places = forms.CharField(
        label=_("Tables or rooms"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One on each line. Empty: customers write it themselves."),
    )
    is_active = forms.BooleanField(label=_("Can be chosen"), required=False)

    def __init__(
        self, data: Any = None, *, shop: Shop, stored: Delivery | None = None
    ) -> None:
        super().__init__(data, initial=_initial(stored))
        for name in ("fee", "free_from", "minimum"):
            field = self.fields[name]
            assert isinstance(field, MoneyField)  # noqa: S101 (tells the type checker)
            field.currency = shop.currency

    def clean_postcodes(self) -> list[str]:
        """Each once."""
        text = self.cleaned_data["postcodes"].replace("\n", ",").replace(";", ",")
        return _listed(text.split(","), 20, MOST_POSTCODES)

    def clean_places(self) -> list[str]:
        """Each once."""
        return _listed(self.cleaned_data["places"].splitlines(), 100, MOST_PLACES)

    def values(self) -> dict[str, Any]:
        """Return the columns."""
        said = dict(self.cleaned_data)
        for name in ("fee", "tax_rate", "minimum"):
            said[name] = said[name] or 0
        return said


def _initial(stored: Delivery | None) -> dict[str, Any]:
    if stored is None:
        return {"kind": Delivery.Kind.PICKUP, "is_active": True}
    names = ("kind", "name", "about", "free_from", "is_active")
    return {name: getattr(stored, name) for name in names} | {
        "fee": stored.fee or None,
        "tax_rate": stored.tax_rate or None,
        "minimum": stored.minimum or None,
        "postcodes": ", ".join(stored.postcodes),
        "places": "\n".join(stored.places),
    }


def _listed(parts: Iterable[str], longest: int, most: int) -> list[str]:
    bare = [" ".join(part.split()) for part in parts]
    found = list(dict.fromkeys(part for part in bare if part))
    if len(found) > most:
        raise ValidationError(_("These are too many."))
    if any(len(part) > longest for part in found):
        raise ValidationError(_("One of these is too long."))
    return found
