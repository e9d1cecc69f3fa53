"""Which rows? Reads about assets."""

from collections.abc import Iterable

from meishi.media.models import Asset
from meishi.media.rules.picture import CropBox, Picture, Pictures
from meishi.workspaces.models import Workspace


def asset_states(
    ids: Iterable[str], workspace: Workspace
) -> tuple[tuple[str, str], ...]:
    """Return (public id, state) of those assets, in order of their ids."""
    assets = Asset.objects.filter(public_id__in=ids, workspace=workspace)
    rows = assets.order_by("public_id").values_list("public_id", "state")
    return tuple(rows)


def pictures_of(ids: Iterable[str], workspace: Workspace) -> Pictures:
    """Return a function that finds the picture of each of those assets."""

    def find(asset_id: str, crop: CropBox | None) -> Picture | None:
        return None

    return find
