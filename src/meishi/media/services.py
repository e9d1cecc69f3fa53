"""What changes about assets. One transaction each.

Files are written before the rows that name them, and deleted after those are gone:
a row never names a file that is not there.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import partial
from hashlib import blake2b, sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import IO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.tasks import task
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from meishi.lib import storage
from meishi.lib.clock import now
from meishi.lib.outbox.progress import progressed
from meishi.media.errors import NoRoomLeft, UnreadablePicture
from meishi.media.models import WORDS, Asset, Cut, Kind, Rendition, State
from meishi.media.queries import files_of, named_files, room_of
from meishi.media.registry import ASSET_USES
from meishi.media.rules import captioning
from meishi.media.rules.containers import HEAD, MEDIA_TYPES, container_of
from meishi.media.rules.cropping import WHOLE, crop_key
from meishi.media.rules.inspection import inspected
from meishi.media.rules.picture import CropBox
from meishi.media.rules.reasons import Reason, Unusable
from meishi.media.rules.workshop import (
    Made,
    Work,
    commissioned,
    recording_commissioned,
)
from meishi.workspaces.models import Workspace

GRACE = timedelta(days=1)
"""So long an asset that nobody uses is kept: a draft may be about to be saved."""

LONGEST_NAME = 200
PIECE = 1024 * 1024
TURN = timedelta(seconds=5)
"""So long a film waits before it looks again whether it is its turn."""

_FILMING = Lock()
"""One film at a time in a process: its other threads are for mails and pictures."""

ROOTS = (
    (storage.PRIVATE, "originals"),
    (storage.PRIVATE, "contacts"),
    (storage.PUBLIC, ""),
)
"""Where the folders of files are."""


def store_asset(workspace: Workspace, data: bytes, *, name: str = "") -> Asset:
    """Keep an uploaded picture and have its renditions made by the worker.

    Returns the asset that has this very file already, where there is one. Raises
    UnreadablePicture with the reason in words.
    """
    digest = sha256(data).hexdigest()
    if known := _known(workspace, digest, Kind.PICTURE):
        return known
    _check_room(workspace, len(data))
    try:
        header = inspected(data)
    except Unusable as problem:
        raise UnreadablePicture(str(WORDS[problem.reason])) from problem
    asset = Asset(
        workspace=workspace,
        sha256=digest,
        original_name=_clean(name),
        size=len(data),
        media_type=header.media_type,
        width=header.width,
        height=header.height,
    )
    return _stored(asset, BytesIO(data))


def store_upload(workspace: Workspace, file: UploadedFile[bytes], kind: Kind) -> Asset:
    """Keep what a form sent, as `store_asset` or `store_recording` does."""
    if kind == Kind.PICTURE:
        return store_asset(workspace, file.read(), name=file.name or "")
    return store_recording(workspace, file, kind=kind, name=file.name or "")


def store_recording(
    workspace: Workspace, file: IO[bytes], *, kind: Kind, name: str = ""
) -> Asset:
    """Keep an uploaded video or sound and have it made ready by the worker.

    Only its first bytes are looked at here. Returns the asset that has this very file
    already, where there is one. Raises UnreadablePicture with the reason in words.
    """
    hashed = sha256()
    for piece in _pieces(file):
        hashed.update(piece)
    digest = hashed.hexdigest()
    if known := _known(workspace, digest, kind):
        return known
    size = file.tell()
    _check_room(workspace, size)
    file.seek(0)
    media_type = _media_type(file, kind)
    asset = Asset(
        workspace=workspace,
        kind=kind,
        sha256=digest,
        original_name=_clean(name),
        size=size,
        media_type=media_type,
        width=0,
        height=0,
    )
    return _stored(asset, file)


def _media_type(file: IO[bytes], kind: Kind) -> str:
    """What a recording says it is, or captions are. Raises UnreadablePicture."""
    if kind == Kind.CAPTIONS:
        return captioning.MEDIA_TYPE
    container = container_of(file.read(HEAD))
    if not container:
        raise UnreadablePicture(kind.words_for(Reason.UNKNOWN))
    return MEDIA_TYPES[container]


def _stored(asset: Asset, file: IO[bytes]) -> Asset:
    """Keep the original and save the asset, or return its twin."""
    file.seek(0)
    storage.put_file(storage.PRIVATE, asset.file, file)
    saved = None
    try:
        saved = _saved(asset)
    finally:
        if saved is not asset:
            storage.remove(storage.PRIVATE, asset.file)
    return saved


@transaction.atomic
def request_renditions(asset: Asset, crop: CropBox | None = None) -> Cut:
    """Have the renditions of that part made by the worker, unless they are there.

    What failed before is tried again.
    """
    cut, is_new = Cut.objects.get_or_create(asset=asset, crop=crop_key(crop))
    failed = Cut.objects.filter(pk=cut.pk, state=State.FAILED)
    if failed.update(state=State.PENDING):
        cut.refresh_from_db()
        is_new = True
    if is_new:
        _mark(asset, cut)
        make_renditions.enqueue(cut.pk)
    return cut


@task()
def make_renditions(cut_pk: int) -> None:
    """Make what was asked for and tell everyone who uses the asset."""
    cut = Cut.objects.select_related("asset").filter(pk=cut_pk).first()
    if cut is None:
        return
    if cut.state == State.PENDING and not _made_in_turn(cut):
        make_renditions.using(run_after=now() + TURN).enqueue(cut_pk)
        return
    for use in ASSET_USES:
        use.changed(cut.asset.public_id)


@transaction.atomic
def delete_unused_assets(workspace: Workspace) -> int:
    """Delete the assets that nothing uses any more; return how many."""
    if not ASSET_USES:  # nobody said what is used: then everything may be
        return 0
    used = set[str]().union(*(use.used_ids(workspace.pk) for use in ASSET_USES))
    old = Asset.objects.filter(workspace=workspace, created_at__lt=now() - GRACE)
    unused = [asset for asset in old if asset.public_id not in used]
    delete_assets(unused)
    return len(unused)


@transaction.atomic
def delete_assets(assets: Iterable[Asset]) -> None:
    """Delete the assets, and their files as soon as this commits."""
    for asset in assets:
        files = files_of(asset)
        asset.delete()
        delete_files.enqueue(files)


@task()
def delete_files(files: list[tuple[str, str]]) -> None:
    """Delete files by storage and name; they belong to an asset that is gone."""
    for place, name in files:
        storage.remove(place, name)


def delete_orphaned_files() -> int:
    """Delete files that no row names any more, and return how many.

    They are left where a process died between a file and its row, and where a
    workspace went with everything in it.
    """
    return sum(
        _sweep(place, folder)
        for place, above in ROOTS
        for folder in storage.folders(place, above)
    )


def _sweep(place: str, folder: str) -> int:
    old = storage.files_before(place, folder, now() - GRACE)
    known = named_files(place, old)
    orphans = [f"{folder}/{name}" for name in old if name not in known]
    for name in orphans:
        storage.remove(place, name)
    return len(orphans)


def _known(workspace: Workspace, digest: str, kind: str) -> Asset | None:
    """The asset with that content, if there is one; it counts as new again."""
    known = Asset.objects.filter(workspace=workspace, sha256=digest, kind=kind)
    asset = known.first() if known.update(created_at=now()) else None
    if asset:
        request_renditions(asset)
    return asset


@transaction.atomic
def _saved(asset: Asset) -> Asset:
    """Save the asset, or return the twin that another request saved meanwhile.

    Raises NoRoomLeft where others took the room meanwhile.
    """
    # Whoever holds this row is the only one who adds files to the workspace.
    workspace = Workspace.objects.select_for_update().get(pk=asset.workspace_id)
    same = {"sha256": asset.sha256, "kind": asset.kind}
    twin = Asset.objects.filter(workspace=workspace, **same).first()
    if twin is None:
        _check_room(workspace, asset.size)
        asset.save()
    request_renditions(twin or asset)
    return twin or asset


def _check_room(workspace: Workspace, size: int) -> None:
    """The one place that refuses a file for want of room. Raises NoRoomLeft."""
    room = room_of(workspace)
    if room.has_room_for(size):
        return
    sizes = {"left": filesizeformat(room.left), "all": filesizeformat(room.quota)}
    raise NoRoomLeft(
        _(
            "There is no room left for this file: %(left)s of %(all)s are free. "
            "Remove pictures and films that no card needs."
        )
        % sizes
    )


def _clean(name: str) -> str:
    """A file name without folders and what a database cannot hold."""
    last = name.replace("\\", "/").rpartition("/")[2]
    printable = "".join(each for each in last if each.isprintable())
    return printable[:LONGEST_NAME]


def _made_in_turn(cut: Cut) -> bool:
    """Make it, unless it is a long piece of work and another one is under way."""
    if cut.asset.kind != Kind.VIDEO:
        _make(cut)
        return True
    if not _FILMING.acquire(blocking=False):
        return False
    try:
        _make(cut)
    finally:
        _FILMING.release()
    return True


def _make(cut: Cut) -> None:
    with TemporaryDirectory(prefix="meishi-") as place:
        folder = Path(place)
        try:
            work = _commissioned(cut, folder)
        except Unusable as problem:
            _fail(cut, problem)
            return
        files = {made: folder / made.file for made in work.renditions}
        name = _name_of(cut.asset, files.values())
        renditions = [_kept(cut, made, name, path) for made, path in files.items()]
    _finish(cut, work, renditions)


def _commissioned(cut: Cut, folder: Path) -> Work:
    asset = cut.asset
    if asset.kind == Kind.PICTURE:
        original = storage.get(storage.PRIVATE, asset.file)
        return commissioned(original, folder, cut.crop)
    if asset.kind == Kind.CAPTIONS:
        original = storage.get(storage.PRIVATE, asset.file)
        return captioning.captioned(original, folder)
    path = folder / "original"
    storage.copy_to(path, storage.PRIVATE, asset.file)
    longest = settings.RECORDING_LIMITS[asset.kind][1]
    return recording_commissioned(
        asset.kind, path, folder, longest, progressed=progressed
    )


def _name_of(asset: Asset, files: Iterable[Path]) -> str:
    """The name that the renditions of a cut share, made from all their contents.

    One name for all makes pages small: it is what compresses least in them. Keyed by
    the asset, so that no two assets share a file that one may delete.
    """
    digest = blake2b(digest_size=12, key=asset.public_id.encode())
    for path in files:
        with path.open("rb") as file:
            for piece in _pieces(file):
                digest.update(piece)
    return digest.hexdigest()


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    return iter(partial(file.read, PIECE), b"")


def _kept(cut: Cut, made: Made, name: str, path: Path) -> Rendition:
    rendition = Rendition(
        cut=cut,
        purpose=made.purpose,
        media_type=made.media_type,
        width=made.width,
        height=made.height,
        name=f"{name}-{made.file}",
        size=path.stat().st_size,
    )
    with path.open("rb") as file:
        storage.put_file(*rendition.place, file)
    return rendition


@transaction.atomic
def _finish(cut: Cut, work: Work, renditions: list[Rendition]) -> None:
    """Note what was made; a twin of this job may have done so already."""
    if not _locked(cut):
        delete_files.enqueue([rendition.place for rendition in renditions])
        return
    cut.renditions.all().delete()
    Rendition.objects.bulk_create(renditions)
    cut.state, cut.width, cut.height = State.READY, work.width, work.height
    cut.colour, cut.placeholder = work.colour, work.placeholder
    cut.save()
    if cut.asset.kind != Kind.PICTURE:
        cut.asset.duration = work.duration
        cut.asset.width, cut.asset.height = work.width, work.height
        cut.asset.save(update_fields=["duration", "width", "height"])
    _mark(cut.asset, cut)


@transaction.atomic
def _fail(cut: Cut, problem: Unusable) -> None:
    if _locked(cut):
        cut.state = State.FAILED
        cut.save()
        _mark(cut.asset, cut, problem.reason)


def _locked(cut: Cut) -> bool:
    """Whether the asset is still there; if so, it stays so until this commits."""
    return Asset.objects.select_for_update().filter(pk=cut.asset_id).exists()


def _mark(asset: Asset, cut: Cut, problem: str = "") -> None:
    """Let an asset be in the state of its whole picture."""
    if cut.crop == WHOLE:
        asset.state, asset.problem = cut.state, problem
        asset.save(update_fields=["state", "problem"])
