"""A field for an address that a card may lead to."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meishi.formats import link

_MESSAGES = {
    "long": _("This address is too long."),
    "scheme": _(
        "A card can link to web pages (https), e-mail (mailto), phone numbers (tel) "
        "and text messages (sms), but not to this kind of address."
    ),
    "host": _("This does not look like a web address. Try example.com."),
    "mail": _("This does not look like an e-mail address."),
    "phone": _("This does not look like a phone number."),
}


class LinkField(forms.CharField):
    """Take `example.com` as well as a whole address; give the whole address."""

    widget = forms.TextInput(
        {
            "inputmode": "url",
            "autocapitalize": "none",
            "autocorrect": "off",
            "spellcheck": "false",
            "placeholder": "example.com",
        }
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": link.MAX_LINK, **options})

    def clean(self, value: Any) -> str:
        """Return the address, or "" where it may be empty and is."""
        text = super().clean(value)
        if not text:
            return ""
        try:
            return link.parse(text)
        except link.BadLink as error:
            raise ValidationError(_MESSAGES[error.reason], code=error.reason) from error
