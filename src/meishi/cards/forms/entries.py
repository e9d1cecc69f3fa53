"""The rows of an identity: phones, e-mails, websites, postal addresses."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meishi.cards.document.base import MAX_LINE
from meishi.cards.forms.fields_link import LinkField
from meishi.cards.forms.long_select import LongSelect
from meishi.cards.forms.postal import labels_of, order_of
from meishi.formats import phone
from meishi.formats.locales import locale_of

PLACES = [("work", _("Work")), ("home", _("Home")), ("other", _("Other"))]
PHONE_TYPES = [
    ("cell", _("Mobile")),
    ("work", _("Work")),
    ("home", _("Home")),
    ("fax", _("Fax")),
    ("other", _("Other")),
]


def line(label: Any, **options: Any) -> forms.CharField:
    """Return a field for one line of text that may stay empty."""
    attrs = options.pop("attrs", {})
    return forms.CharField(
        label=label,
        required=False,
        max_length=MAX_LINE,
        widget=forms.TextInput(attrs),
        **options,
    )


def countries(language: str) -> list[tuple[str, str]]:
    """Return ISO 3166-1 codes with their names in that language, by name."""
    names = locale_of(language).territories
    known = [(code, str(names.get(code, code))) for code in phone.calling_codes()]
    return sorted(known, key=lambda country: country[1].casefold())


class EntryForm(forms.Form):
    """One row. Only what `essential` names makes it count."""

    essential: tuple[str, ...] = ()

    def has_changed(self) -> bool:
        """Whether anything was entered that is worth keeping."""
        return any(name in self.changed_data for name in self.essential)


class PhoneForm(EntryForm):
    """A telephone number, read as it is dialled in its country.

    What is no valid number there is kept as typed; `note` then says so.
    """

    essential = ("number",)

    country = forms.ChoiceField(label=_("Country"), required=False, widget=LongSelect)
    number = line(
        _("Number"), attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr"}
    )
    type = forms.ChoiceField(
        label=_("Kind"), choices=PHONE_TYPES, required=False, initial="cell"
    )
    label = line(_("Label"), attrs={"placeholder": _("Such as: reception")})
    has_whatsapp = forms.BooleanField(label=_("Also on WhatsApp"), required=False)

    def __init__(self, *args: Any, country: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        codes = phone.calling_codes()
        language = get_language() or "en"
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [
            ("", _("Country")),
            *((code, f"{name} +{codes[code]}") for code, name in countries(language)),
        ]
        stored = str(self.initial.get("number", ""))
        self.initial["number"] = phone.show(stored)
        self.initial["country"] = phone.country_of(stored) or country

    def clean(self) -> dict[str, Any]:
        """Put the number into E.164, where it is one."""
        values = self.cleaned_data
        country = values.pop("country", "")
        values["type"] = values.get("type") or "cell"
        if "number" in values:
            values["number"] = phone.parse(values["number"], country).text
        return values

    def shown(self, name: str) -> str | None:
        """Return the number as it is written in its country."""
        if name != "number":
            return None
        country = str(self["country"].value() or "")
        return phone.parse(str(self["number"].value() or ""), country).shown

    @property
    def note(self) -> str:
        """A warning about the number, or ""."""
        text = str(self["number"].value() or "")
        country = str(self["country"].value() or "")
        if not text or phone.parse(text, country).is_valid:
            return ""
        return str(_not_valid(country))


def _not_valid(country: str) -> Any:
    if not country:
        return _(
            "Choose the country, or begin with + and its code, so that people abroad "
            "can call this number."
        )
    name = locale_of(get_language() or "en").territories.get(country, country)
    return _(
        "This does not look like a complete number of %(country)s. It is kept as you "
        "wrote it."
    ) % {"country": name}


class EmailForm(EntryForm):
    """An e-mail address."""

    essential = ("address",)

    address = line(
        _("E-mail address"),
        attrs={
            "type": "email",
            "autocomplete": "email",
            "autocapitalize": "none",
            "dir": "ltr",
        },
    )
    type = forms.ChoiceField(
        label=_("Kind"), choices=PLACES, required=False, initial="work"
    )
    label = line(_("Label"))

    def clean_address(self) -> str:
        """Refuse what cannot receive mail."""
        address: str = self.cleaned_data["address"]
        if address:
            _check_email(address)
        return address

    def clean(self) -> dict[str, Any]:
        """A kind that is left out is the usual one."""
        self.cleaned_data["type"] = self.cleaned_data.get("type") or "work"
        return self.cleaned_data


_check_email = EmailValidator(
    _("This does not look like an e-mail address. It needs a name, @ and a domain.")
)


class WebsiteForm(EntryForm):
    """A page on the web."""

    essential = ("url",)

    url = LinkField(label=_("Website"), required=False)
    label = line(_("Label"), attrs={"placeholder": _("Such as: portfolio")})

    def clean_url(self) -> str:
        """Refuse mail addresses and phone numbers, which have fields of their own."""
        url: str = self.cleaned_data["url"]
        if url and not url.startswith(("https://", "http://")):
            raise ValidationError(_("Write the address of a web page here."))
        return url


class AddressForm(EntryForm):
    """A postal address; its parts are named and ordered as in its country."""

    essential = ("street", "extended", "po_box", "locality", "region", "postal_code")

    country_code = forms.ChoiceField(
        label=_("Country"), required=False, widget=LongSelect
    )
    street = forms.CharField(label=_("Street and number"), required=False)
    extended = line(_("Building, floor, room"))
    po_box = line(_("PO box"))
    locality = line(_("Town or city"))
    region = line(_("Region"))
    postal_code = line(_("Postal code"))
    type = forms.ChoiceField(
        label=_("Kind"), choices=PLACES, required=False, initial="work"
    )
    label = line(_("Label"))
    country = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, country: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["country_code"] = self.initial.get("country_code") or country
        field = self.fields["country_code"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
        named = countries(get_language() or "en")
        field.choices = [("", _("Country")), *named]
        chosen = str(self["country_code"].value() or "")
        for name, label in labels_of(chosen).items():
            self.fields[name].label = str(label)
        kept = ["ORDER"] if "ORDER" in self.fields else []
        self.order_fields(
            ["country_code", *order_of(chosen), "type", "label", "country", *kept]
        )

    def clean(self) -> dict[str, Any]:
        """A country that was chosen counts more than one that a file named."""
        values = self.cleaned_data
        values["type"] = values.get("type") or "work"
        if values.get("country_code"):
            values["country"] = ""
        return values
