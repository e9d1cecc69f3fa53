"""Who uses assets. Apps above this one say so here, since it cannot know them."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AssetUse:
    """One kind of use.

    `used_ids` takes a workspace's primary key and returns the public ids of all
    assets that must be kept, drafts and older editions included. `changed` takes the
    public id of an asset that became ready or failed.
    """

    used_ids: Callable[[int], set[str]]
    changed: Callable[[str], None]


ASSET_USES: list[AssetUse] = []
