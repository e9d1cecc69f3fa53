"""The form of a block: its own fields and, where it lists things, its items."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from pydantic import ValidationError

from meishi.cards.document.base import Data
from meishi.cards.forms.items import ItemFormSet, item_formset, row_title


class BlockForm(forms.Form):
    """Edit a block's data. Subclasses name `data_type` and, for lists, `item_form`.

    Field names equal those of the data type; the items are the list called
    `items`. Give `stored` to show stored data, `data` to read what was sent.
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

    def _items(self, data: Any, initial: list[Any]) -> ItemFormSet | None:
        if self.item_form is None:
            return None
        return item_formset(
            self.item_form,
            data=data,
            initial=initial,
            prefix=f"{self.prefix}-items",
            options=self.item_options(),
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

    def bound_fields(self) -> Iterator[forms.BoundField]:
        """Yield every field, those of the items included."""
        yield from self
        for item in self.items or ():
            yield from item

    def row_titles(self) -> dict[str, str]:
        """Return what each item is called in the editor, by its prefix."""
        return {str(item.prefix): row_title(item) for item in self.items or ()}

    def general_errors(self) -> list[str]:
        """Return what is wrong with no field in particular."""
        errors = [*self.non_field_errors()]
        if self.items is not None:
            errors += self.items.non_form_errors()
            errors += [e for item in self.items for e in item.non_field_errors()]
        return [str(error) for error in errors]

    def value(self) -> Data:
        """Return what was entered as typed data; only after `is_valid()`."""
        values = dict(self.cleaned_data)
        if self.items is not None:
            values["items"] = self.items.values()
        return self.data_type.model_validate(values)
