"""The secret link of an order, for its customer."""

from django.conf import settings
from django.urls import reverse

from meishi.lib import secret_links
from meishi.shop.models import Order


def token(nonce: str) -> str:
    """Return the secret part of the link that belongs to a nonce."""
    return secret_links.token(nonce, "shop.order")


def current_token(order: Order) -> str:
    """Return the secret of an order's link.

    Where the installation's secret has changed since, the new link takes the place of
    the old one.
    """
    secret = token(order.link_nonce)
    stored = secret_links.digest(secret)
    if order.link_digest != stored:
        Order.objects.filter(pk=order.pk).update(link_digest=stored)
        order.link_digest = stored
    return secret


def order_address(order: Order) -> str:
    """Return the whole address of the order's page for its customer."""
    path = reverse("shop:order", kwargs={"token": current_token(order)})
    return f"{settings.SITE_URL}{path}"
