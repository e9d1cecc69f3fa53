"""What the templates of shops ask for."""

from typing import Any

from django import forms, template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meishi.cards.document import AssetRef
from meishi.cards.templatetags.picture import picture
from meishi.formats import money

register = template.Library()
SIZES = "(min-width: 40em) 200px, 45vw"
WIDEST = 640


@register.simple_tag(takes_context=True)
def shop_picture(context: Any, ref: dict[str, Any]) -> SafeString:
    """Return the picture of a product, kept as JSON, for a card."""
    found: SafeString = picture(
        context, AssetRef.model_validate(ref), SIZES, widest=WIDEST
    )
    return found


@register.simple_tag
def shop_price(tile: dict[str, Any], currency: str, language: str) -> str:
    """Return what a product costs, "from" the lowest price where there are several."""
    if tile["price"] is None:
        return ""
    if tile["price"] == 0 and not tile["is_from"]:
        return _("Free")
    price = money.show(tile["price"], currency, language)
    return _("from %(price)s") % {"price": price} if tile["is_from"] else price


@register.filter
def terms_of(row: forms.Form) -> list[forms.BoundField]:
    """Return the fields of a variant that are typed."""
    return [row[name] for name in ("price", "sale_price", "stock", "sku")]
