"""Forms that put something at a time: a booking, a move, time kept free."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from meishi.appointments.forms.fields import ClockField, DayField
from meishi.appointments.models import Block, Resource, Service
from meishi.appointments.rules import wall
from meishi.appointments.services.customer import Customer
from meishi.formats.zone_names import city

DAY_BEGINS = time()


class StartForm(forms.Form):
    """A start on a clock of the resource's zone.

    An hour that the clocks repeat asks which of the two is meant. `warnings` are what
    speaks against the time; `is_agreed` takes it all the same.
    """

    on = DayField(label=_("Date"))
    at = ClockField(label=_("Time"))
    occurrence = forms.ChoiceField(
        label=_("This time comes twice on that day. Which one?"),
        choices=[("0", _("The first")), ("1", _("The second"))],
        widget=forms.RadioSelect,
        required=False,
    )
    resource = forms.ModelChoiceField(
        label=_("With"),
        queryset=Resource.objects.none(),
        to_field_name="public_id",
        empty_label=None,
    )
    is_agreed = forms.BooleanField(
        label=_("Take this time all the same"), required=False
    )

    def __init__(self, *args: Any, service: Service, **options: Any) -> None:
        super().__init__(*args, **options)
        self.zones = {
            offer.resource_id: offer.schedule.time_zone
            for offer in service.offers.select_related("schedule")
        }
        field = self.fields["resource"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (declared above)
        field.queryset = Resource.objects.filter(pk__in=self.zones, is_active=True)
        self.is_twice = False
        self.warnings: list[str] = []
        self.places = " / ".join(sorted({city(zone) for zone in self.zones.values()}))

    def clean(self) -> dict[str, Any]:
        """Add `start`, the instant that is meant."""
        sent = self.cleaned_data
        if not all(sent.get(name) for name in ("on", "resource")) or "at" not in sent:
            return sent
        zone = self.zones[sent["resource"].pk]
        found = wall.instants(zone, sent["on"], sent["at"])
        if not found:
            words = _("Clocks are put forward then, so this time does not exist.")
            self.add_error("at", words)
        elif len(found) == 1:
            sent["start"] = found[0]
        else:
            self._choose(sent, zone, found)
        return sent

    def _choose(self, sent: dict[str, Any], zone: str, found: list[datetime]) -> None:
        self.is_twice = True
        field = self.fields["occurrence"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = [
            (str(n), instant.astimezone(ZoneInfo(zone)).strftime("%H:%M %Z"))
            for n, instant in enumerate(found)
        ]
        if sent.get("occurrence"):
            sent["start"] = found[int(sent["occurrence"])]
        else:
            self.add_error("occurrence", _("Choose one of the two."))


class EnterForm(StartForm):
    """A booking of somebody who called."""

    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        error_messages={"required": _("Write who comes.")},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_(
            "With one, they get the confirmation and can cancel by themselves."
        ),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"type": "tel", "dir": "ltr"}),
    )
    place_detail = forms.CharField(
        label=_("Where"),
        required=False,
        max_length=500,
        help_text=_("Empty means as it is set for the service."),
    )
    message = forms.CharField(
        label=_("What it is about"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )

    def customer(self, language: str) -> Customer:
        """Return who comes; only after `is_valid()`."""
        names = ("name", "email", "phone", "place_detail", "message")
        zone = self.zones[self.cleaned_data["resource"].pk]
        said = {name: self.cleaned_data[name] for name in names}
        return Customer(**said, time_zone=zone, language=language)


class MoveForm(StartForm):
    """Another time for a booking."""


class BlockForm(forms.Form):
    """Time to keep free: whole days, or from a time to a time."""

    resource = forms.ModelChoiceField(
        label=_("Whose time"),
        queryset=Resource.objects.none(),
        to_field_name="public_id",
        empty_label=None,
    )
    first_on = DayField(label=_("From"))
    first_at = ClockField(label=_("Time"), required=False)
    last_on = DayField(label=_("Until"), required=False)
    last_at = ClockField(label=_("Time"), required=False)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"placeholder": _("Such as: dentist")}),
    )

    def __init__(
        self,
        *args: Any,
        resources: QuerySet[Resource],
        stored: Block | None = None,
        **options: Any,
    ) -> None:
        if stored is not None:
            options["initial"] = _as_sent(stored)
        super().__init__(*args, **options)
        field = self.fields["resource"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (declared above)
        field.queryset = resources

    def clean(self) -> dict[str, Any]:
        """Add `start` and `end`; without times whole days are meant."""
        sent = self.cleaned_data
        if not (sent.get("resource") and sent.get("first_on")) or self.errors:
            return sent
        zone = zone_of(sent["resource"])
        last_on: date = sent["last_on"] or sent["first_on"]
        sent["start"] = _earliest(zone, sent["first_on"], sent["first_at"])
        sent["end"] = _latest(zone, last_on, sent["last_at"])
        if sent["end"] <= sent["start"]:
            self.add_error("last_on", _("This lies before the beginning."))
        return sent


def zone_of(resource: Resource) -> str:
    """Return the time zone that somebody works in."""
    offer = resource.offers.select_related("schedule").first()
    schedule = offer.schedule if offer else resource.workspace.booking_schedules.first()
    return schedule.time_zone if schedule else "UTC"


def _earliest(zone: str, on: date, at: time | None) -> datetime:
    """The first instant that is meant."""
    found = wall.instants(zone, on, at or DAY_BEGINS)
    return found[0] if found else wall.midnight(zone, on)


def _latest(zone: str, on: date, at: time | None) -> datetime:
    if at is None:
        return wall.bounds(zone, on, on)[1]
    found = wall.instants(zone, on, at)
    return found[-1] if found else wall.bounds(zone, on, on)[1]


def _as_sent(block: Block) -> dict[str, Any]:
    """Return a block as the form shows it: midnights as whole days."""
    zone = zone_of(block.resource)
    start = block.start_at.astimezone(ZoneInfo(zone))
    end = block.end_at.astimezone(ZoneInfo(zone))
    is_whole = block.end_at == wall.midnight(zone, end.date())
    return {
        "resource": block.resource.public_id,
        "first_on": start.date(),
        "first_at": None if start.time() == DAY_BEGINS else start.time(),
        "last_on": end.date() - wall.ONE_DAY if is_whole else end.date(),
        "last_at": None if is_whole else end.time(),
        "note": block.note,
    }
