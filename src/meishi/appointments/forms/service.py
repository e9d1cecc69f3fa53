"""The forms of something that can be booked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meishi.appointments.forms.fields import CELL, DayField, LengthField, length
from meishi.appointments.models import Resource, Schedule, Service
from meishi.appointments.models.service import LONGEST
from meishi.cards.forms.items import ItemFormSet, item_formset
from meishi.workspaces.models import Workspace

HOUR, DAY, WEEK = 60, 24 * 60, 7 * 24 * 60
REMINDERS = (WEEK, 3 * DAY, 2 * DAY, DAY, 4 * HOUR, 2 * HOUR, HOUR, 30, 15)
MOST_OFFERS = 30
AHEAD = [
    ("days", _("A number of days ahead")),
    ("dates", _("Between two dates")),
    ("always", _("Without an end")),
]


class NewServiceForm(forms.Form):
    """What is to be booked, in a word."""

    name = forms.CharField(
        label=_("What can be booked?"),
        max_length=200,
        widget=forms.TextInput({"placeholder": _("Such as: first talk, haircut")}),
        error_messages={"required": _("Give it a name.")},
    )


class OfferForm(forms.Form):
    """Who does it, and in which hours."""

    resource = forms.ModelChoiceField(
        label=_("Who"), queryset=Resource.objects.none(), empty_label=None
    )
    schedule = forms.ModelChoiceField(
        label=_("In which hours"), queryset=Schedule.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, workspace: Workspace, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, "resource", workspace.booking_resources.all())
        _offer(self, "schedule", workspace.booking_schedules.all())

    def has_changed(self) -> bool:
        """A row counts as it is; it goes when it is removed."""
        return True


class ServiceForm(forms.Form):
    """The terms of a service."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        error_messages={"required": _("Give it a name.")},
    )
    duration = LengthField(label=_("How long"), least=CELL, most=LONGEST, multiple=CELL)
    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
    place = forms.ChoiceField(
        label=_("Where"), choices=Service.Place, widget=forms.RadioSelect
    )
    place_detail = forms.CharField(
        label=_("Address, number or link"),
        required=False,
        max_length=500,
        help_text=_(
            "The address where you meet, the number to call, or the link of the video "
            "call. Customers get it with the confirmation."
        ),
    )
    step = LengthField(
        label=_("A start is offered every"), least=CELL, most=LONGEST, multiple=CELL
    )
    notice = LengthField(
        label=_("Latest booking before a start"),
        units=(1, HOUR, DAY),
        most=365 * DAY,
    )
    ahead = forms.ChoiceField(
        label=_("How far ahead"), choices=AHEAD, widget=forms.RadioSelect
    )
    horizon_days = forms.IntegerField(
        label=_("Days ahead"), required=False, min_value=0, max_value=1000
    )
    first_on = DayField(label=_("First date"), required=False)
    last_on = DayField(label=_("Last date"), required=False)
    before = LengthField(label=_("Break before"), most=LONGEST)
    after = LengthField(label=_("Break after"), most=LONGEST)
    buffer_mode = forms.ChoiceField(
        label=_("Where two breaks meet"),
        choices=Service.BufferMode,
        widget=forms.RadioSelect,
    )
    capacity = forms.IntegerField(
        label=_("Seats at the same time"),
        min_value=1,
        max_value=1000,
        help_text=_("A course has more than 1."),
    )
    daily_limit = forms.IntegerField(
        label=_("At most on one day"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_("Empty: as many as fit."),
    )
    is_confirmation_needed = forms.BooleanField(
        label=_("I confirm each booking myself"), required=False
    )
    decision_hours = forms.IntegerField(
        label=_("Hours that I have to decide"),
        min_value=1,
        max_value=1000,
        help_text=_("After that, or at its start, the time is free again."),
    )
    reminders = forms.TypedMultipleChoiceField(
        label=_("Remind the customer"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    host_reminders = forms.TypedMultipleChoiceField(
        label=_("Remind me"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    host_email = forms.EmailField(
        label=_("Send my mails to"),
        required=False,
        help_text=_("Empty means the address of the owner's account."),
    )

    def __init__(self, data: Any = None, *, stored: Service) -> None:
        initial = {name: getattr(stored, name) for name in TERMS}
        super().__init__(data, initial={**initial, "ahead": _ahead_of(stored)})
        for name in ("reminders", "host_reminders"):
            own = {minutes for minutes in getattr(stored, name) if minutes > 0}
            choices = sorted({*REMINDERS, *own}, reverse=True)
            field = self.fields[name]
            assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 (see above)
            field.choices = [(minutes, length(minutes)) for minutes in choices]

    def clean(self) -> dict[str, Any]:
        """Keep one way of looking ahead, and what it needs."""
        values = self.cleaned_data
        ahead = values.pop("ahead", "")
        if ahead == "days" and values.get("horizon_days") is None:
            self._need("horizon_days", _("Write for how many days."))
        if ahead != "days":
            values["horizon_days"] = None
        if ahead != "dates":
            values["first_on"] = values["last_on"] = None
        elif not (values.get("first_on") or values.get("last_on")):
            self._need("first_on", _("Choose the first date, the last, or both."))
        if values.get("first_on") and values.get("last_on"):
            self._check_order(values)
        return values

    def _need(self, name: str, words: Any) -> None:
        if name not in self.errors:
            self.add_error(name, words)

    def _check_order(self, values: dict[str, Any]) -> None:
        if values["last_on"] < values["first_on"]:
            self.add_error("last_on", _("The last date lies before the first."))


TERMS = tuple(name for name in ServiceForm.base_fields if name != "ahead")


def offer_rows(service: Service, data: Any = None) -> ItemFormSet:
    """Return the rows of who does the service."""
    stored = [
        {"resource": offer.resource_id, "schedule": offer.schedule_id}
        for offer in service.offers.all()
    ]
    return item_formset(
        OfferForm,
        data=data,
        initial=stored,
        prefix="offers",
        options={"workspace": service.card.workspace},
        max_items=MOST_OFFERS,
    )


def check_offers(rows: ItemFormSet) -> list[str]:
    """Return what is wrong with the rows together, in words."""
    chosen = [row["resource"].pk for row in rows.values()]
    if not chosen:
        return [str(_("Add who does it, else nothing can be booked."))]
    if len(set(chosen)) < len(chosen):
        return [str(_("Each person stands here once. Remove the second row."))]
    return []


def _offer(form: forms.Form, name: str, rows: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (declared above)
    field.queryset = rows


def _ahead_of(service: Service) -> str:
    if service.horizon_days is not None:
        return "days"
    return "dates" if service.first_on or service.last_on else "always"
