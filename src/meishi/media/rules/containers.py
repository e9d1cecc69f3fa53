"""Which container a film or sound is in, told from its first bytes: nothing is opened.

Only those named here are ever tried, whatever else the library could read: it also
knows playlists, which name other files, and formats that nobody has looked at for
years.
"""

from typing import Final

HEAD: Final = 16
"""So many bytes are enough to tell."""

MEDIA_TYPES: Final = {
    "mov": "video/mp4",
    "matroska": "video/webm",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "flac": "audio/flac",
    "mp3": "audio/mpeg",
    "aac": "audio/aac",
}
"""The containers, by the name of what opens them."""

_QUICKTIME: Final = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")


def container_of(head: bytes) -> str:
    """The name of the container that begins with `head`, or "" if it is none."""
    if head[4:8] in _QUICKTIME:
        return "mov"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "matroska"
    if head.startswith(b"OggS"):
        return "ogg"
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "wav"
    if head.startswith(b"fLaC"):
        return "flac"
    return _mpeg_sound(head)


def _mpeg_sound(head: bytes) -> str:
    """MPEG audio has no header of its own: a tag, or the start of a frame."""
    if head.startswith(b"ID3"):
        return "mp3"
    if len(head) < 2 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return ""
    return "mp3" if head[1] & 0x06 else "aac"
