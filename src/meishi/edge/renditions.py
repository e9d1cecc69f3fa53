"""Renditions: picture, film and sound files under the hash of their content. Pure."""

import re

from meishi.edge.reply import FOR_EVER, NOTHING_LOADS, SAFE, Reply
from meishi.edge.request import Request
from meishi.edge.shelf import Rendition

CONTENT_TYPES = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "pdf": "application/pdf",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "m4a": "audio/mp4",
    "vtt": "text/vtt; charset=utf-8",
    "woff2": "font/woff2",
}
KINDS = "|".join(CONTENT_TYPES)
RENDITION = re.compile(
    rf"/m/(?:[0-9a-f]{{2}}/)?(?P<name>[0-9a-f]{{2}}[0-9A-Za-z_-]{{6,100}}\.(?:{KINDS}))\Z"
)


def send_rendition(request: Request, name: str, file: Rendition) -> Reply:
    """Answer with a file that never changes: its name is the hash of its content."""
    kind = name.rpartition(".")[2]
    etag = f'"{name}"'
    headers = (
        *SAFE,
        ("content-security-policy", NOTHING_LOADS),
        ("cache-control", FOR_EVER),
        ("etag", etag),
        ("accept-ranges", "bytes"),
    )
    if request.if_none_match and etag in request.if_none_match:
        return Reply(304, headers)
    about = (
        ("content-type", CONTENT_TYPES[kind]),
        ("content-length", str(file.size)),
    )
    path = None if request.method == "HEAD" else file.path
    return Reply(200, about + headers, file=path)
