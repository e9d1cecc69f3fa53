"""Which rows? Reads about assets."""

import logging
from collections.abc import Iterable
from io import BytesIO

from django.conf import settings
from django.db.models import Count, Sum
from PIL import Image

from meishi.formats.palette import Chosen, suggestions
from meishi.lib import storage
from meishi.media.models import Asset, Cut, Rendition, State
from meishi.media.rules.colours import dominant_colours
from meishi.media.rules.cropping import WHOLE, crop_key
from meishi.media.rules.inspection import BROKEN
from meishi.media.rules.picture import CropBox, Picture, Pictures, Recording, Source
from meishi.media.rules.room import Room
from meishi.workspaces.models import Workspace

logger = logging.getLogger(__name__)


def asset_states(
    ids: Iterable[str], workspace: Workspace
) -> tuple[tuple[str, str], ...]:
    """Return (public id, state) of those assets, in order of their ids.

    The state is a text that changes whenever the renditions do, those of crops
    included; it starts with "pending", "ready" or "failed".
    """
    assets = (
        Asset.objects.filter(public_id__in=ids, workspace=workspace)
        .annotate(renditions=Count("cuts__renditions"))
        .order_by("public_id")
    )
    return tuple((one.public_id, f"{one.state} {one.renditions}") for one in assets)


def pictures_of(ids: Iterable[str], workspace: Workspace) -> Pictures:
    """Return a function that finds the picture of each of those assets."""
    cuts = (
        Cut.objects.filter(
            asset__public_id__in=ids, asset__workspace=workspace, state=State.READY
        )
        .select_related("asset")
        .prefetch_related("renditions")
    )
    found = {(cut.asset.public_id, cut.crop): cut for cut in cuts}

    def find(asset_id: str, crop: CropBox | None) -> Picture | None:
        cut = found.get((asset_id, crop_key(crop)))
        return picture_of(cut) if cut else None

    return find


def picture_of(cut: Cut) -> Picture:
    """Return a cut as a page needs it. Raises OSError where the storage is away."""
    renditions = {one.purpose: one for one in cut.renditions.all()}
    page = [one for one in cut.renditions.all() if one.purpose == "page"]
    contact = renditions.get("contact")
    played = renditions.get("play")
    return Picture(
        width=cut.width,
        height=cut.height,
        colour=cut.colour,
        sources=tuple(_source(one) for one in page),
        contact_jpeg=_content(contact) if contact else b"",
        placeholder=cut.placeholder,
        recording=_recording(played, cut.asset) if played else None,
    )


def preview_of(asset: Asset, widest: int = 960) -> Rendition | None:
    """Return a rendition of the whole picture that fits an editor, if it is ready.

    It is at most `widest` pixels wide, where there is such a one.
    """
    whole = Rendition.objects.filter(
        cut__asset=asset, cut__crop="", purpose="page", media_type="image/webp"
    )
    return whole.filter(width__lte=widest).last() or whole.first()


def asset_in(workspace: Workspace, public_id: str) -> Asset | None:
    """Return the asset with that public id, if the workspace has it."""
    return Asset.objects.filter(workspace=workspace, public_id=public_id).first()


def palette_suggestions(asset: Asset) -> tuple[Chosen, ...]:
    """Return palettes made of the picture's colours; none while it cannot be read."""
    smallest = Rendition.objects.filter(
        cut__asset=asset, cut__crop=WHOLE, purpose="page", media_type="image/webp"
    ).first()
    if smallest is None:
        return ()
    try:
        with Image.open(
            BytesIO(storage.get(*smallest.place)), formats=["WEBP"]
        ) as image:
            return suggestions(dominant_colours(image))
    except BROKEN:
        logger.warning("rendition cannot be read", extra={"file": smallest.name})
        return ()


def room_of(workspace: Workspace) -> Room:
    """Return how much of its room the originals of a workspace take."""
    used = Asset.objects.filter(workspace=workspace).aggregate(all=Sum("size"))["all"]
    return Room(used=used or 0, quota=settings.WORKSPACE_QUOTA_BYTES)


def rooms_of(workspaces: Iterable[Workspace]) -> list[tuple[Workspace, Room]]:
    """Return those of the workspaces that keep files, each with its room."""
    owners = Workspace.objects.filter(pk__in=[one.pk for one in workspaces])
    used = owners.annotate(used=Sum("assets__size")).filter(used__gt=0).order_by("pk")
    quota = settings.WORKSPACE_QUOTA_BYTES
    return [(one, Room(used=one.used, quota=quota)) for one in used]


def files_of(asset: Asset) -> list[tuple[str, str]]:
    """Return storage and name of every file of an asset, the original included."""
    renditions = Rendition.objects.filter(cut__asset=asset)
    return [(storage.PRIVATE, asset.file), *(each.place for each in renditions)]


def named_files(place: str, names: Iterable[str]) -> set[str]:
    """Return those of the names of files (without folders) that a row knows."""
    if place == storage.PUBLIC:
        rows = Rendition.objects.filter(name__in=names).values_list("name", flat=True)
        return set(rows)
    contacts = Rendition.objects.filter(name__in=names, purpose="contact")
    originals = Asset.objects.filter(public_id__in=names)
    return {
        *contacts.values_list("name", flat=True),
        *originals.values_list("public_id", flat=True),
    }


def _content(rendition: Rendition) -> bytes:
    try:
        return storage.get(*rendition.place)
    except FileNotFoundError:  # a restored backup may lack it: better without
        logger.error("file missing", extra={"file": rendition.name})
        return b""


def _source(rendition: Rendition) -> Source:
    return Source(
        url=rendition.url,
        media_type=rendition.media_type,
        width=rendition.width,
        height=rendition.height,
    )


def _recording(rendition: Rendition, asset: Asset) -> Recording:
    return Recording(
        url=rendition.url,
        media_type=rendition.media_type,
        width=rendition.width,
        height=rendition.height,
        seconds=asset.duration / 1000,
    )
