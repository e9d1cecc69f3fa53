"""The form of a list of links."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meishi.blocks.links.data import LinksData
from meishi.cards.document.base import MAX_LINE
from meishi.cards.forms.block import BlockForm
from meishi.cards.forms.fields import PictureField
from meishi.cards.forms.fields_link import LinkField


class LinkForm(forms.Form):
    """One link."""

    url = LinkField(label=_("Address"))
    title = forms.CharField(label=_("Title"), required=False, max_length=MAX_LINE)
    description = forms.CharField(
        label=_("Description"), required=False, max_length=MAX_LINE
    )
    picture = PictureField(label=_("Picture"), required=False)


class LinksForm(BlockForm):
    """A heading and the links."""

    data_type = LinksData
    item_form = LinkForm

    heading = forms.CharField(label=_("Heading"), required=False, max_length=MAX_LINE)
