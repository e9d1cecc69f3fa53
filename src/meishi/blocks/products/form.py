"""The form of a list of products."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meishi.blocks.products.data import ProductsData
from meishi.cards.document.base import MAX_LINE
from meishi.cards.forms.offer import OfferForm, OffersForm


class ProductForm(OfferForm):
    """One product."""

    badge = forms.CharField(
        label=_("Badge"),
        required=False,
        max_length=MAX_LINE,
        help_text=_("A word on the picture, such as New."),
    )
    field_order = ["title", "description", "price", "is_price_from", "picture", "badge"]


class ProductsForm(OffersForm):
    """The products with their currency."""

    data_type = ProductsData
    item_form = ProductForm
