"""What a shop sells: categories, products, and their variants."""

from django.db import models
from django.db.models import F, Q

from meishi.lib.ids import public_id
from meishi.shop.models.shop import Shop
from meishi.shop.rules.pricing import HIGHEST_RATE


class Category(models.Model):
    """A shelf of the shop."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    shop = models.ForeignKey(Shop, models.CASCADE, related_name="categories")
    name = models.CharField(max_length=100)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_category_per_name", fields=["shop", "name"]
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Product(models.Model):
    """Something the shop sells, in one or more variants.

    `options` lists what variants differ in: {"name": "Size", "values": ["S", "M"]}.
    `pictures` are `cards.document.AssetRef` as JSON, the first stands for it.
    A draft is seen by its owner alone; what is not available is shown, not sold.
    `bookable` names a service that can be booked (`appointments.Service.public_id`): the
    product's button books a time then, and nothing goes into the cart. `tax_rate` in
    basis points, None for that of the shop. `search_text` is what is searched: the
    words of the product and its variants, in lower case.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    shop = models.ForeignKey(Shop, models.CASCADE, related_name="products")
    category = models.ForeignKey(
        Category, models.SET_NULL, null=True, blank=True, related_name="products"
    )
    title = models.CharField(max_length=200)
    description = models.TextField(max_length=5000, blank=True)
    pictures = models.JSONField(default=list, blank=True)
    options = models.JSONField(default=list, blank=True)
    tax_rate = models.PositiveIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    is_draft = models.BooleanField(default=False)
    is_available = models.BooleanField(default=True)
    bookable = models.CharField(max_length=16, blank=True)
    search_text = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["position", "pk"]
        indexes = [
            models.Index(fields=["shop", "is_draft", "position"]),
            models.Index(fields=["category", "position"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="products_tax_at_most_all",
                condition=Q(tax_rate__isnull=True) | Q(tax_rate__lte=HIGHEST_RATE),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Variant(models.Model):
    """A product as it can be bought. Each product has at least one.

    `values` has one of each of the product's options, in their order. `price` and
    `sale_price` (instead of it, None for no sale) are minor units of the shop's
    currency. `stock` None is not counted. `shop` is that of its product: article numbers
    (`sku`) are unique in it.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    product = models.ForeignKey(Product, models.CASCADE, related_name="variants")
    shop = models.ForeignKey(Shop, models.CASCADE, related_name="variants")
    values = models.JSONField(default=list, blank=True)
    sku = models.CharField(max_length=64, blank=True)
    price = models.PositiveBigIntegerField()
    sale_price = models.PositiveBigIntegerField(null=True, blank=True)
    stock = models.PositiveIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    is_available = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_variant_per_sku",
                fields=["shop", "sku"],
                condition=~Q(sku=""),
            ),
            models.UniqueConstraint(
                name="one_variant_per_values", fields=["product", "values"]
            ),
            models.CheckConstraint(
                name="no_more_is_sold_than_there_is",
                condition=Q(stock__isnull=True) | Q(stock__gte=0),
            ),
            models.CheckConstraint(
                name="a_sale_is_cheaper",
                condition=Q(sale_price__isnull=True) | Q(sale_price__lt=F("price")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} {self.label}".strip()

    @property
    def label(self) -> str:
        """What sets it apart from its siblings: `M, blue`; "" for an only one."""
        return ", ".join(str(value) for value in self.values)

    @property
    def unit_price(self) -> int:
        """What one costs now, in minor units."""
        return self.price if self.sale_price is None else self.sale_price
