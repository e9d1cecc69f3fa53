"""The form of a shelf."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CategoryForm(forms.Form):
    """What it is called."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        error_messages={"required": _("Give it a name.")},
    )

    def clean_name(self) -> str:
        """Without spaces that nobody sees."""
        return " ".join(self.cleaned_data["name"].split())
