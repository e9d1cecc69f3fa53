"""What all pages of a shop have in common: who asks, in which shop, with which cart."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from meishi.cards.document import AssetRef, CardDocument
from meishi.cards.queries import current_handle
from meishi.cards.views.beside.page import (
    Frame,
    document_of,
    in_language_of,
    own_text,
)
from meishi.media.queries import pictures_of
from meishi.media.rules.picture import Pictures
from meishi.shop.access import open_shop_of
from meishi.shop.models import Order, Shop
from meishi.shop.rules import cart as carts
from meishi.shop.rules.cart import Cart

COOKIE, SOURCE_COOKIE = "cart", "cart_from"
KEPT = timedelta(days=90)
type View = Callable[..., HttpResponse]
frame = Frame(own_text(__package__, "shop.css"), own_text(__package__, "shop.js"))


@dataclass
class Visit:
    """Somebody in a shop. `cart` is what their browser says they want."""

    request: HttpRequest
    shop: Shop
    handle: str
    document: CardDocument
    cart: Cart = field(default=())

    @property
    def language(self) -> str:
        """The language of the card, a BCP 47 tag."""
        return self.document.language

    def address(self, name: str, **names: str) -> str:
        """Return the address of a page of this shop."""
        return reverse(f"shop:{name}", kwargs={"handle": self.handle, **names})

    def pictures(self, refs: list[AssetRef | None]) -> Pictures:
        """Return what finds these pictures, in one query."""
        ids = {ref.asset for ref in refs if ref}
        return pictures_of(ids, self.shop.card.workspace)

    def show(
        self,
        template: str,
        context: dict[str, Any],
        status: int = 200,
        *,
        pictures: Pictures | None = None,
    ) -> HttpResponse:
        """Return a page of the shop, with the number of things in the cart."""
        common = {
            "shop": self.shop,
            "in_cart": sum(line.quantity for line in self.cart),
            "is_indexed": self.document.is_indexed,
        }
        return frame.show(
            self.shop.card,
            f"shop/visitor/{template}.html",
            common | context,
            status,
            pictures=pictures,
        )

    @property
    def source(self) -> str:
        """Where the last thing in the cart came from: an `Order.Source`."""
        source = self.request.COOKIES.get(SOURCE_COOKIE, "")
        return source if source in Order.Source else Order.Source.CATALOGUE

    def keep(
        self, response: HttpResponse, cart: Cart, source: str = ""
    ) -> HttpResponse:
        """Have the browser keep the cart; an empty one is forgotten.

        `source` says where something came from that was put in now.
        """
        path = self.address("catalogue")
        if cart:
            _set(response, COOKIE, carts.write(cart), path)
        elif COOKIE in self.request.COOKIES:
            response.delete_cookie(COOKIE, path=path, samesite="Lax")
        if source in Order.Source:
            _set(response, SOURCE_COOKIE, source, path)
        return response


def _set(response: HttpResponse, name: str, value: str, path: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=int(KEPT.total_seconds()),
        path=path,
        secure=settings.SITE_URL.startswith("https:"),
        httponly=True,
        samesite="Lax",
    )


def in_shop(view: View) -> View:
    """Hand a `Visit` to a view instead of the request, in the language of the card.

    The address with an old handle leads to the present one. A form of another site is
    refused by what the browser says of itself, since the cart is all that it could
    change and there is no session to hang a token on.
    """

    @wraps(view)
    def wrapped(
        request: HttpRequest, handle: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if request.method == "POST" and is_from_elsewhere(request):
            return HttpResponseForbidden(_("This form was sent from another site."))
        shop = open_shop_of(handle)
        known = current_handle(shop.card) or handle
        if request.method != "POST" and handle != known:
            return redirect(request.get_full_path().replace(handle, known, 1))
        cart = carts.read(request.COOKIES.get(COOKIE, ""))
        visit = Visit(request, shop, known, document_of(shop.card), cart)
        with in_language_of(shop.card):
            response = view(visit, *args, **kwargs)
        response.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(response, ["Cookie"])
        return response

    return cast("View", csrf_exempt(wrapped))


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Say whether a browser tells that another site sent the form."""
    return request.headers.get("Sec-Fetch-Site", "") in ("cross-site", "same-site")
