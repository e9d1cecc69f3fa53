"""The form of a list of services."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meishi.blocks.services.data import MAX_MINUTES, ServicesData
from meishi.cards.forms.offer import ACTIONS, OfferForm, OffersForm


class ServiceForm(OfferForm):
    """One service. `services` are those of the card that can be booked: id and name."""

    minutes = forms.IntegerField(
        label=_("Duration in minutes"),
        required=False,
        min_value=1,
        max_value=MAX_MINUTES,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    action = forms.ChoiceField(
        label=_("Button"),
        choices=[*ACTIONS, ("book", _("Book a time"))],
        initial="none",
    )
    bookable = forms.ChoiceField(
        label=_("What is booked"),
        required=False,
        help_text=_(
            "For “Book a time”. What can be booked is set under Appointments above."
        ),
    )
    field_order = ["title", "description", "price", "is_price_from", "minutes"]
    field_order += ["picture", "action", "bookable", "url", "button"]

    def __init__(
        self, *args: Any, services: tuple[tuple[str, str], ...] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        known = [("", _("Let them choose")), *services]
        stored = str(self["bookable"].initial or "")
        if stored and stored not in dict(known):
            known.append((stored, _("A service that is gone")))
        field = self.fields["bookable"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (tells the type checker)
        field.choices = known


class ServicesForm(OffersForm):
    """The services with their currency."""

    data_type = ServicesData
    item_form = ServiceForm

    def __init__(
        self, *args: Any, services: tuple[tuple[str, str], ...] = (), **options: Any
    ) -> None:
        self.services = services
        super().__init__(*args, **options)

    def item_options(self) -> dict[str, Any]:
        """Let each item choose what is booked."""
        return {**super().item_options(), "services": self.services}
