"""The form of a text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meishi.blocks.text.data import TextData
from meishi.cards.document.base import MAX_LINE, MAX_PARAGRAPHS
from meishi.cards.forms.block import BlockForm


class TextForm(BlockForm):
    """A heading and the text."""

    data_type = TextData

    heading = forms.CharField(label=_("Heading"), required=False, max_length=MAX_LINE)
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=MAX_PARAGRAPHS,
        widget=forms.Textarea({"rows": 8}),
        help_text=_(
            "**bold**, *italic*, [a link](https://example.com), # heading, "
            "- list, > quote. An empty line starts a paragraph."
        ),
    )
