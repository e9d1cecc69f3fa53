"""What is stored about shops."""

from meishi.shop.models.catalogue import Category, Product, Variant
from meishi.shop.models.cloud import CloudConnection, CloudMessage
from meishi.shop.models.order import Order, OrderEvent, OrderLine
from meishi.shop.models.shop import Delivery, Shop

__all__ = [
    "Category",
    "CloudConnection",
    "CloudMessage",
    "Delivery",
    "Order",
    "OrderEvent",
    "OrderLine",
    "Product",
    "Shop",
    "Variant",
]
