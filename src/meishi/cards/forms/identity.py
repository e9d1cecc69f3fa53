"""The form of the identity: who the card is about."""

from collections.abc import Iterator
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from meishi.cards.document import Identity
from meishi.cards.document.base import MAX_PARAGRAPHS
from meishi.cards.forms.entries import (
    AddressForm,
    EmailForm,
    PhoneForm,
    WebsiteForm,
    line,
)
from meishi.cards.forms.fields import PictureField
from meishi.cards.forms.fields_birthday import BirthdayField
from meishi.cards.forms.items import ItemFormSet, item_formset
from meishi.cards.forms.long_select import LongSelect

SUBJECTS = [("person", _("A person")), ("company", _("A company"))]
LISTS: dict[str, tuple[type[forms.Form], int]] = {
    "phones": (PhoneForm, 20),
    "emails": (EmailForm, 20),
    "websites": (WebsiteForm, 20),
    "addresses": (AddressForm, 10),
}


def _zones() -> list[Any]:
    return [("", _("None")), *_zones_by_area()]


@cache
def _zones_by_area() -> list[Any]:
    """Time zones by area, as `select` wants its groups."""
    areas: dict[str, list[tuple[str, str]]] = {}
    for zone in sorted(available_timezones()):
        area, _slash, city = zone.partition("/")
        if city and area not in ("Etc", "SystemV", "US", "posix", "right"):
            name = city.replace("_", " ").replace("/", ", ")
            areas.setdefault(area, []).append((zone, name))
    return list(areas.items())


class IdentityForm(forms.Form):
    """All that a card says about its subject, lists included.

    Parts that are well-formed can be kept while others are not: see `value`.
    `country` is the one to offer for new phones and addresses.
    """

    subject = forms.ChoiceField(
        label=_("This card is for"), choices=SUBJECTS, widget=forms.RadioSelect
    )
    given = line(_("Given name"), attrs={"autocomplete": "given-name"})
    family = line(_("Family name"), attrs={"autocomplete": "family-name"})
    title = line(
        _("Role"),
        attrs={
            "autocomplete": "organization-title",
            "placeholder": _("Such as: architect"),
        },
    )
    company = line(_("Company"), attrs={"autocomplete": "organization"})
    photo = PictureField(label=_("Photo"), required=False)
    prefix = line(  # type: ignore[assignment]  # a field, not that of the form's names
        _("Prefix"),
        attrs={"autocomplete": "honorific-prefix", "placeholder": _("Such as: Dr")},
    )
    additional = line(_("Middle names"), attrs={"autocomplete": "additional-name"})
    suffix = line(
        _("Suffix"),
        attrs={"autocomplete": "honorific-suffix", "placeholder": _("Such as: PhD")},
    )
    is_family_first = forms.BooleanField(
        label=_("Write the family name first"), required=False
    )
    phonetic_given = line(
        _("Given name, as spoken"),
        help_text=_("Address books sort and speak the name by this."),
    )
    phonetic_family = line(_("Family name, as spoken"))
    pronouns = line(_("Pronouns"), attrs={"placeholder": _("Such as: she/her")})
    department = line(_("Department"))
    headline = line(
        _("Headline"),
        help_text=_("One sentence under the name: what you do for others."),
    )
    logo = PictureField(label=_("Logo"), required=False)
    cover = PictureField(label=_("Cover"), required=False)
    birthday = BirthdayField(
        label=_("Birthday"), required=False, help_text=_("The year may stay empty.")
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=MAX_PARAGRAPHS,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Saved with the contact: where you met, when to call."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), required=False, choices=_zones, widget=LongSelect
    )

    def __init__(
        self,
        data: Any = None,
        *,
        stored: Identity,
        country: str = "",
        prefix: str = "identity",
    ) -> None:
        initial = stored.model_dump()
        super().__init__(data, initial=initial, prefix=prefix)
        self.stored = stored
        self.lists = {
            name: self._list(name, data, initial[name], country) for name in LISTS
        }

    def _list(
        self, name: str, data: Any, stored: list[Any], country: str
    ) -> ItemFormSet:
        item_form, max_items = LISTS[name]
        has_country = item_form in (PhoneForm, AddressForm)
        return item_formset(
            item_form,
            data=data,
            initial=stored,
            prefix=f"{self.prefix}-{name}",
            options={"country": country} if has_country else {},
            extra=0 if stored or name == "addresses" else 1,
            max_items=max_items,
        )

    def is_valid(self) -> bool:
        """Whether every field and every list is well-formed."""
        checked = [
            super().is_valid(),
            *(each.is_valid() for each in self.lists.values()),
        ]
        return all(checked)

    def value(self) -> Identity:
        """Return the identity with all well-formed input; the rest as stored.

        A list counts as one: it is kept as a whole, or not at all.
        """
        self.is_valid()
        values = {**self.stored.model_dump(), **self.cleaned_data}
        for name, rows in self.lists.items():
            if rows.is_valid():
                values[name] = rows.values()
        return Identity.model_validate(values)

    def bound_fields(self) -> Iterator[forms.BoundField]:
        """Yield every field, those of the rows included."""
        yield from self
        for rows in self.lists.values():
            for row in rows:
                yield from row

    def row_titles(self) -> dict[str, str]:
        """Its rows have no names."""
        return {}

    def general_errors(self) -> list[str]:
        """Return what is wrong with no field in particular."""
        return [
            *map(str, self.non_field_errors()),
            *(str(e) for rows in self.lists.values() for e in rows.non_form_errors()),
        ]
