"""The picture that stands for a film, as its provider has it."""

import json
from typing import Any
from urllib.parse import quote, urljoin

from django.utils.translation import gettext as _

from meishi.formats import video as films
from meishi.lib.errors import MeishiError
from meishi.lib.outgoing.client import Limits, get
from meishi.lib.outgoing.errors import StatusUnexpected

YOUTUBE = "https://i.ytimg.com"
VIMEO = "https://vimeo.com"
PEERTUBE = "https://{host}"
SIZES = ("maxresdefault", "hqdefault")  # of YouTube: the first is not always there
MISSING = (404, 410)
DESCRIPTION = Limits(max_bytes=256 * 1024)
PICTURE = Limits(max_bytes=5 * 1024 * 1024)


class NoStill(MeishiError):
    """The provider has no picture of the film."""

    def __init__(self, provider: str) -> None:
        super().__init__(
            _("%(provider)s has no picture of this film.")
            % {"provider": films.PROVIDERS[provider]}
        )


def still_of(film: films.Video) -> bytes:
    """Return the file of the picture, the largest there is. Asks the provider.

    Raises NoStill, OutgoingError.
    """
    if film.provider == films.YOUTUBE:
        return _on_youtube(film)
    if film.provider == films.VIMEO:
        return _on_vimeo(film)
    return _on_peertube(film)


def _on_youtube(film: films.Video) -> bytes:
    for size in SIZES:
        try:
            return get(f"{YOUTUBE}/vi/{film.id}/{size}.jpg", PICTURE).body
        except StatusUnexpected as error:
            if error.status not in MISSING:
                raise
    raise NoStill(film.provider)


def _on_vimeo(film: films.Video) -> bytes:
    page = quote(f"https://vimeo.com/{film.id}", safe="")
    about = _described(f"{VIMEO}/api/oembed.json?url={page}&width=1280", film)
    return _picture(about.get("thumbnail_url"), VIMEO, film)


def _on_peertube(film: films.Video) -> bytes:
    server = PEERTUBE.format(host=film.host)
    about = _described(f"{server}/api/v1/videos/{film.id}", film)
    return _picture(
        about.get("previewPath") or about.get("thumbnailPath"), server, film
    )


def _described(url: str, film: films.Video) -> dict[str, Any]:
    try:
        about = json.loads(get(url, DESCRIPTION).body)
    except (ValueError, RecursionError):
        about = None
    if not isinstance(about, dict):
        raise NoStill(film.provider)
    return about


def _picture(place: object, server: str, film: films.Video) -> bytes:
    if not isinstance(place, str) or not place:
        raise NoStill(film.provider)
    try:
        url = urljoin(server, place)
    except ValueError as error:
        raise NoStill(film.provider) from error
    return get(url, PICTURE).body
