"""Fetching the picture of a film elsewhere, once, so that no visitor has to ask."""

from functools import partial
from hashlib import blake2b

from django.tasks import task
from django.utils.translation import gettext as _
from pydantic import ValidationError

from meishi.blocks.video.data import VideoData
from meishi.blocks.video.stills import NoStill, still_of
from meishi.cards.document import AssetRef, BlockEntry
from meishi.cards.models import Card
from meishi.cards.registry import Notice
from meishi.cards.services import complete_block
from meishi.formats import video as films
from meishi.lib.outbox.backend import enqueue_once
from meishi.lib.outbox.models import Job
from meishi.lib.outgoing.errors import OutgoingError
from meishi.media.errors import UnreadablePicture
from meishi.media.services import store_asset


class StillErrand:
    """Brings `VideoData.still`."""

    def kept(self, entry: BlockEntry, data: VideoData) -> VideoData:
        """Return the new data with the still, if it is of the same film."""
        before = _data(entry)
        still = before.still if _film(before) == _film(data) else None
        return data.model_copy(update={"still": still})

    def send(self, card: Card, entry: BlockEntry) -> None:
        """Enqueue the errand where a film elsewhere has no picture."""
        data = _data(entry)
        if film := _wanted(data):
            enqueue_once(_key(card, entry.id, film), fetch_still, card.pk, entry.id)

    def send_again(self, card: Card, entry: BlockEntry) -> None:
        """Forget how it went, and enqueue it anew."""
        if film := _wanted(_data(entry)):
            key = _key(card, entry.id, film)
            Job.objects.filter(key=key).exclude(state=Job.State.RUNNING).delete()
            self.send(card, entry)

    def notice(self, card: Card, entry: BlockEntry) -> Notice | None:
        """Say whether the picture came, or why not."""
        data = _data(entry)
        if data.elsewhere is None or data.film or data.poster:
            return None
        provider = films.PROVIDERS[data.elsewhere.provider]
        if data.still:
            text = _("This picture of the film was fetched from %(provider)s.")
            return Notice(text % {"provider": provider}, asset=data.still.asset)
        film = data.elsewhere.video._replace(start=0)
        job = Job.objects.filter(key=_key(card, entry.id, film)).first()
        return _progress(job, provider)


@task()
def fetch_still(card: int, block: str) -> str:
    """Fetch the still and keep it in the draft, unless it is no longer wanted.

    Returns why there is none, in words, "" where all is well. Raises OutgoingError
    where trying again may help.
    """
    found = Card.objects.filter(pk=card).first()
    entry = found.document.block(block) if found else None
    if found is None or entry is None or entry.kind != "video":
        return ""
    film = _wanted(_data(entry))
    if film is None:
        return ""
    try:
        asset = store_asset(
            found.workspace, still_of(film), name=f"{film.provider}.jpg"
        )
    except (NoStill, UnreadablePicture) as problem:
        return str(problem)
    except OutgoingError as problem:
        if not problem.is_lasting:
            raise
        return str(problem)
    still = AssetRef(asset=asset.public_id, is_decorative=True)
    complete_block(found, block, partial(_with_still, still, film))
    return ""


def _with_still(
    still: AssetRef, film: films.Video, entry: BlockEntry
) -> VideoData | None:
    data = _data(entry)
    is_meant = entry.kind == "video" and _wanted(data) == film
    return data.model_copy(update={"still": still}) if is_meant else None


def _data(entry: BlockEntry) -> VideoData:
    try:
        return VideoData.model_validate(entry.data)
    except ValidationError:  # written by another version of the type
        return VideoData()


def _progress(job: Job | None, provider: str) -> Notice:
    names = {"provider": provider}
    again = _("Fetch the picture")
    if job is None or (job.state == Job.State.DONE and not job.result):
        text = _("There is no picture from %(provider)s yet.") % names
        return Notice(text, again=again)
    if job.state == Job.State.DONE:
        return Notice(str(job.result), again=_("Try again"))
    if job.state == Job.State.DEAD:
        text = _("%(provider)s gave no picture for a whole day.") % names
        return Notice(text, again=_("Try again"))
    if job.error:
        text = (
            _("%(provider)s did not answer yet. It is asked again for a day.") % names
        )
        return Notice(text, again=_("Try now"))
    return Notice(_("The picture of the film is being fetched.") % names)


def _wanted(data: VideoData) -> films.Video | None:
    """Return the film whose still is missing."""
    if data.elsewhere is None or data.film or data.poster or data.still:
        return None
    return _film(data)


def _film(data: VideoData) -> films.Video | None:
    """Return the film elsewhere, wherever it begins."""
    return data.elsewhere.video._replace(start=0) if data.elsewhere else None


def _key(card: Card, block: str, film: films.Video) -> str:
    named = blake2b(repr(film).encode(), digest_size=12)
    return f"still {card.pk} {block} {named.hexdigest()}"
