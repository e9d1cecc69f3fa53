"""The form of a window of the shop."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meishi.blocks.shop.data import MOST_SHOWN, ShopData
from meishi.cards.document.base import MAX_LINE, MAX_PARAGRAPHS
from meishi.cards.forms.block import BlockForm


class ShopForm(BlockForm):
    """A heading, a few words, and which products are shown.

    `categories` are those of the card's shop: id and name.
    """

    data_type = ShopData

    heading = forms.CharField(label=_("Heading"), required=False, max_length=MAX_LINE)
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=MAX_PARAGRAPHS,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What you sell, and how, is set under Shop above."),
    )
    category = forms.ChoiceField(label=_("Products from"), required=False)
    most = forms.IntegerField(
        label=_("How many are shown"),
        min_value=0,
        max_value=MOST_SHOWN,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    button = forms.CharField(
        label=_("Text on the button"), required=False, max_length=MAX_LINE
    )

    def __init__(
        self, *args: Any, categories: tuple[tuple[str, str], ...] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        known = [("", _("The whole shop")), *categories]
        stored = str(self["category"].initial or "")
        if stored and stored not in dict(known):
            known.append((stored, _("A category that is gone")))
        field = self.fields["category"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (tells the type checker)
        field.choices = known
