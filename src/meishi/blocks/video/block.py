"""A film: of the owner, or on another site."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from meishi.blocks.video.data import VideoData
from meishi.blocks.video.errand import StillErrand
from meishi.blocks.video.form import VideoForm
from meishi.cards.document import Identity
from meishi.cards.document.recording import ElsewhereRef
from meishi.cards.registry import BlockType
from meishi.formats import video as films


def _shown(data: VideoData, identity: Identity) -> dict[str, Any]:
    if data.elsewhere is None:
        return {}
    film = data.elsewhere.video
    return {
        "page": films.page_url(film),
        "player": films.player_url(film),
        "provider": films.PROVIDERS[film.provider],
        "site": film.host or films.PROVIDERS[film.provider],
    }


def _hosts(data: VideoData) -> tuple[str, ...]:
    if data.film or data.elsewhere is None:
        return ()
    return (films.player_host(data.elsewhere.video),)


video = BlockType(
    __name__,
    label=_("Video"),
    description=_("A film of yours, or one on YouTube, Vimeo or PeerTube."),
    data=VideoData,
    form=VideoForm,
    show_context=_shown,
    frame_hosts=_hosts,
    has_media=True,
    errand=StillErrand(),
    example=VideoData(
        title="Raising a small house in four days",
        elsewhere=ElsewhereRef(
            provider="peertube", id="mbcnRzhLeT7ZFHJ1iVVXcx", host="video.example.com"
        ),
        transcript="A crane lifts the first wall. It stands before noon.",
    ),
)
