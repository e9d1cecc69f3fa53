"""A product: its own page, and putting it into the cart."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from meishi.cards.compile.structured import json_ld
from meishi.formats import money
from meishi.lib.ids import as_public_id
from meishi.media.rules.picture import Picture, Source
from meishi.shop.access import open_product
from meishi.shop.models import Product, Shop, Variant
from meishi.shop.queries.shelf import (
    NEARLY_OUT,
    is_sold_out,
    pictures_in,
    price_in_words,
)
from meishi.shop.queries.structured import structured_product
from meishi.shop.rules import cart as carts
from meishi.shop.rules.cart import MOST_LINES, BadQuantity, CartLine
from meishi.shop.views.visitor.quantities import read_quantity
from meishi.shop.views.visitor.visit import Visit, in_shop


@dataclass(frozen=True)
class Choice:
    """A variant to choose from, in words."""

    variant: Variant
    label: str
    price: str
    was: str
    left: str
    is_sold_out: bool
    is_chosen: bool


@require_http_methods(["GET", "HEAD", "POST"])
@gzip_page
@in_shop
def product(visit: Visit, product_id: str) -> HttpResponse:
    """Show a product, or put a variant of it into the cart."""
    shown = open_product(visit.shop, product_id)
    if visit.request.method == "POST":
        return _put(visit, shown)
    return _show(visit, shown)


def _put(visit: Visit, product: Product) -> HttpResponse:
    """Put so many into the cart, beside what is in it already."""
    sent = visit.request.POST
    wanted = as_public_id(sent.get("variant", ""))
    variant = product.variants.filter(public_id=wanted).first()
    if variant is None or is_sold_out(product, [variant]) or product.bookable:
        problem = _("Choose one of those that can be had.")
        return _show(visit, product, problem=problem, status=422)
    before = carts.quantity_of(visit.cart, variant.public_id)
    try:
        count = before + read_quantity(visit.shop, sent.get("quantity", "1"))
        most = variant.stock if variant.stock is not None else visit.shop.most_of_one
        read_quantity(visit.shop, str(count), most=most)
    except BadQuantity as error:
        return _show(visit, product, problem=str(error), status=422)
    if not before and len(visit.cart) >= MOST_LINES:
        problem = _("Your cart is full.")
        return _show(visit, product, problem=problem, status=422)
    line = CartLine(variant.public_id, count, variant.unit_price)
    response = HttpResponseRedirect(visit.address("cart"))
    cart = carts.with_line(visit.cart, line)
    return visit.keep(response, cart, visit.request.GET.get("from", "product"))


def _show(
    visit: Visit, product: Product, *, problem: str = "", status: int = 200
) -> HttpResponse:
    variants = [v for v in product.variants.all() if v.is_available]
    pictures = pictures_in(product)
    find = visit.pictures([*pictures])
    first = find(pictures[0].asset, pictures[0].box) if pictures else None
    url = f"{settings.SITE_URL}{visit.address('product', product_id=product.public_id)}"
    image = _for_previews(first)
    images = [f"{settings.SITE_URL}{image.url}"] if image else []
    chosen = visit.request.POST.get("variant", "")
    context = {
        "product": product,
        "problem": problem,
        "refs": pictures,
        "choices": [_choice(visit, v, chosen) for v in variants],
        "price": price_in_words(variants, visit.shop.currency, visit.language),
        "is_sold_out": is_sold_out(product, variants),
        "quantity": visit.request.POST.get("quantity", "1"),
        "most": visit.shop.most_of_one,
        "tax": tax_in_words(visit.shop),
        "url": url,
        "summary": " ".join(product.description.split())[:200] or product.title,
        "image": image,
        "image_url": images[0] if images else "",
        "structured": json_ld(
            structured_product(visit.shop, product, variants, url, images)
        ),
    }
    return visit.show("product", context, status, pictures=find)


def _for_previews(picture: Picture | None) -> Source | None:
    """Return the rendition for previews of links: those that show them know JPEG."""
    sources = picture.sources if picture else ()
    known = [source for source in sources if source.media_type == "image/jpeg"]
    return max(known, key=lambda source: source.width, default=None)


def _choice(visit: Visit, variant: Variant, chosen: str) -> Choice:
    currency, language = visit.shop.currency, visit.language
    stock = variant.stock
    is_few = stock is not None and 0 < stock <= NEARLY_OUT
    return Choice(
        variant=variant,
        label=variant.label,
        price=money.show(variant.unit_price, currency, language),
        was=money.show(variant.price, currency, language)
        if variant.sale_price is not None
        else "",
        left=_("Only %(count)d left") % {"count": stock} if is_few else "",
        is_sold_out=stock == 0,
        is_chosen=variant.public_id == chosen,
    )


def tax_in_words(shop: Shop) -> str:
    """Return what the prices say about tax."""
    return _("Tax included") if shop.prices_include_tax else _("Plus tax")
