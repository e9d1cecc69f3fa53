"""The form of the contact details."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meishi.blocks.contact.data import ContactData
from meishi.cards.document.base import MAX_LINE
from meishi.cards.forms.block import BlockForm


class ContactForm(BlockForm):
    """What to show."""

    data_type = ContactData

    heading = forms.CharField(label=_("Heading"), required=False, max_length=MAX_LINE)
    has_phones = forms.BooleanField(label=_("Phone numbers"), required=False)
    has_emails = forms.BooleanField(label=_("E-mail addresses"), required=False)
    has_websites = forms.BooleanField(label=_("Websites"), required=False)
    has_addresses = forms.BooleanField(label=_("Addresses"), required=False)
    has_birthday = forms.BooleanField(label=_("Birthday"), required=False)
    has_note = forms.BooleanField(label=_("Note"), required=False)
    has_time_zone = forms.BooleanField(label=_("Your local time"), required=False)
    is_plain = forms.BooleanField(
        label=_("Let programs read e-mail and phone"),
        required=False,
        help_text=_(
            "Without this they are disguised in the page, which keeps most collectors "
            "of addresses away. People see no difference."
        ),
    )
