"""The form of a connection with the WhatsApp Business Platform."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meishi.formats import whatsapp
from meishi.shop.models import CloudConnection

FEWEST_DIGITS, MOST_DIGITS = 7, 15


class CloudForm(forms.Form):
    """What Meta's pages show of a number, and what is done with it."""

    phone_number_id = forms.RegexField(
        r"^\d{5,32}$",
        label=_("Phone number ID"),
        error_messages={"invalid": _("That are digits alone, as Meta shows them.")},
    )
    token = forms.CharField(
        label=_("Access token"),
        required=False,
        max_length=1000,
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )
    secret = forms.CharField(
        label=_("App secret"),
        required=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "off"}),
        help_text=_("What Meta signs with, so that nobody else can write to you here."),
    )
    notify_number = forms.CharField(
        label=_("Tell this number of new orders"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"inputmode": "tel", "dir": "ltr"}),
    )
    template = forms.RegexField(
        r"^[a-z0-9_]{1,512}$",
        label=_("Name of a template"),
        required=False,
        help_text=_(
            "Approved by Meta, with three parameters: code, total, link. It is used "
            "where free text is not allowed: 24 hours after the last message."
        ),
    )
    template_language = forms.RegexField(
        r"^[A-Za-z_]{2,15}$", label=_("Language of the template"), required=False
    )
    is_active = forms.BooleanField(label=_("Switched on"), required=False)

    def __init__(
        self, data: Any = None, *, stored: CloudConnection | None = None
    ) -> None:
        names = ("phone_number_id", "notify_number", "template", "template_language")
        initial: dict[str, Any] = {"is_active": True, "template_language": "en"}
        if stored:
            initial = {name: getattr(stored, name) for name in (*names, "is_active")}
        super().__init__(data, initial=initial)
        for name in ("token", "secret"):
            self.fields[name].required = stored is None
            if stored:
                self.fields[name].help_text = _("Empty: as it is.")

    def clean_notify_number(self) -> str:
        """Digits alone, with the country."""
        digits = whatsapp.digits(self.cleaned_data["notify_number"])
        if digits and not FEWEST_DIGITS <= len(digits) <= MOST_DIGITS:
            raise ValidationError(
                _("Write the number with its country, such as +1 202 555 0123.")
            )
        return digits

    def clean_template_language(self) -> str:
        """English where nothing is said."""
        return self.cleaned_data["template_language"] or "en"
