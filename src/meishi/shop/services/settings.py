"""How a shop is run: changed in one transaction each."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meishi.accounts.models import User
from meishi.shop.errors import ChangedMeanwhile
from meishi.shop.models import Delivery, Shop
from meishi.shop.services.showing import show_soon

MOST_DELIVERIES = 30


@transaction.atomic
def change_shop(
    shop: Shop,
    values: Mapping[str, Any],
    *,
    seen_at: datetime | None = None,
    by: User | None = None,
) -> None:
    """Give the shop these columns.

    `seen_at` is its `updated_at` as the form showed it. Raises ChangedMeanwhile.
    """
    locked = Shop.objects.select_for_update().get(pk=shop.pk)
    if seen_at is not None and locked.updated_at != seen_at:
        raise ChangedMeanwhile(
            _("Somebody changed this meanwhile. Save again to put yours over it.")
        )
    for name, value in values.items():
        setattr(shop, name, value)
    shop.save(update_fields=[*values, "updated_at"])
    show_soon(shop)


@transaction.atomic
def add_delivery(
    shop: Shop, values: Mapping[str, Any], *, by: User | None = None
) -> Delivery:
    """Add a way of delivery at the end and return it."""
    Shop.objects.select_for_update().get(pk=shop.pk)
    position = shop.deliveries.count()
    return Delivery.objects.create(shop=shop, position=position, **values)


@transaction.atomic
def change_delivery(
    delivery: Delivery, values: Mapping[str, Any], *, by: User | None = None
) -> None:
    """Give a way of delivery these columns. Orders keep what was agreed."""
    for name, value in values.items():
        setattr(delivery, name, value)
    delivery.save()


@transaction.atomic
def delete_delivery(delivery: Delivery, *, by: User | None = None) -> None:
    """Delete a way of delivery. Orders keep its name."""
    delivery.delete()


@transaction.atomic
def move_delivery(
    delivery: Delivery, *, by_places: int, by: User | None = None
) -> None:
    """Move a way among its siblings; below zero is up."""
    Shop.objects.select_for_update().get(pk=delivery.shop_id)
    ways = list(delivery.shop.deliveries.all())
    at = ways.index(delivery)
    ways.insert(max(0, at + by_places), ways.pop(at))
    for position, way in enumerate(ways):
        way.position = position
    Delivery.objects.bulk_update(ways, ["position"])
