"""The form of a calendar elsewhere."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from meishi.appointments.models import Resource
from meishi.lib.outgoing.errors import AddressUnusable
from meishi.lib.outgoing.urls import parsed

WEBCAL = "webcal://"  # how some programs write https:// for calendars


class ChangeForm(forms.Form):
    """Where a calendar is, who asks for it, and what for. What is left empty stays."""

    address = forms.CharField(
        label=_("Address of the calendar"),
        max_length=2000,
        required=False,
        help_text=_(
            "The secret address in iCal format, from the settings of your calendar, or "
            "that of a CalDAV calendar. It is kept encrypted and never shown again."
        ),
        widget=forms.TextInput(
            {
                "inputmode": "url",
                "autocapitalize": "none",
                "autocomplete": "off",
                "spellcheck": "false",
                "placeholder": "https://…/basic.ics",
            }
        ),
        error_messages={"required": _("Write the address of the calendar.")},
    )
    username = forms.CharField(
        label=_("User name, for a CalDAV calendar"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Password, for a CalDAV calendar"),
        max_length=200,
        required=False,
        strip=False,
        help_text=_("Best one of its own, made for Meishi. It is kept encrypted too."),
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )
    tentative_is_busy = forms.BooleanField(
        label=_("Open invitations are busy"), required=False, initial=True
    )
    is_written = forms.BooleanField(
        label=_("Write bookings into this calendar"),
        required=False,
        help_text=_("For a CalDAV calendar, and one for each who can be booked."),
    )

    def clean_address(self) -> str:
        """Return the whole address; raises ValidationError in the person's words."""
        text: str = self.cleaned_data["address"].strip()
        if not text:
            return ""
        if text.lower().startswith(WEBCAL):
            text = f"https://{text[len(WEBCAL) :]}"
        try:
            return str(parsed(text))
        except AddressUnusable as error:
            raise forms.ValidationError(str(error)) from error


class CalendarForm(ChangeForm):
    """Whose calendar it is, and where."""

    resource = forms.ModelChoiceField(
        label=_("Whose calendar is it?"),
        queryset=Resource.objects.none(),
        to_field_name="public_id",
        empty_label=None,
    )
    field_order = ("resource",)

    def __init__(self, *args: Any, resources: QuerySet[Resource]) -> None:
        super().__init__(*args)
        field = self.fields["resource"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (declared above)
        field.queryset = resources
        self.fields["address"].required = True
