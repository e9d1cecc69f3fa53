"""Which pictures shops show."""

from meishi.cards.queries import asset_ids_of
from meishi.shop.models import Product


def asset_ids_in_use(workspace_pk: int) -> set[str]:
    """Return the ids of all assets that the workspace's products show."""
    products = Product.objects.filter(shop__card__workspace=workspace_pk)
    shown = products.exclude(pictures=[]).values_list("pictures", flat=True)
    return set[str]().union(*(asset_ids_of(pictures) for pictures in shown))
