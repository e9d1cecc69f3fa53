"""The forms that services and products have in common."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meishi.cards.document.base import MAX_LINE, MAX_PARAGRAPHS
from meishi.cards.forms.block import BlockForm
from meishi.cards.forms.fields import PictureField
from meishi.cards.forms.fields_link import LinkField
from meishi.cards.forms.fields_money import CurrencyField, MoneyField
from meishi.formats.money import CURRENCIES

ACTIONS = [
    ("none", _("No button")),
    ("link", _("Open a page")),
    ("email", _("Ask by e-mail")),
    ("whatsapp", _("Ask on WhatsApp")),
]


class OffersForm(BlockForm):
    """A heading, one currency, and a list of offers priced in it."""

    heading = forms.CharField(label=_("Heading"), required=False, max_length=MAX_LINE)
    currency = CurrencyField()

    def item_options(self) -> dict[str, Any]:
        """Let each item read its price in the currency that was chosen."""
        currency = self["currency"].value()
        return {"currency": currency if currency in CURRENCIES else "EUR"}


class OfferForm(forms.Form):
    """One thing that is offered."""

    title = forms.CharField(label=_("Title"), max_length=MAX_LINE)
    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=MAX_PARAGRAPHS,
        widget=forms.Textarea({"rows": 3}),
    )
    price = MoneyField(label=_("Price"), required=False)
    is_price_from = forms.BooleanField(label=_("Prices start here"), required=False)
    picture = PictureField(label=_("Picture"), required=False)
    action = forms.ChoiceField(label=_("Button"), choices=ACTIONS, initial="none")
    url = LinkField(label=_("Address of the page"), required=False)
    button = forms.CharField(
        label=_("Text on the button"), required=False, max_length=MAX_LINE
    )

    def __init__(self, *args: Any, currency: str = "EUR", **options: Any) -> None:
        super().__init__(*args, **options)
        price = self.fields["price"]
        assert isinstance(price, MoneyField)  # noqa: S101 (tells the type checker)
        price.currency = currency

    def clean(self) -> dict[str, Any]:
        """A button that opens a page needs the page."""
        if (
            self.cleaned_data.get("action") == "link"
            and not self.cleaned_data.get("url")
            and "url" not in self.errors
        ):
            self.add_error("url", _("Write the address that the button opens."))
        return self.cleaned_data
