"""What is stored about shops."""

from meishi.shop.models.catalogue import Category, Product, Variant
from meishi.shop.models.order import Order, OrderEvent, OrderLine
from meishi.shop.models.shop import Delivery, Shop

__all__ = [
    "Category",
    "Delivery",
    "Order",
    "OrderEvent",
    "OrderLine",
    "Product",
    "Shop",
    "Variant",
]
