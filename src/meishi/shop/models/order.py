"""Orders: whole in themselves, whatever becomes of the products."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meishi.cards.models import Card
from meishi.lib.ids import public_id
from meishi.shop.models.catalogue import Variant
from meishi.shop.models.shop import Delivery, Shop
from meishi.shop.rules.states import State
from meishi.workspaces.models import Workspace

STATE_LABELS = {
    State.PLACED: _("New"),
    State.SEEN: _("Seen"),
    State.ACCEPTED: _("Accepted"),
    State.DONE: _("Done"),
    State.CANCELLED: _("Cancelled"),
    State.EXPIRED: _("Expired"),
}


class Order(models.Model):
    """What somebody ordered, as it was agreed: amounts in minor units of `currency`.

    `code` is for people, unique in the shop. `taxes` lists {"rate", "net", "tax",
    "gross"} by rate. `message_text` is the text for WhatsApp as it was composed,
    `message_address` the address that opens it, "" for a shop without WhatsApp.
    `expires_at` is when an order that nobody saw gives its stock back. Of the
    customer's link only SHA-256 is stored (`lib.secret_links`). `preorder_for` is
    when the shop opened again, where it was closed. `mismatch` says in which way an
    order from a chat differed from the catalogue.
    """

    class Source(models.TextChoices):
        CATALOGUE = "catalogue", _("Catalogue")
        PRODUCT = "product", _("Product page")
        CARD = "card", _("Card")
        AGAIN = "again", _("Ordered again")
        CHAT = "chat", _("WhatsApp catalogue")

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="orders")
    card = models.ForeignKey(
        Card, models.SET_NULL, null=True, blank=True, related_name="orders"
    )
    shop = models.ForeignKey(
        Shop, models.SET_NULL, null=True, blank=True, related_name="orders"
    )
    code = models.CharField(max_length=6)
    state = models.CharField(max_length=9, choices=STATE_LABELS, default=State.PLACED)
    currency = models.CharField(max_length=3)
    prices_include_tax = models.BooleanField()
    subtotal = models.PositiveBigIntegerField()
    fee = models.PositiveBigIntegerField(default=0)
    net = models.PositiveBigIntegerField()
    tax = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField()
    taxes = models.JSONField(default=list, blank=True)
    delivery_kind = models.CharField(
        max_length=8, choices=Delivery.Kind, blank=True, default=""
    )
    delivery_name = models.CharField(max_length=100, blank=True)
    place = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=200)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    address = models.TextField(max_length=500, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    note = models.TextField(max_length=1000, blank=True)
    language = models.CharField(max_length=35, default="en")
    source = models.CharField(max_length=9, choices=Source, default=Source.CATALOGUE)
    preorder_for = models.DateTimeField(null=True, blank=True)
    whatsapp_number = models.CharField(max_length=20, blank=True)
    message_text = models.TextField(blank=True)
    message_address = models.TextField(blank=True)
    mismatch = models.JSONField(default=list, blank=True)
    host_note = models.TextField(max_length=5000, blank=True)
    link_nonce = models.CharField(max_length=43)
    link_digest = models.CharField(max_length=64, unique=True)
    idempotency_key = models.CharField(max_length=64, blank=True)
    content_digest = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["workspace", "-created_at"]),
            models.Index(fields=["shop", "state", "-created_at"]),
            models.Index(
                name="orders_that_expire",
                fields=["expires_at"],
                condition=Q(state=State.PLACED),
            ),
        ]
        constraints = [
            models.UniqueConstraint(name="one_order_per_code", fields=["shop", "code"]),
            models.UniqueConstraint(
                name="one_order_per_form",
                fields=["shop", "idempotency_key"],
                condition=~Q(idempotency_key=""),
            ),
            models.CheckConstraint(
                name="known_states_of_orders", condition=Q(state__in=list(State))
            ),
        ]

    def __str__(self) -> str:
        return self.code


class OrderLine(models.Model):
    """So many of something, as it was called and priced then.

    `variant` is where the stock came from, None once it is deleted. `stock_taken` is
    how much of it the order still holds.
    """

    order = models.ForeignKey(Order, models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    variant = models.ForeignKey(
        Variant, models.SET_NULL, null=True, blank=True, related_name="order_lines"
    )
    title = models.CharField(max_length=200)
    variant_label = models.CharField(max_length=300, blank=True)
    sku = models.CharField(max_length=64, blank=True)
    unit_price = models.PositiveBigIntegerField()
    tax_rate = models.PositiveIntegerField(default=0)
    quantity = models.PositiveIntegerField()
    total = models.PositiveBigIntegerField()
    stock_taken = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="order_lines_have_something", condition=Q(quantity__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.title}"


class OrderEvent(models.Model):
    """Something that happened to an order: the state that it came into, and by whom.

    `detail` may have a `reason`. `told_at` is when its mails were written, in one
    transaction with them.
    """

    class By(models.TextChoices):
        CUSTOMER = "customer"
        HOST = "host"
        CLOCK = "clock"

    order = models.ForeignKey(Order, models.CASCADE, related_name="events")
    kind = models.CharField(
        max_length=9, choices=[(state.value, state.value) for state in State]
    )
    by = models.CharField(max_length=8, choices=By)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True
    )
    detail = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.order}"
