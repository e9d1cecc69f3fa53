"""Connecting a shop with its number on the platform."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from meishi.accounts.models import User
from meishi.lib.sealing import Unsealable, sealed, unsealed
from meishi.shop.models import CloudConnection, Shop
from meishi.shop.services.cloud.sending import PURPOSE

SEALED = ("token", "secret")


@transaction.atomic
def connect(
    shop: Shop, values: Mapping[str, Any], *, by: User | None = None
) -> CloudConnection:
    """Connect the shop, or change how it is. A secret left empty stays as it is."""
    Shop.objects.select_for_update().get(pk=shop.pk)
    connection = CloudConnection.objects.filter(shop=shop).first()
    connection = connection or CloudConnection(shop=shop)
    for name, value in values.items():
        if name not in SEALED:
            setattr(connection, name, value)
        elif value:
            setattr(connection, name, sealed(value, purpose=PURPOSE))
    connection.problem = ""
    connection.save()
    return connection


@transaction.atomic
def disconnect(shop: Shop, *, by: User | None = None) -> None:
    """Forget the number and its secrets."""
    CloudConnection.objects.filter(shop=shop).delete()


def secret_of(connection: CloudConnection) -> str:
    """Return what the app signs with, "" where it cannot be read any more."""
    try:
        return unsealed(connection.secret, purpose=PURPOSE)
    except Unsealable:
        return ""
