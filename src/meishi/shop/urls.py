"""Addresses of shops."""

from django.urls import path

from meishi.shop.views import hook
from meishi.shop.views.owner import (
    categories,
    cloud,
    deliveries,
    orders,
    products,
    report,
    settings,
    table,
)
from meishi.shop.views.owner import order as owner_order
from meishi.shop.views.owner import product as owner_product
from meishi.shop.views.visitor import cart, catalogue, checkout, order, product

app_name = "shop"
of_card = "cards/<slug:card_id>/shop/"
of_product = f"{of_card}products/<slug:product_id>/"
of_delivery = f"{of_card}deliveries/<slug:delivery_id>/"
of_order = "orders/<slug:order_id>/"
of_shop = "<slug:handle>/shop/"
urlpatterns = [
    path(of_card, products.products, name="products"),
    path(f"{of_card}open/", products.open_, name="open"),
    path(f"{of_card}products/add/", owner_product.add, name="product-add"),
    path(f"{of_card}products/change/", products.change_many, name="products-change"),
    path(of_product, owner_product.product, name="product-change"),
    path(f"{of_product}move/", products.move, name="product-move"),
    path(f"{of_product}delete/", owner_product.delete, name="product-delete"),
    path(f"{of_card}categories/", categories.categories, name="categories"),
    path(
        f"{of_card}categories/<slug:category_id>/", categories.category, name="category"
    ),
    path(f"{of_card}table/", table.table, name="table"),
    path(f"{of_card}table/export/", table.export, name="table-export"),
    path(f"{of_card}table/example/", table.example, name="table-example"),
    path(f"{of_card}settings/", settings.settings, name="settings"),
    path(f"{of_card}settings/texts/", settings.texts, name="texts"),
    path(f"{of_card}settings/hours/", settings.hours, name="hours"),
    path(f"{of_card}settings/cloud/", cloud.cloud, name="cloud"),
    path("shop/cloud/<slug:connection_id>/", hook.hook, name="cloud-hook"),
    path(f"{of_card}deliveries/", deliveries.deliveries, name="deliveries"),
    path(f"{of_card}deliveries/add/", deliveries.add, name="delivery-add"),
    path(of_delivery, deliveries.delivery, name="delivery"),
    path(f"{of_delivery}arrange/", deliveries.arrange, name="delivery-arrange"),
    path("orders/", orders.orders, name="orders"),
    path("orders/packing/", orders.packing, name="packing"),
    path("orders/export/", orders.export, name="orders-export"),
    path("orders/report/", report.report, name="report"),
    path(of_order, owner_order.order, name="order-page"),
    path(f"{of_order}advance/", orders.advance, name="order-advance"),
    path(f"{of_order}cancel/", orders.cancel, name="order-cancel"),
    path(f"{of_order}note/", owner_order.note, name="order-note"),
    path(f"{of_order}print/", owner_order.printed, name="order-print"),
    path(of_shop, catalogue.catalogue, name="catalogue"),
    path(f"{of_shop}cart/", cart.cart, name="cart"),
    path(f"{of_shop}checkout/", checkout.checkout, name="checkout"),
    path(f"{of_shop}<slug:product_id>/", product.product, name="product"),
    path("order/<slug:token>/", order.order, name="order"),
    path("order/<slug:token>/cancel/", order.cancel, name="order-cancel-own"),
    path("order/<slug:token>/again/", order.again, name="order-again"),
]
