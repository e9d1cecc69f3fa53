"""Say to the apps below what cards use."""

from django.apps import AppConfig


class CardsConfig(AppConfig):
    """Keep the assets that cards show, deploy the cards whose pictures change, and
    delete the cards of people who leave."""

    name = "meishi.cards"

    def ready(self) -> None:
        """Register the use of assets, and what leaves with a person."""
        from meishi.accounts.registry import DEPARTURES  # models are not there before
        from meishi.cards import queries, services
        from meishi.media.registry import ASSET_USES, AssetUse

        ASSET_USES.append(
            AssetUse(
                used_ids=queries.asset_ids_in_use,
                changed=services.deploy_cards_using,
            )
        )
        DEPARTURES.append(services.delete_own_cards)
