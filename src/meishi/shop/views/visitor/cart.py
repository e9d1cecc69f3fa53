"""The cart: what is in it, what it costs now, and changing it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meishi.formats import money
from meishi.shop.queries.quotes import Quote, QuoteLine, quote
from meishi.shop.queries.shelf import pictures_in
from meishi.shop.rules import cart as carts
from meishi.shop.rules.cart import BadQuantity, Cart, CartLine
from meishi.shop.rules.pricing import TooMuch
from meishi.shop.views.visitor.opening import opening_in_words
from meishi.shop.views.visitor.product import tax_in_words
from meishi.shop.views.visitor.quantities import read_quantity
from meishi.shop.views.visitor.visit import Visit, in_shop


@dataclass(frozen=True)
class Row:
    """A line of the cart in words. `note` says what is wrong with it or what changed,
    `typed` is the number as it stands in its field, `error` what is wrong with that."""

    line: QuoteLine
    title: str
    label: str
    unit_price: str
    total: str
    old_price: str
    note: str
    typed: str
    error: str


@require_http_methods(["GET", "HEAD", "POST"])
@in_shop
def cart(visit: Visit) -> HttpResponse:
    """Show the cart, or change how much of something is in it."""
    if visit.request.method != "POST":
        return show_cart(visit)
    changed, errors = _changed(visit)
    if errors:
        return show_cart(visit, errors=errors, status=422)
    return visit.keep(HttpResponseRedirect(visit.address("cart")), changed)


def show_cart(
    visit: Visit, *, errors: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    """Return the page of the cart; prices that changed since are shown once."""
    context = cart_context(visit, errors or {})
    response = visit.show("cart", context, status, pictures=context["find"])
    return visit.keep(response, seen_now(visit.cart, context["quote"]))


def cart_context(visit: Visit, errors: dict[str, str] | None = None) -> dict[str, Any]:
    """Return what a page needs that shows the cart."""
    problem = ""
    try:
        now = quote(visit.shop, visit.cart)
    except TooMuch:
        now, problem = quote(visit.shop, ()), _("That is too much for one order.")
    refs = {
        line.asked.variant: next(iter(pictures_in(line.variant.product)), None)
        for line in now.lines
        if line.variant
    }
    return {
        "quote": now,
        "problem": problem,
        "rows": [
            (row, refs.get(row.line.asked.variant))
            for row in rows_of(visit, now, errors or {})
        ],
        "find": visit.pictures(list(refs.values())),
        "subtotal": money.show(
            now.totals.subtotal, visit.shop.currency, visit.language
        ),
        "minimum": _minimum(visit, now),
        "tax": tax_in_words(visit.shop),
        "opening": opening_in_words(visit),
        "can_order": visit.cart and not now.problems and not problem,
    }


def rows_of(visit: Visit, now: Quote, errors: dict[str, str]) -> list[Row]:
    """Return each line in words of the card's language."""
    return [_row(visit, line, errors) for line in now.lines]


def seen_now(cart: Cart, now: object) -> Cart:
    """Return the cart with the prices that were just shown."""
    lines = now.lines if isinstance(now, Quote) else ()
    prices = {line.asked.variant: line.unit_price for line in lines if not line.is_out}
    return carts.seen_at(cart, prices)


def fitted(visit: Visit) -> Cart:
    """Return the cart with what of it can be had: less, or nothing, of the rest."""
    cart = visit.cart
    for line in quote(visit.shop, cart).problems:
        most = visit.shop.most_of_one
        left = 0 if line.is_out else min(most, most if line.left is None else line.left)
        cart = carts.with_line(
            cart, CartLine(line.asked.variant, left, line.unit_price)
        )
    return cart


def _changed(visit: Visit) -> tuple[Cart, dict[str, str]]:
    """Return the cart as the form wants it, and what is wrong by variant."""
    sent, changed = visit.request.POST, visit.cart
    if sent.get("do") == "fit":
        return fitted(visit), {}
    errors: dict[str, str] = {}
    for line in visit.cart:
        typed = sent.get(f"quantity-{line.variant}", str(line.quantity))
        if sent.get("remove") == line.variant or typed.strip() == "0":
            changed = carts.with_line(changed, CartLine(line.variant, 0))
            continue
        try:
            wanted = read_quantity(visit.shop, typed)
        except BadQuantity as error:
            errors[line.variant] = str(error)
            continue
        changed = carts.with_line(changed, CartLine(line.variant, wanted, line.seen))
    return changed, errors


def _row(visit: Visit, line: QuoteLine, errors: dict[str, str]) -> Row:
    currency, language = visit.shop.currency, visit.language
    variant, old = line.variant, line.old_price
    field = f"quantity-{line.asked.variant}"
    return Row(
        line=line,
        title=variant.product.title if variant else _("This is not sold any more."),
        label=variant.label if variant else "",
        unit_price=money.show(line.unit_price, currency, language),
        total=money.show(line.total, currency, language),
        old_price=""
        if old is None or line.is_out
        else money.show(old, currency, language),
        note=_note(line, visit.shop.most_of_one),
        typed=visit.request.POST.get(field, str(line.quantity)),
        error=errors.get(line.asked.variant, ""),
    )


def _note(line: QuoteLine, most: int) -> str:
    if line.problem == "gone":
        return _("This is not sold any more.")
    if line.problem == "sold_out":
        return _("Sold out")
    if line.problem == "few":
        return _("Only %(count)d left") % {"count": line.left}
    if line.problem == "many":
        return _("You can order at most %(count)d of this.") % {"count": most}
    return _("The price has changed.") if line.old_price is not None else ""


def _minimum(visit: Visit, now: Quote) -> str:
    """Return what is missing to the least that can be ordered, "" where nothing is."""
    if now.totals.subtotal >= visit.shop.minimum:
        return ""
    least = money.show(visit.shop.minimum, visit.shop.currency, visit.language)
    return _("You can order from %(amount)s.") % {"amount": least}
