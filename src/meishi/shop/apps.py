"""Say to the apps below what shops use."""

from django.apps import AppConfig


class ShopConfig(AppConfig):
    """Keep the pictures of products, and show them on cards once they are ready."""

    name = "meishi.shop"

    def ready(self) -> None:
        """Register the use of assets."""
        from meishi.media.registry import ASSET_USES, AssetUse
        from meishi.shop.queries import pictures  # models are not there before
        from meishi.shop.services import showing

        ASSET_USES.append(
            AssetUse(
                used_ids=pictures.asset_ids_in_use,
                changed=showing.show_picture,
            )
        )
