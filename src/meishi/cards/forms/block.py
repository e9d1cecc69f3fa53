"""The form of a block: its own fields and, where it lists things, its items."""

from typing import Any, ClassVar

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from pydantic import ValidationError

from meishi.cards.document.base import Data

MAX_ITEMS = 100


class BlockForm(forms.Form):
    """Edit a block's data. Subclasses name `data_type` and, for lists, `item_form`.

    Field names equal those of the data type; the items are the list called
    `items`. Give `value` to show stored data, `data` to read what was sent.
    `value()` after `is_valid()` is the typed data, in the order that was sent.
    """

    data_type: ClassVar[type[Data]]
    item_form: ClassVar[type[forms.Form] | None] = None

    def __init__(
        self, data: Any = None, *, stored: Data | None = None, prefix: str = "block"
    ) -> None:
        initial = stored.model_dump() if stored else {}
        super().__init__(data, initial=initial, prefix=prefix)
        self.items = self._items(data, initial.get("items") or [])

    def _items(self, data: Any, initial: list[Any]) -> "BaseFormSet[Any] | None":
        if self.item_form is None:
            return None
        formset = formset_factory(
            self.item_form,
            extra=0,
            can_order=True,
            can_delete=True,
            max_num=MAX_ITEMS,
            validate_max=True,
        )
        return formset(
            data,
            initial=initial,
            prefix=f"{self.prefix}-items",
            form_kwargs=self.item_options(),
        )

    def item_options(self) -> dict[str, Any]:
        """Return what each item's form is told by the block's own fields."""
        return {}

    def is_valid(self) -> bool:
        """Check the fields, the items, and both together as typed data."""
        if not super().is_valid() or not (self.items is None or self.items.is_valid()):
            return False
        try:
            self.value()
        except ValidationError as error:
            for problem in error.errors():
                self.add_error(None, problem["msg"].removeprefix("Value error, "))
        return not self.errors

    def value(self) -> Data:
        """Return what was entered as typed data; only after `is_valid()`."""
        values = dict(self.cleaned_data)
        if self.items is not None:
            values["items"] = [
                {key: v for key, v in form.cleaned_data.items() if key not in _OURS}
                for form in self.items.ordered_forms
            ]
        return self.data_type.model_validate(values)


_OURS = {"ORDER", "DELETE"}
