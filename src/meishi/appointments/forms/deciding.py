"""Small forms of a booking: a reason, a note."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why it is declined or cancelled. The customer reads it."""

    reason = forms.CharField(
        label=_("A word to the customer"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )


class HostNoteForm(forms.Form):
    """What the host notes for themselves."""

    host_note = forms.CharField(
        label=_("Your note"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Only you and those who share the workspace see it."),
    )
