"""What a customer fills in to order."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from meishi.formats import phone
from meishi.shop.models import Delivery, Shop
from meishi.shop.rules import delivering
from meishi.shop.services.customer import Customer

LONGEST_NOTE = 1000


class CheckoutForm(forms.Form):
    """Who orders, and how they get it.

    `customer()` and `delivery` after `is_valid()` are what was said. `country`
    (ISO 3166-1 alpha-2) is where numbers without a country are dialled.
    """

    required_css_class = "is-required"

    def __init__(
        self,
        *args: Any,
        shop: Shop,
        deliveries: Sequence[Delivery],
        country: str = "",
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.shop, self.country = shop, country
        self.ways = {way.public_id: way for way in deliveries}
        kinds = {way.kind for way in deliveries}
        self.fields["name"] = _line(_("Name"), 200, autocomplete="name")
        if shop.ask_phone != Shop.Ask.NO:
            self.fields["phone"] = _line(
                _("Phone"),
                40,
                is_required=shop.ask_phone == Shop.Ask.REQUIRED,
                autocomplete="tel",
                inputmode="tel",
                dir="ltr",
            )
        if shop.ask_email != Shop.Ask.NO:
            self.fields["email"] = _email(shop.ask_email == Shop.Ask.REQUIRED)
        if Delivery.Kind.DELIVERY in kinds:
            self.fields["address"] = _address()
            self.fields["postcode"] = _line(
                _("Postcode"), 20, autocomplete="postal-code", dir="ltr"
            )
        if Delivery.Kind.TABLE in kinds:
            self.fields["place"] = _line(_("Table or room"), 100)
        for name in ("address", "postcode", "place"):
            if name in self.fields:  # needed or not, by the way that is chosen
                self.fields[name].required = False
        if shop.ask_note != Shop.Ask.NO:
            self.fields["note"] = _note(shop.ask_note == Shop.Ask.REQUIRED)

    @property
    def delivery(self) -> Delivery | None:
        """The way that was chosen; the only one needs no choice."""
        if len(self.ways) == 1:
            return next(iter(self.ways.values()))
        return self.ways.get(str(self.data.get("delivery", "")))

    @property
    def ways_error(self) -> str:
        """What is wrong with the choice, "" where nothing is."""
        return str(self.errors["delivery"][0]) if "delivery" in self.errors else ""

    def clean_phone(self) -> str:
        """A number that can be dialled, in E.164 where that is possible."""
        text: str = self.cleaned_data["phone"]
        number = phone.parse(text, self.country)
        if text and not number.is_valid:
            raise ValidationError(
                _("Write the number with its country, such as +1 202 555 0123.")
            )
        return number.text[:40]

    def clean(self) -> dict[str, Any]:
        """What the chosen way needs, and one way to answer the customer."""
        said = super().clean() or {}
        if self.ways and self.delivery is None:
            self.errors["delivery"] = self.error_class(
                [_("Choose how you get your order.")]
            )
        if self.delivery:
            self._require_what_it_needs(self.delivery, said)
        can_answer = said.get("phone") or said.get("email") or self.shop.whatsapp_number
        asked = [name for name in ("phone", "email") if name in self.fields]
        if asked and not can_answer and not set(asked) & set(self.errors):
            self.add_error(asked[0], _("Leave a way to reach you."))
        return said

    def customer(self, *, language: str) -> Customer:
        """Return what was said."""
        said, way = self.cleaned_data, self.delivery
        is_brought = way is not None and way.kind == Delivery.Kind.DELIVERY
        is_at_table = way is not None and way.kind == Delivery.Kind.TABLE
        return Customer(
            name=said["name"],
            phone=said.get("phone", ""),
            email=said.get("email", ""),
            address=said.get("address", "") if is_brought else "",
            postcode=said.get("postcode", "") if is_brought else "",
            place=said.get("place", "") if is_at_table else "",
            note=said.get("note", ""),
            language=language,
        )

    def _require_what_it_needs(self, way: Delivery, said: dict[str, Any]) -> None:
        if way.kind == Delivery.Kind.DELIVERY:
            self._require("address", said)
            if way.postcodes:
                self._require("postcode", said)
                postcode = said.get("postcode", "")
                if postcode and not delivering.serves(way.postcodes, postcode):
                    words = _("The shop does not deliver to this postcode.")
                    self.add_error("postcode", words)
        if way.kind == Delivery.Kind.TABLE:
            self._require("place", said)
            place = said.get("place", "")
            if place and way.places and place not in way.places:
                self.add_error("place", _("Choose one of the list."))

    def _require(self, name: str, said: dict[str, Any]) -> None:
        if not said.get(name) and name not in self.errors:
            self.add_error(name, _("This is needed."))


class ReasonForm(forms.Form):
    """Why, if they like to say."""

    reason = forms.CharField(
        required=False, max_length=500, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].label = _("Reason (optional)")


def _line(
    label: str, longest: int, *, is_required: bool = True, **attributes: str
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        required=is_required,
        widget=forms.TextInput(attributes),
        error_messages={"required": _("This is needed.")},
    )


def _email(is_required: bool) -> forms.EmailField:
    return forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=is_required,
        widget=forms.EmailInput({"autocomplete": "email", "dir": "ltr"}),
        error_messages={
            "required": _("Write your e-mail address."),
            "invalid": _("This is no e-mail address."),
        },
    )


def _address() -> forms.CharField:
    return forms.CharField(
        label=_("Address"),
        max_length=500,
        widget=forms.Textarea({"rows": 2, "autocomplete": "street-address"}),
    )


def _note(is_required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Note"),
        required=is_required,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("This is needed.")},
    )
