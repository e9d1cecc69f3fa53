"""Whose bookings a calendar subscribes to."""

from typing import cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meishi.appointments.models import Resource
from meishi.appointments.queries.feed import Whose, choices_in
from meishi.workspaces.models import Workspace


class FeedForm(forms.Form):
    """A choice between all bookings and those of one person or thing."""

    whose = forms.ChoiceField(label=gettext_lazy("Whose bookings"))

    def __init__(self, *args: object, workspaces: QuerySet[Workspace]) -> None:
        super().__init__(*args)  # type: ignore[arg-type]  # handed on as they are
        self.workspaces = workspaces
        self.choices = choices_in(workspaces)
        self._offer(self.choices)

    def offer_new_ones(self) -> bool:
        """Offer only what has no address yet; say whether there is any."""
        without = [choice for choice in self.choices if choice.feed is None]
        self._offer(without)
        return bool(without)

    def _offer(self, choices: list[Whose]) -> None:
        field = cast("forms.ChoiceField", self.fields["whose"])
        field.choices = [(choice.key, label(choice)) for choice in choices]

    @property
    def chosen(self) -> tuple[Workspace, Resource | None]:
        """Return the workspace, and the resource if it is only one."""
        first, _slash, second = self.cleaned_data["whose"].partition("/")
        workspace = self.workspaces.get(public_id=first)
        if not second:
            return workspace, None
        return workspace, workspace.booking_resources.get(public_id=second)


def label(choice: Whose) -> str:
    """Return whose bookings these are, in words."""
    if "/" in choice.key:
        return choice.name
    if not choice.name:
        return _("All bookings")
    return _("All bookings of %(name)s") % {"name": choice.name}
