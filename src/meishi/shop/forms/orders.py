"""Which orders are looked at, and words about them."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from meishi.lib import clock
from meishi.shop.models import Delivery, Shop
from meishi.shop.models.order import STATE_LABELS
from meishi.shop.queries.orders import Wanted

LONGEST_REPORT = 1100  # days
DATE = {"type": "date"}


class FilterForm(forms.Form):
    """Which orders are listed. `shops` are those to choose from."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), ("open", _("To do")), *STATE_LABELS.items()],
    )
    shop = forms.ChoiceField(label=_("Shop"), required=False)
    kind = forms.ChoiceField(
        label=_("Delivery"),
        required=False,
        choices=[("", _("All")), *Delivery.Kind.choices],
    )
    first_on = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(DATE)
    )
    last_on = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(DATE)
    )

    def __init__(self, *args: Any, shops: QuerySet[Shop], **options: Any) -> None:
        super().__init__(*args, **options)
        self.shops = list(shops)
        field = self.fields["shop"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (tells the type checker)
        known = [(shop.public_id, shop.card.title) for shop in self.shops]
        field.choices = [("", _("All")), *known]

    @property
    def zone(self) -> str:
        """In which zone days are meant: that of the first shop."""
        return self.shops[0].time_zone if self.shops else "UTC"

    @property
    def wanted(self) -> Wanted:
        """What is well-formed of it."""
        self.is_valid()
        said = self.cleaned_data
        return Wanted(
            search=said.get("q", ""),
            state=said.get("state", ""),
            shop=said.get("shop", ""),
            kind=said.get("kind", ""),
            first_on=said.get("first_on"),
            last_on=said.get("last_on"),
            zone=self.zone,
        )


class CancelForm(forms.Form):
    """Why, if they like to say."""

    reason = forms.CharField(
        label=_("A word to the customer"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )


class NoteForm(forms.Form):
    """What only the shop reads."""

    host_note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 3}),
    )


class ReportForm(forms.Form):
    """Which days a report is about."""

    first_on = forms.DateField(label=_("From"), widget=forms.DateInput(DATE))
    last_on = forms.DateField(label=_("To"), widget=forms.DateInput(DATE))

    def clean(self) -> dict[str, Any]:
        """In order, and not for ever."""
        said = super().clean() or {}
        first, last = said.get("first_on"), said.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("This is before the first day."))
        elif first and last and (last - first).days >= LONGEST_REPORT:
            self.add_error("last_on", _("Choose three years at most."))
        return said

    @staticmethod
    def last_days(count: int = 30) -> dict[str, Any]:
        """Return the last so many days, today among them."""
        today = clock.now().date()
        return {"first_on": today - timedelta(days=count - 1), "last_on": today}
