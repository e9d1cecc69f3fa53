"""The forms of hours, of days that differ, and of people."""

from datetime import date, timedelta
from typing import Any

import holidays
from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meishi.appointments.forms.fields import DayField, DayHoursField
from meishi.appointments.models import Schedule
from meishi.cards.forms.fields_zone import ZoneField, zones
from meishi.cards.forms.long_select import LongSelect
from meishi.formats.locales import locale_of
from meishi.workspaces.models import Workspace

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_SUBDIVISION = 10
LONGEST_STRETCH = 366  # days that are entered at once


class WorkspaceForm(forms.Form):
    """A form that makes something in one of the workspaces that may be changed."""

    workspace = forms.ModelChoiceField(
        label=_("Workspace"),
        queryset=Workspace.objects.none(),
        empty_label=None,
        to_field_name="public_id",
    )

    def __init__(
        self, *args: Any, workspaces: QuerySet[Workspace], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        field = self.fields["workspace"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (declared above)
        field.queryset = workspaces
        some = list(workspaces[:2])
        self.only = some[0] if some else None
        if len(some) < 2:
            del self.fields["workspace"]

    @property
    def chosen(self) -> Workspace | None:
        """The workspace that was chosen, or the only one there is."""
        found: Workspace | None = self.cleaned_data.get("workspace", self.only)
        return found


class NewScheduleForm(WorkspaceForm):
    """A name for new hours."""

    name = forms.CharField(
        label=_("Name of the hours"),
        max_length=100,
        widget=forms.TextInput({"placeholder": _("Such as: evenings")}),
        error_messages={"required": _("Give the hours a name.")},
    )


class ScheduleForm(forms.Form):
    """A week of hours, its time zone, and whose holidays count."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        error_messages={"required": _("Give the hours a name.")},
    )
    time_zone = ZoneField(label=_("Time zone"))
    monday = DayHoursField(label=_("Monday"))
    tuesday = DayHoursField(label=_("Tuesday"))
    wednesday = DayHoursField(label=_("Wednesday"))
    thursday = DayHoursField(label=_("Thursday"))
    friday = DayHoursField(label=_("Friday"))
    saturday = DayHoursField(label=_("Saturday"))
    sunday = DayHoursField(label=_("Sunday"))
    holidays_country = forms.ChoiceField(
        label=_("Closed on public holidays of"), required=False, widget=LongSelect
    )
    holidays_subdivision = forms.ChoiceField(
        label=_("Region"), required=False, widget=LongSelect
    )

    def __init__(self, data: Any = None, *, stored: Schedule) -> None:
        initial: dict[str, Any] = {
            name: getattr(stored, name)
            for name in (
                "name",
                "time_zone",
                "holidays_country",
                "holidays_subdivision",
            )
        }
        initial |= {
            name: [[start, end] for on, start, end in stored.weekly if on == weekday]
            for weekday, name in enumerate(DAYS)
        }
        super().__init__(data, initial=initial)
        self._offer("holidays_country", [("", _("No country")), *countries()])
        chosen = str(self["holidays_country"].value() or "")
        self._offer(
            "holidays_subdivision", [("", _("The whole country")), *regions(chosen)]
        )
        zone = self.fields["time_zone"]
        assert isinstance(zone, forms.ChoiceField)  # noqa: S101 (declared above)
        if data is None and not zone.valid_value(stored.time_zone):
            own = [(stored.time_zone, stored.time_zone)]
            zone.choices = [*own, *zones()]

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = choices

    @property
    def has_regions(self) -> bool:
        """Whether parts of the country have holidays of their own."""
        return bool(regions(str(self["holidays_country"].value() or "")))

    @property
    def days(self) -> list[forms.BoundField]:
        """The seven days."""
        return [self[name] for name in DAYS]

    def weekly(self) -> list[list[int]]:
        """Return the week as it is stored; only after `is_valid()`."""
        return [
            [weekday, start, end]
            for weekday, name in enumerate(DAYS)
            for start, end in self.cleaned_data[name]
        ]

    def terms(self) -> dict[str, Any]:
        """Return the columns of the schedule; only after `is_valid()`."""
        names = ("name", "time_zone", "holidays_country", "holidays_subdivision")
        return {name: self.cleaned_data[name] for name in names} | {
            "weekly": self.weekly()
        }


class ExceptionForm(forms.Form):
    """A date, or every date from one to another, with hours of its own."""

    first_on = DayField(label=_("From"))
    last_on = DayField(label=_("Until"), required=False)
    hours = DayHoursField(label=_("Hours"))
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"placeholder": _("Such as: on holiday")}),
    )

    def clean(self) -> dict[str, Any]:
        """The stretch is in order and not too long."""
        first, last = (
            self.cleaned_data.get("first_on"),
            self.cleaned_data.get("last_on"),
        )
        if first and last and last < first:
            self.add_error("last_on", _("This lies before the first date."))
        elif first and last and last - first >= timedelta(days=LONGEST_STRETCH):
            words = _("Enter at most %(count)d days at once.")
            self.add_error("last_on", words % {"count": LONGEST_STRETCH})
        return self.cleaned_data

    def dates(self) -> list[date]:
        """Return every date that was meant; only after `is_valid()`."""
        first = self.cleaned_data["first_on"]
        last = self.cleaned_data["last_on"] or first
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]


class StretchForm(forms.Form):
    """Which dates no longer differ."""

    first_on = DayField()
    last_on = DayField()


class NewResourceForm(WorkspaceForm):
    """A name for somebody, or something, that can be booked."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        widget=forms.TextInput({"placeholder": _("Such as: Bob, the red room")}),
        error_messages={"required": _("Write a name.")},
    )


class ResourceForm(forms.Form):
    """The name of somebody who can be booked, and whether they can."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        error_messages={"required": _("Write a name.")},
    )
    is_active = forms.BooleanField(label=_("Takes new bookings"), required=False)


def countries() -> list[tuple[str, str]]:
    """Return the countries whose holidays are known, with their names, by name."""
    names = locale_of(get_language() or "en").territories
    known = holidays.list_supported_countries(include_aliases=False)
    named = [(code, str(names.get(code, code))) for code in known if len(code) == 2]
    return sorted(named, key=lambda country: country[1].casefold())


def regions(country: str) -> list[tuple[str, str]]:
    """Return the parts of a country that have holidays of their own, by name."""
    known = holidays.list_supported_countries(include_aliases=False).get(country, [])
    if not known:
        return []
    aliases = holidays.country_holidays(country).subdivisions_aliases
    names = {code: name for name, code in aliases.items()}
    named = [(c, names.get(c, c)) for c in known if len(c) <= LONGEST_SUBDIVISION]
    return sorted(named, key=lambda region: region[1].casefold())
