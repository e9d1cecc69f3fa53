"""May this person? What is not theirs is 404, as if it were not there."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from meishi.cards.access import editable_card
from meishi.cards.models import Card
from meishi.lib.secret_links import digest
from meishi.shop.models import Category, CloudConnection, Delivery, Order, Product, Shop
from meishi.workspaces.access import editable_workspaces, readable_workspaces


def editable_shop(request: HttpRequest, card_id: str) -> Shop:
    """Return the shop of a card that this visitor may change, else raise Http404."""
    shops = Shop.objects.select_related("card__edition", "card__workspace")
    return get_object_or_404(shops, card=editable_card(request, card_id))


def readable_shops(request: HttpRequest) -> QuerySet[Shop]:
    """Return the shops that this visitor may see in the app."""
    shops = Shop.objects.filter(card__workspace__in=readable_workspaces(request))
    return shops.order_by("pk")


def editable_product(shop: Shop, public_id: str) -> Product:
    """Return a product of a shop that may be changed, or raise Http404."""
    return get_object_or_404(shop.products, public_id=public_id)


def editable_category(shop: Shop, public_id: str) -> Category:
    """Return a category of a shop that may be changed, or raise Http404."""
    return get_object_or_404(shop.categories, public_id=public_id)


def editable_delivery(shop: Shop, public_id: str) -> Delivery:
    """Return a way of delivery of a shop that may be changed, or raise Http404."""
    return get_object_or_404(shop.deliveries, public_id=public_id)


def readable_orders(request: HttpRequest) -> QuerySet[Order]:
    """Return the orders that this visitor may see in the app."""
    return Order.objects.filter(workspace__in=readable_workspaces(request))


def readable_order(request: HttpRequest, public_id: str) -> Order:
    """Return the order if this visitor may see it, else raise Http404."""
    orders = readable_orders(request).select_related("card", "shop")
    return get_object_or_404(orders, public_id=public_id)


def editable_orders(request: HttpRequest) -> QuerySet[Order]:
    """Return the orders that this visitor may change."""
    return Order.objects.filter(workspace__in=editable_workspaces(request))


def editable_order(request: HttpRequest, public_id: str) -> Order:
    """Return the order if this visitor may change it, else raise Http404."""
    orders = editable_orders(request).select_related("card", "shop")
    return get_object_or_404(orders, public_id=public_id)


def open_shop_of(handle: str) -> Shop:
    """Return the shop of the published card behind a handle, old ones too, or raise
    Http404. A shop that its owner switched off is not there."""
    cards = Card.objects.filter(handles__name=handle.lower(), edition__isnull=False)
    shops = Shop.objects.filter(card__in=cards, is_active=True)
    return get_object_or_404(shops.select_related("card__edition", "card__workspace"))


def open_product(shop: Shop, public_id: str) -> Product:
    """Return a product that anybody may see, or raise Http404."""
    return get_object_or_404(shop.products.filter(is_draft=False), public_id=public_id)


def customers_order(token: str) -> Order:
    """Return the order that its customer's secret link leads to, or raise Http404."""
    orders = Order.objects.select_related("card__edition", "card__workspace", "shop")
    return get_object_or_404(orders, link_digest=digest(token))


def connected(public_id: str) -> CloudConnection:
    """Return the connection that a webhook is for, or raise Http404."""
    connections = CloudConnection.objects.filter(is_active=True)
    return get_object_or_404(connections, public_id=public_id)
