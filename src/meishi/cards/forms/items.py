"""Lists inside a form: their rows come, go and change places by submit buttons.

A button called `do` names what to do: `PREFIX:add`, `PREFIX:remove:2`, `PREFIX:up:2`,
`PREFIX:down:2`, rows counted from 0. So lists work without JavaScript, and what else
was typed into the form is kept.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.http import QueryDict

from meishi.cards.rules.summary import summary

MAX_ITEMS = 100
COUNT = "TOTAL_FORMS"
FIRST_COUNT = "INITIAL_FORMS"


class OrderField(forms.IntegerField):
    """The place of a row. Having one does not make a blank row count."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Never: the place is no content."""
        return False


class ItemFormSet(BaseFormSet[Any]):
    """Rows in the order in which they were sent. Rows left blank do not count."""

    def initial_form_count(self) -> int:
        """No row is older than another: blank ones are dropped, whichever they are."""
        return 0 if self.is_bound else super().initial_form_count()

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Give each row its place, out of sight."""
        super().add_fields(form, index)
        place = form.fields["ORDER"].initial
        form.fields["ORDER"] = OrderField(initial=place, required=False)

    def values(self) -> list[dict[str, Any]]:
        """Return what was entered, row by row; only after `is_valid()`."""
        return [
            {key: value for key, value in form.cleaned_data.items() if key != "ORDER"}
            for form in self.ordered_forms
        ]


def item_formset(
    item_form: type[forms.Form],
    *,
    data: Any = None,
    initial: list[Any] | None = None,
    prefix: str,
    options: dict[str, Any] | None = None,
    extra: int = 0,
    max_items: int = MAX_ITEMS,
) -> ItemFormSet:
    """Return the rows: those that were sent (`data`), else those stored (`initial`).

    `options` are passed to each row's form; `extra` blank rows follow stored ones.
    """
    factory = formset_factory(
        item_form,
        formset=ItemFormSet,
        extra=extra,
        can_order=True,
        max_num=max_items,
        validate_max=True,
        absolute_max=max_items + 20,
    )
    return factory(  # type: ignore[return-value]  # made by a factory
        data,
        initial=None if data is not None else initial,
        prefix=prefix,
        form_kwargs=options or {},
    )


def row_title(row: forms.Form) -> str:
    """Return what a row is called in the editor, "" for one without any text yet."""
    values = {name: row[name].value() for name in row.fields if name != "ORDER"}
    if row.is_bound and not row.has_changed():
        return ""
    texts = (str(value) for value in values.values() if _is_title(value))
    return summary(values) or _shown_in(values) or next(texts, "")


def rearranged(data: QueryDict, formset: BaseFormSet[Any], do: str) -> QueryDict:
    """Return what was sent, with `do` done to the rows of that formset.

    What `do` does not understand changes nothing.
    """
    prefix, action, index = [*do.split(":"), "", ""][:3]
    if prefix != formset.prefix:
        return data
    rows = _rows(data, formset)
    if action == "add":
        rows.append(_blank(formset))
    elif index in map(str, range(len(rows))):
        _arrange(rows, action, int(index))
    return _renumbered(data, prefix, rows)


def _shown_in(values: dict[str, Any]) -> str:
    """What the first picture of a row shows, in words."""
    pictures = (value for value in values.values() if isinstance(value, Mapping))
    return next((str(picture.get("alt") or "") for picture in pictures), "")


def _is_title(value: Any) -> bool:
    return isinstance(value, str | date) and bool(value)


def _arrange(rows: list[dict[str, list[str]]], action: str, index: int) -> None:
    if action == "remove":
        del rows[index]
    elif action in ("up", "down"):
        row = rows.pop(index)
        rows.insert(max(0, index + (1 if action == "down" else -1)), row)


def _rows(data: QueryDict, formset: BaseFormSet[Any]) -> list[dict[str, list[str]]]:
    rows = []
    for number in range(formset.total_form_count()):
        start = f"{formset.prefix}-{number}-"
        rows.append(
            {
                name.removeprefix(start): values
                for name, values in data.lists()
                if name.startswith(start)
            }
        )
    return sorted(rows, key=_place)


def _place(row: dict[str, list[str]]) -> int:
    text = row.get("ORDER", [""])[-1]
    is_number = text.isascii() and text.isdigit() and len(text) < len("10000000")
    return int(text) if is_number else 10_000_000


def _blank(formset: BaseFormSet[Any]) -> dict[str, list[str]]:
    """A new row as its form shows it first, so that it counts as left blank."""
    form = formset.empty_form
    shown = {name: form[name].value() for name in form.fields}
    return {
        name: ["on" if value is True else str(value)]
        for name, value in shown.items()
        if value not in (None, "", False)
    }


def _renumbered(
    data: QueryDict, prefix: str, rows: list[dict[str, list[str]]]
) -> QueryDict:
    changed = data.copy()
    for name in data:
        if name.startswith(f"{prefix}-"):
            del changed[name]
    changed[f"{prefix}-{COUNT}"] = str(len(rows))
    changed[f"{prefix}-{FIRST_COUNT}"] = "0"
    for number, row in enumerate(rows):
        for name, values in {**row, "ORDER": [str(number + 1)]}.items():
            changed.setlist(f"{prefix}-{number}-{name}", values)
    return changed
