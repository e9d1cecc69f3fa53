"""What changes about assets. One transaction each."""

from meishi.media.errors import UnreadablePicture
from meishi.media.models import Asset
from meishi.workspaces.models import Workspace


def store_asset(workspace: Workspace, data: bytes, *, name: str = "") -> Asset:
    """Keep an uploaded picture and have its renditions made by the worker.

    Returns the asset that has this very file already, where there is one. Raises
    UnreadablePicture with the reason in words.
    """
    raise UnreadablePicture("Pictures cannot be stored yet.")
