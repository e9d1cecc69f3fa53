"""The form of a list of services."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meishi.blocks.services.data import MAX_MINUTES, ServicesData
from meishi.cards.forms.offer import OfferForm, OffersForm


class ServiceForm(OfferForm):
    """One service."""

    minutes = forms.IntegerField(
        label=_("Duration in minutes"),
        required=False,
        min_value=1,
        max_value=MAX_MINUTES,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    field_order = ["title", "description", "price", "is_price_from", "minutes"]


class ServicesForm(OffersForm):
    """The services with their currency."""

    data_type = ServicesData
    item_form = ServiceForm
