"""What a file is, told from its header: no pixel is decoded.

Only the formats named here are ever tried, whatever else the library could read.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image
from pillow_heif import register_heif_opener

from meishi.media.rules.reasons import Reason, Unusable

MEDIA_TYPES: Final = {
    "AVIF": "image/avif",
    "GIF": "image/gif",
    "HEIF": "image/heic",
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",  # a JPEG with a second view, as some cameras write
    "PNG": "image/png",
    "WEBP": "image/webp",
}
OPENED: Final = ("AVIF", "GIF", "HEIF", "JPEG", "PNG", "WEBP")

MOST_PIXELS: Final = 50_000_000
LONGEST_SIDE: Final = 16_000
MOST_FRAMES: Final = 100

# What decoders are known to raise for broken files, beside what they document.
BROKEN: Final = (
    OSError,
    ValueError,
    SyntaxError,
    struct.error,
    EOFError,
    ArithmeticError,
    LookupError,
    TypeError,
    AttributeError,
    RuntimeError,
    Image.DecompressionBombWarning,
    Image.DecompressionBombError,
)

register_heif_opener(thumbnails=False)
# Its warning is beneath our own limit, which is checked first on every file.
Image.MAX_IMAGE_PIXELS = 2 * MOST_PIXELS


@dataclass(frozen=True, slots=True)
class Header:
    """What a picture says of itself; width and height as it is to be seen."""

    media_type: str
    width: int
    height: int


def inspected(data: bytes) -> Header:
    """The header of a picture that is worth decoding. Raises Unusable."""
    try:
        with Image.open(BytesIO(data), formats=OPENED) as image:
            _check_size(*image.size)
            _check_frames(image, data)
            return Header(MEDIA_TYPES[str(image.format)], *_upright_size(image))
    except Unusable:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Unusable(Reason.TOO_LARGE) from error
    except BROKEN as error:
        raise Unusable(Reason.UNKNOWN) from error


def _check_size(width: int, height: int) -> None:
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise Unusable(Reason.TOO_LARGE)
    if min(width, height) < 1:
        raise Unusable(Reason.DAMAGED)


def _check_frames(image: Image.Image, data: bytes) -> None:
    """Refuse long animations; only their first picture is shown in any case."""
    if image.format == "GIF":  # the library would decode its way through them
        frames = sum(1 for _ in gif_frames(data))
    else:
        frames = getattr(image, "n_frames", 1)
    if frames > MOST_FRAMES:
        raise Unusable(Reason.TOO_MANY_FRAMES)


def _upright_size(image: Image.Image) -> tuple[int, int]:
    width, height = image.size
    is_on_its_side = image.getexif().get(_ORIENTATION, 1) in (5, 6, 7, 8)
    return (height, width) if is_on_its_side else (width, height)


_ORIENTATION: Final = 0x0112  # EXIF 2.3, table 4


def gif_frames(data: bytes) -> Iterator[int]:
    """Where each picture of a GIF89a begins, to one more than is allowed."""
    at = 13 + _gif_colours(data[10:11])
    found = 0
    while found <= MOST_FRAMES and at < len(data):
        kind = data[at]
        if kind == 0x2C:  # a picture
            yield at
            found += 1
            at = _gif_blocks(data, at + 11 + _gif_colours(data[at + 9 : at + 10]))
        elif kind == 0x21:  # an extension
            at = _gif_blocks(data, at + 2)
        else:  # the end, or nonsense that the decoder will refuse
            return


def _gif_colours(flags: bytes) -> int:
    """The bytes of the colour table that those flags announce."""
    return 3 << ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0


def _gif_blocks(data: bytes, at: int) -> int:
    """Where a chain of blocks, each led by its length, has ended."""
    while at < len(data) and data[at]:
        at += data[at] + 1
    return at + 1
