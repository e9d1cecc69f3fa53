"""The form of a product: its words, its options, and a row for each variant."""

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meishi.cards.forms.fields import PictureField
from meishi.cards.forms.fields_money import CurrencyField, MoneyField
from meishi.cards.forms.items import ItemFormSet, item_formset
from meishi.shop.forms.fields import CountField, RateField
from meishi.shop.models import Product, Shop
from meishi.shop.rules.options import (
    LONGEST_VALUE,
    MOST_OPTIONS,
    MOST_VALUES,
    MOST_VARIANTS,
    Option,
    combinations,
    values_in,
)
from meishi.shop.services.catalogue import Terms

MOST_PICTURES = 12


class OpenForm(forms.Form):
    """With what a shop begins."""

    currency = CurrencyField()


class ProductForm(forms.Form):
    """The words of a product. `bookable` are the services that it may stand for."""

    title = forms.CharField(
        label=_("Name"),
        max_length=200,
        error_messages={"required": _("Give it a name.")},
    )
    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 5}),
    )
    category = forms.CharField(
        label=_("Category"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"list": "categories", "autocomplete": "off"}),
        help_text=_("A new name makes a new category."),
    )
    tax_rate = RateField(
        label=_("Tax in per cent"),
        required=False,
        help_text=_("Empty: that of the shop."),
    )
    is_draft = forms.BooleanField(label=_("Draft: only you see it"), required=False)
    is_available = forms.BooleanField(label=_("Can be bought"), required=False)
    bookable = forms.ChoiceField(
        label=_("Books a time"),
        required=False,
        help_text=_("The button leads to the times of that service, not to the cart."),
    )

    def __init__(
        self, *args: Any, bookable: Iterable[tuple[str, str]] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        known = [("", _("No, it is bought")), *bookable]
        stored = str(self["bookable"].initial or "")
        if stored and stored not in dict(known):
            known.append((stored, _("A service that is gone")))
        field = self.fields["bookable"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (tells the type checker)
        field.choices = known


class PictureForm(forms.Form):
    """One picture."""

    picture = PictureField(label=_("Picture"), required=False)


class OptionForm(forms.Form):
    """What variants differ in."""

    name = forms.CharField(
        label=_("Option"),
        max_length=LONGEST_VALUE,
        widget=forms.TextInput({"placeholder": _("Such as: size")}),
    )
    values = forms.CharField(
        label=_("What there is, with commas"),
        max_length=2000,
        widget=forms.TextInput({"placeholder": _("Such as: S, M, L")}),
    )

    def clean_values(self) -> tuple[str, ...]:
        """Each value once."""
        values = values_in(self.cleaned_data["values"])
        if len(values) > MOST_VALUES:
            raise ValidationError(_("At most 50 of one option."))
        if any(len(value) > LONGEST_VALUE for value in values):
            raise ValidationError(_("One of these is too long."))
        return values


class VariantForm(forms.Form):
    """How a variant is sold."""

    values = forms.CharField(required=False, widget=forms.HiddenInput)
    shown = CountField(widget=forms.HiddenInput)
    price = MoneyField(
        label=_("Price"), error_messages={"required": _("Write a price.")}
    )
    sale_price = MoneyField(label=_("Sale price"), required=False)
    stock = CountField(label=_("Stock"))
    sku = forms.CharField(label=_("Article number"), required=False, max_length=64)
    is_available = forms.BooleanField(label=_("Can be bought"), required=False)

    def __init__(self, *args: Any, currency: str = "EUR", **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("price", "sale_price"):
            field = self.fields[name]
            assert isinstance(field, MoneyField)  # noqa: S101 (tells the type checker)
            field.currency = currency

    @property
    def label(self) -> str:
        """The variant in words: `M, blue`."""
        return ", ".join(values_of(self["values"].value()))

    def has_changed(self) -> bool:
        """A row counts as it is."""
        return True

    def clean(self) -> dict[str, Any]:
        """A sale is cheaper."""
        said = super().clean() or {}
        price, sale = said.get("price"), said.get("sale_price")
        if price is not None and sale is not None and sale >= price:
            self.add_error("sale_price", _("Write less than the price, or nothing."))
        return said

    def terms(self) -> Terms:
        """Return what was said."""
        said = self.cleaned_data
        return Terms(
            values=values_of(said["values"]),
            price=said["price"],
            sale_price=said["sale_price"],
            sku=said["sku"].strip(),
            stock=said["stock"],
            shown=said["shown"],
            is_available=said["is_available"],
        )


def values_of(text: object) -> tuple[str, ...]:
    """Return the values of a variant as its hidden field has them."""
    try:
        values = json.loads(str(text or "[]"))
    except ValueError:
        return ()
    return tuple(map(str, values)) if isinstance(values, list) else ()


def picture_rows(product: Product | None, data: Any = None) -> ItemFormSet:
    """Return a row for each picture."""
    stored = product.pictures if product else []
    return item_formset(
        PictureForm,
        data=data,
        initial=[{"picture": picture} for picture in stored],
        prefix="pictures",
        extra=0 if stored else 1,
        max_items=MOST_PICTURES,
    )


def option_rows(product: Product | None, data: Any = None) -> ItemFormSet:
    """Return a row for each option."""
    stored = product.options if product else []
    initial = [
        {"name": one["name"], "values": ", ".join(one["values"])} for one in stored
    ]
    return item_formset(
        OptionForm,
        data=data,
        initial=initial,
        prefix="options",
        max_items=MOST_OPTIONS,
    )


def variant_rows(shop: Shop, product: Product | None, data: Any = None) -> ItemFormSet:
    """Return a row for each variant."""
    stored = list(product.variants.all()) if product else []
    initial: list[dict[str, Any]] = [
        {
            "values": json.dumps(one.values),
            "shown": one.stock,
            "price": one.price,
            "sale_price": one.sale_price,
            "stock": one.stock,
            "sku": one.sku,
            "is_available": one.is_available,
        }
        for one in stored
    ]
    return item_formset(
        VariantForm,
        data=data,
        initial=initial or [{"values": "[]", "is_available": True}],
        prefix="variants",
        options={"currency": shop.currency},
        max_items=MOST_VARIANTS,
    )


def options_in(rows: ItemFormSet) -> tuple[Option, ...]:
    """Return the options of valid rows."""
    return tuple(Option(row["name"], row["values"]) for row in rows.values())


def rearranged_variants(
    data: Any, rows: ItemFormSet, options: tuple[Option, ...]
) -> Any:
    """Return what was sent with a row for each combination of the options.

    A variant that stays keeps what was typed for it; a new one begins like the first.
    """
    typed: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in rows.forms:
        said = {name: row[name].value() for name in row.fields if name != "ORDER"}
        typed[values_of(said["values"])] = said
    first = next(iter(typed.values()), {"is_available": True})
    changed = data.copy()
    for name in data:
        if name.startswith(f"{rows.prefix}-"):
            del changed[name]
    wanted = combinations(options)[:MOST_VARIANTS]
    changed[f"{rows.prefix}-TOTAL_FORMS"] = str(len(wanted))
    changed[f"{rows.prefix}-INITIAL_FORMS"] = "0"
    for number, values in enumerate(wanted):
        said = typed.get(values) or {**first, "sku": "", "shown": "", "stock": ""}
        said = {**said, "values": json.dumps(list(values)), "ORDER": number + 1}
        for name, value in said.items():
            if value not in (None, False, ""):
                sent = "on" if value is True else str(value)
                changed[f"{rows.prefix}-{number}-{name}"] = sent
    return changed


class FilterForm(forms.Form):
    """Which products are listed."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    category = forms.ChoiceField(label=_("Category"), required=False)
    shown = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("all", _("All")),
            ("draft", _("Drafts")),
            ("low", _("Running out")),
            ("off", _("Sold out or off")),
        ],
    )

    def __init__(self, *args: Any, shop: Shop, **options: Any) -> None:
        super().__init__(*args, **options)
        shelves = [(one.public_id, one.name) for one in shop.categories.all()]
        field = self.fields["category"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (tells the type checker)
        field.choices = [("", _("All")), *shelves, ("none", _("Without a category"))]

    def wanted(self) -> dict[str, str]:
        """Return what is well-formed of it, as `products_of` takes it."""
        self.is_valid()
        said = self.cleaned_data
        return {
            "search": said.get("q", ""),
            "category": said.get("category", ""),
            "shown": said.get("shown") or "all",
        }


class BulkForm(forms.Form):
    """What is done to the products that were chosen."""

    ACTIONS = (
        ("publish", _("Show to everybody")),
        ("draft", _("Hide as drafts")),
        ("on", _("Let them be bought")),
        ("off", _("Do not let them be bought")),
        ("category", _("Put into a category")),
        ("price", _("Change prices by per cent")),
        ("tax", _("Set the tax rate")),
        ("stock", _("Set the stock")),
        ("delete", _("Delete")),
    )
    action = forms.ChoiceField(label=_("With the chosen ones"), choices=ACTIONS)
    category = forms.TypedChoiceField(label=_("Category"), required=False)
    percent = forms.IntegerField(
        label=_("Per cent, such as 10 or -15"),
        required=False,
        min_value=-100,
        max_value=1000,
    )
    tax_rate = RateField(label=_("Tax in per cent"), required=False)
    stock = CountField(label=_("Stock"), help_text=_("Empty: not counted."))

    def __init__(self, *args: Any, shop: Shop, **options: Any) -> None:
        super().__init__(*args, **options)
        shelves = {one.public_id: one for one in shop.categories.all()}
        field = self.fields["category"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 (tells the type checker)
        field.choices = [
            ("", _("No category")),
            *((k, v.name) for k, v in shelves.items()),
        ]
        field.coerce, field.empty_value = shelves.get, None

    def clean(self) -> dict[str, Any]:
        """A change of prices needs how much."""
        said = super().clean() or {}
        if said.get("action") == "price" and said.get("percent") is None:
            self.add_error("percent", _("Write by how many per cent."))
        return said
