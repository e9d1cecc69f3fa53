"""What part of the calendar is asked for. What makes no sense is left out."""

import datetime
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from meishi.appointments.forms.fields import DayField
from meishi.appointments.models import Resource, Service
from meishi.appointments.models.booking import STATE_LABELS
from meishi.appointments.queries.agenda import LISTED, Wanted
from meishi.appointments.rules.agenda import View
from meishi.workspaces.models import Workspace

LONGEST_SEARCH = 200
LONGEST_EXPORT = timedelta(days=3660)


class FilterForm(forms.Form):
    """Whose bookings, of which service, in which state, with which words."""

    resource = forms.ModelChoiceField(
        label=_("Who"),
        queryset=Resource.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("Everybody"),
    )
    service = forms.ModelChoiceField(
        label=_("Service"),
        queryset=Service.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("Every service"),
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("Every state")), *((s, STATE_LABELS[s]) for s in LISTED)],
    )
    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(
            {"type": "search", "placeholder": _("Name, e-mail, telephone, service")}
        ),
    )
    session = forms.IntegerField(
        required=False, min_value=0, max_value=2**62, widget=forms.HiddenInput
    )

    def __init__(self, data: Any, *, workspaces: QuerySet[Workspace]) -> None:
        super().__init__(data)
        resources, services = self.fields["resource"], self.fields["service"]
        assert isinstance(resources, forms.ModelChoiceField)  # noqa: S101 (see above)
        assert isinstance(services, forms.ModelChoiceField)  # noqa: S101 (see above)
        resources.queryset = Resource.objects.filter(workspace__in=workspaces)
        services.queryset = Service.objects.filter(card__workspace__in=workspaces)
        self.is_valid()

    @property
    def wanted(self) -> Wanted:
        """What is asked for."""
        sent = self.cleaned_data
        return Wanted(
            resource=sent.get("resource"),
            service=sent.get("service"),
            state=sent.get("state", ""),
            search=sent.get("q", ""),
            session=sent.get("session"),
        )


class PlaceForm(forms.Form):
    """Which date, in which view; not sent means today, a week."""

    view = forms.ChoiceField(choices=[(view, view) for view in View], required=False)
    date = DayField(required=False)
    when = forms.ChoiceField(choices=[("past", "")], required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.is_valid()

    def view_shown(self) -> View:
        """Return the view."""
        return View(self.cleaned_data.get("view") or View.WEEK)

    def date_shown(self, today: datetime.date) -> datetime.date:
        """Return the date."""
        chosen: datetime.date | None = self.cleaned_data.get("date")
        return chosen or today

    @property
    def is_past(self) -> bool:
        """Whether the list goes back from now."""
        return self.cleaned_data.get("when") == "past"


class RangeForm(forms.Form):
    """From which date to which bookings are exported."""

    first_on = DayField(label=_("From"))
    last_on = DayField(label=_("Until"))

    def clean(self) -> dict[str, Any]:
        """The range is in order and not endless."""
        first, last = (self.cleaned_data.get(n) for n in ("first_on", "last_on"))
        if first and last and not timedelta() <= last - first <= LONGEST_EXPORT:
            self.add_error("last_on", _("Choose at most ten years, in order."))
        return self.cleaned_data
