"""A shop and its rules, and how orders reach their customers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meishi.cards.models import Card
from meishi.lib.ids import public_id
from meishi.shop.rules.cart import MOST_OF_ONE
from meishi.shop.rules.pricing import HIGHEST_RATE

USUAL_HOURS_KEPT = 48


class Shop(models.Model):
    """The shop of a card.

    Amounts are minor units of `currency` (ISO 4217), rates basis points.
    `whatsapp_number` is where orders are talked about, in E.164. `hours` has a text for
    each day, Monday first (`formats.opening_hours`), [] for always open; `days` those
    that differ, by ISO date. An order that nobody looks at gives its stock back after
    `kept_hours`. `ask_*` say what customers are asked. `greeting` and `closing` begin
    and end the WhatsApp message (`rules.message`). `low_at` is the stock from which on
    the owner is told that something runs out.
    """

    class Ask(models.TextChoices):
        NO = "no", _("Do not ask")
        OPTIONAL = "optional", _("Ask, may stay empty")
        REQUIRED = "required", _("Must be filled in")

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    card = models.OneToOneField(Card, models.CASCADE, related_name="shop")
    is_active = models.BooleanField(default=True)
    currency = models.CharField(max_length=3)
    prices_include_tax = models.BooleanField(default=True)
    tax_rate = models.PositiveIntegerField(default=0)
    whatsapp_number = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    minimum = models.PositiveBigIntegerField(default=0)
    most_of_one = models.PositiveIntegerField(default=99)
    kept_hours = models.PositiveIntegerField(default=USUAL_HOURS_KEPT)
    time_zone = models.CharField(max_length=64, default="UTC")
    hours = models.JSONField(default=list, blank=True)
    days = models.JSONField(default=dict, blank=True)
    takes_preorders = models.BooleanField(default=True)
    ask_phone = models.CharField(max_length=8, choices=Ask, default=Ask.OPTIONAL)
    ask_email = models.CharField(max_length=8, choices=Ask, default=Ask.OPTIONAL)
    ask_note = models.CharField(max_length=8, choices=Ask, default=Ask.OPTIONAL)
    greeting = models.TextField(max_length=500, blank=True)
    closing = models.TextField(max_length=500, blank=True)
    terms = models.TextField(max_length=2000, blank=True)
    low_at = models.PositiveIntegerField(default=3)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="shops_tax_at_most_all",
                condition=Q(tax_rate__lte=HIGHEST_RATE),
            ),
            models.CheckConstraint(
                name="shops_sell_at_least_one",
                condition=Q(most_of_one__range=(1, MOST_OF_ONE)),
            ),
        ]

    def __str__(self) -> str:
        return f"Shop of {self.card}"


class Delivery(models.Model):
    """A way in which an order reaches its customer.

    `fee` is charged unless the goods cost `free_from` or more; the way can be chosen
    from `minimum` on (all in minor units). Where `postcodes` are given, only those that
    begin with one of them are delivered to. `places` are the tables or rooms to choose
    from.
    """

    class Kind(models.TextChoices):
        PICKUP = "pickup", _("They pick it up")
        DELIVERY = "delivery", _("I bring or send it")
        TABLE = "table", _("To a table or room")

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    shop = models.ForeignKey(Shop, models.CASCADE, related_name="deliveries")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.PICKUP)
    name = models.CharField(max_length=100)
    about = models.CharField(max_length=500, blank=True)
    fee = models.PositiveBigIntegerField(default=0)
    tax_rate = models.PositiveIntegerField(default=0)
    free_from = models.PositiveBigIntegerField(null=True, blank=True)
    minimum = models.PositiveBigIntegerField(default=0)
    postcodes = models.JSONField(default=list, blank=True)
    places = models.JSONField(default=list, blank=True)
    position = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="deliveries_tax_at_most_all",
                condition=Q(tax_rate__lte=HIGHEST_RATE),
            ),
        ]

    def __str__(self) -> str:
        return self.name
