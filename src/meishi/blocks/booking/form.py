"""The form of an invitation to book."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meishi.blocks.booking.data import BookingData
from meishi.cards.document.base import MAX_LINE, MAX_PARAGRAPHS
from meishi.cards.forms.block import BlockForm


class BookingForm(BlockForm):
    """A heading, a few words, and the text on the button."""

    data_type = BookingData

    heading = forms.CharField(label=_("Heading"), required=False, max_length=MAX_LINE)
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=MAX_PARAGRAPHS,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What can be booked, and when, is set under Appointments above."),
    )
    button = forms.CharField(
        label=_("Text on the button"), required=False, max_length=MAX_LINE
    )
