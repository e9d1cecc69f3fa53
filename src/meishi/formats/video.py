"""Films on YouTube, Vimeo and PeerTube, recognised from whatever a person pastes.

    >>> read("https://youtu.be/dQw4w9WgXcQ?t=1m30s")
    Video(provider='youtube', id='dQw4w9WgXcQ', host='', start=90)

Only what is named here is kept, and each address is put together anew from it: nothing
that was pasted, and no HTML for embedding, gets onto a page.
"""

import re
from typing import Final, NamedTuple
from urllib.parse import SplitResult, parse_qs, urlencode, urlsplit

YOUTUBE, VIMEO, PEERTUBE = "youtube", "vimeo", "peertube"
PROVIDERS: Final = {YOUTUBE: "YouTube", VIMEO: "Vimeo", PEERTUBE: "PeerTube"}

LONGEST: Final = 2000  # characters of an address
LATEST_START: Final = 24 * 60 * 60  # seconds

IDS: Final = {
    YOUTUBE: re.compile(r"[A-Za-z0-9_-]{11}\Z"),
    # A film that is not listed has a second part, its secret.
    VIMEO: re.compile(r"[0-9]{5,12}(?:/[0-9a-f]{8,16})?\Z"),
    # A short UUID, or one as it is written in full.
    PEERTUBE: re.compile(
        r"(?:[1-9A-HJ-NP-Za-km-z]{20,22}"
        r"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\Z"
    ),
}
# A name with a dot and letters at its end: no address of a machine, no port.
HOST: Final = re.compile(
    r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+"
    r"(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})\Z"
)

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_YOUTUBE_HOSTS: Final = ("youtube.com", "youtube-nocookie.com")
_YOUTUBE_PATH: Final = re.compile(r"/(?:shorts|live|embed|v)/([^/]+)/?\Z")
_VIMEO_PATH: Final = re.compile(
    r"/(?:video/|channels/[^/]+/|groups/[^/]+/videos/|showcase/[0-9]+/video/)?"
    r"([0-9]+)(?:/([0-9a-f]+))?/?\Z"
)
_PEERTUBE_PATH: Final = re.compile(r"/(?:w|videos/(?:watch|embed))/([^/;]+)/?\Z")
_SECONDS: Final = re.compile(r"([0-9]{1,6})s?\Z")
_PARTS: Final = re.compile(
    r"(?=[0-9])(?:([0-9]{1,3})h)?(?:([0-9]{1,4})m)?(?:([0-9]{1,6})s)?\Z"
)


class Video(NamedTuple):
    """A film on another site. `host` is that of a PeerTube server, else empty;
    `start` is where to begin, in seconds."""

    provider: str
    id: str
    host: str = ""
    start: int = 0


class UnknownVideo(ValueError):
    """The text is no address of one film that we know."""


def read(text: str) -> Video:
    """Return the film that an address means. Raises UnknownVideo."""
    text = text.strip()
    if len(text) > LONGEST:
        raise UnknownVideo
    try:
        parts = urlsplit(text if _SCHEME.match(text) else f"https://{text}")
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise UnknownVideo from error
    if parts.scheme not in ("http", "https") or port or parts.username is not None:
        raise UnknownVideo
    return checked(_found(host.removeprefix("www."), parts))


def checked(video: Video) -> Video:
    """Return the film if each of its parts is as it must be. Raises UnknownVideo."""
    pattern = IDS.get(video.provider)
    is_host = bool(HOST.match(video.host)) if video.provider == PEERTUBE else True
    is_elsewhere = video.provider != PEERTUBE and video.host
    if not pattern or not pattern.match(video.id) or not is_host or is_elsewhere:
        raise UnknownVideo
    if not 0 <= video.start <= LATEST_START:
        raise UnknownVideo
    return video


def page_url(video: Video) -> str:
    """Return the address of the provider's own page."""
    start = video.start
    if video.provider == YOUTUBE:
        query = {"v": video.id} | ({"t": f"{start}s"} if start else {})
        return f"https://www.youtube.com/watch?{urlencode(query)}"
    if video.provider == VIMEO:
        return f"https://vimeo.com/{video.id}" + (f"#t={start}s" if start else "")
    return f"https://{video.host}/w/{video.id}" + (f"?start={start}s" if start else "")


def player_url(video: Video) -> str:
    """Return the address of the player that asks least of visitors, which begins at
    once: it is only opened by whoever wants to see the film."""
    start = video.start
    origin = f"https://{player_host(video)}"
    if video.provider == YOUTUBE:
        query = {"autoplay": 1, "rel": 0} | ({"start": start} if start else {})
        return f"{origin}/embed/{video.id}?{urlencode(query)}"
    if video.provider == VIMEO:
        number, _, secret = video.id.partition("/")
        query = {"dnt": 1, "autoplay": 1}
        wanted = urlencode(({"h": secret} if secret else {}) | query)
        return f"{origin}/video/{number}?{wanted}" + (f"#t={start}s" if start else "")
    query = {"autoplay": 1, "p2p": 0, "warningTitle": 0}
    wanted = urlencode(query | ({"start": f"{start}s"} if start else {}))
    return f"{origin}/videos/embed/{video.id}?{wanted}"


def player_host(video: Video) -> str:
    """Return the host of the player, the only one that a page may open for it."""
    hosts = {YOUTUBE: "www.youtube-nocookie.com", VIMEO: "player.vimeo.com"}
    return hosts.get(video.provider, video.host)


def _found(host: str, parts: SplitResult) -> Video:
    query = parse_qs(parts.query, max_num_fields=50)
    if host == "youtu.be":
        start = _start(query, "t", "start")
        return Video(YOUTUBE, parts.path.strip("/"), start=start)
    if host.removeprefix("m.").removeprefix("music.") in _YOUTUBE_HOSTS:
        return _on_youtube(parts, query)
    if host in ("vimeo.com", "player.vimeo.com"):
        return _on_vimeo(parts, query)
    found = _PEERTUBE_PATH.match(parts.path)
    if not found:
        raise UnknownVideo
    # With `www.`, since another server may answer without.
    named = (parts.hostname or "").rstrip(".")
    return Video(PEERTUBE, found[1], named, _start(query, "start"))


def _on_youtube(parts: SplitResult, query: dict[str, list[str]]) -> Video:
    found = _YOUTUBE_PATH.match(parts.path)
    name = found[1] if found else query.get("v", [""])[0]
    if not found and parts.path.rstrip("/") != "/watch":
        raise UnknownVideo
    return Video(YOUTUBE, name, start=_start(query, "t", "start"))


def _on_vimeo(parts: SplitResult, query: dict[str, list[str]]) -> Video:
    found = _VIMEO_PATH.match(parts.path)
    if not found:
        raise UnknownVideo
    secret = found[2] or query.get("h", [""])[0]
    name = f"{found[1]}/{secret}" if secret else found[1]
    moment = parts.fragment.removeprefix("t=")
    return Video(VIMEO, name, start=_seconds(moment))


def _start(query: dict[str, list[str]], *names: str) -> int:
    values = (query[name][0] for name in names if name in query)
    return _seconds(next(values, ""))


def _seconds(text: str) -> int:
    """Read `90`, `90s`, `1m30s` or `1h2m`; 0 for what means nothing."""
    if found := _SECONDS.match(text):
        return min(int(found[1]), LATEST_START)
    if not (found := _PARTS.match(text)):
        return 0
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return min(hours * 3600 + minutes * 60 + seconds, LATEST_START)
