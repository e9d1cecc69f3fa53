"""Addresses of shops."""

from django.urls import path

from meishi.shop.views.visitor import cart, catalogue, checkout, order, product

app_name = "shop"
of_shop = "<slug:handle>/shop/"
urlpatterns = [
    path(of_shop, catalogue.catalogue, name="catalogue"),
    path(f"{of_shop}cart/", cart.cart, name="cart"),
    path(f"{of_shop}checkout/", checkout.checkout, name="checkout"),
    path(f"{of_shop}<slug:product_id>/", product.product, name="product"),
    path("order/<slug:token>/", order.order, name="order"),
    path("order/<slug:token>/cancel/", order.cancel, name="order-cancel-own"),
    path("order/<slug:token>/again/", order.again, name="order-again"),
]
