"""A picture as a page needs it: its renditions, ready to be shown."""

from collections.abc import Callable
from dataclasses import dataclass

type CropBox = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Source:
    """One rendition: its address, media type and size in pixels."""

    url: str
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Recording:
    """What can be played: its address, its size in pixels (0 for a sound), how long
    it is in seconds."""

    url: str
    media_type: str
    width: int
    height: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Picture:
    """All renditions of one (cropped) picture, or of a film or sound with its poster.

    `width` and `height` are those of the largest, in pixels. `colour` is its
    dominant colour (`#rrggbb`). `contact_jpeg` is the square JPEG for contact
    files, at most 600 pixels and 100 KB. `placeholder` is a `data:` address of a few
    hundred bytes that looks like the picture from afar.
    """

    width: int
    height: int
    colour: str
    sources: tuple[Source, ...]
    contact_jpeg: bytes = b""
    placeholder: str = ""
    recording: Recording | None = None


# Takes an asset's public id and a crop (x, y, width, height, as fractions) or None;
# returns None while the picture is not ready, or where it failed.
type Pictures = Callable[[str, CropBox | None], Picture | None]
