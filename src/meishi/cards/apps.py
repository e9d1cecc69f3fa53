"""Say to the apps below what cards use."""

from django.apps import AppConfig


class CardsConfig(AppConfig):
    """Keep the assets that cards show, and deploy the cards whose pictures change."""

    name = "meishi.cards"

    def ready(self) -> None:
        """Register the use of assets."""
        from meishi.cards import queries, services  # models are not there before
        from meishi.media.registry import ASSET_USES, AssetUse

        ASSET_USES.append(
            AssetUse(
                used_ids=queries.asset_ids_in_use,
                changed=services.deploy_cards_using,
            )
        )
