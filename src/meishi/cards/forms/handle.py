"""The form of a card's handle."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meishi.formats.handle import LONGEST, BadHandle, Reason, check

WORDS = {
    Reason.SHORT: _("Use at least 3 characters."),
    Reason.LONG: _("Use at most 40 characters."),
    Reason.CHARACTERS: _("Use only the letters a to z, digits and hyphens."),
    Reason.HYPHENS: _("Put single hyphens between letters or digits only."),
    Reason.RESERVED: _("This name is kept for Meishi itself. Choose another."),
}
LONGEST_SENT = 200


class HandleForm(forms.Form):
    """The card's name in its address."""

    handle = forms.CharField(
        label=_("Address of the card"),
        max_length=LONGEST_SENT,
        widget=forms.TextInput(
            {
                "maxlength": LONGEST,
                "autocapitalize": "none",
                "autocomplete": "off",
                "autocorrect": "off",
                "spellcheck": "false",
                "dir": "ltr",
            }
        ),
        error_messages={"required": _("Choose the address of the card.")},
    )

    def clean_handle(self) -> str:
        """Return the handle as it is stored."""
        return checked(self.cleaned_data["handle"])


def checked(text: str) -> str:
    """Return the text as a handle; raises ValidationError saying why it is none."""
    try:
        return check(text)
    except BadHandle as error:
        raise forms.ValidationError(WORDS[error.reason]) from error
