"""From a file to a plain picture: upright, sRGB, 8 bits, cropped, small enough.

Runs in the workshop's process only, since a hostile file may take all the memory and
time that it is given.
"""

from io import BytesIO
from typing import Final

from PIL import Image, ImageCms, ImageOps

from meishi.media.rules.cropping import WIDTHS, pixels_of
from meishi.media.rules.inspection import BROKEN, OPENED, inspected
from meishi.media.rules.picture import CropBox
from meishi.media.rules.reasons import Reason, Unusable

_HIGH_BYTES: Final = {"I;16": 1, "I;16L": 1, "I;16B": 0, "I;16N": 1}
_SRGB: Final = ImageCms.createProfile("sRGB")
_KEPT: Final = ("RGB", "RGBA", "L", "CMYK", "LAB", "YCbCr")
_TALLEST: Final = 16_000  # WebP ends at 16,383


def developed(data: bytes, crop: CropBox | None) -> Image.Image:
    """The first picture in the file, as RGB or RGBA without anything else.

    At most 1920 pixels wide, never larger than it came. Raises Unusable.
    """
    inspected(data)
    try:
        with Image.open(BytesIO(data), formats=OPENED) as image:
            _hasten(image, crop)
            image.load()
            profile = image.info.get("icc_profile")
            small = _cut(_even(ImageOps.exif_transpose(image)), crop)
            return _plain(_coloured(small, profile))
    except MemoryError as error:
        raise Unusable(Reason.TOO_HEAVY) from error
    except BROKEN as error:
        raise Unusable(Reason.DAMAGED) from error


def _hasten(image: Image.Image, crop: CropBox | None) -> None:
    """Let a JPEG be decoded at a half, quarter or eighth, where that is enough."""
    share = min(crop[2:]) if crop else 1
    if image.format in ("JPEG", "MPO"):
        wanted = int(WIDTHS[-1] / share)
        image.draft(image.mode, (wanted, wanted))


def _even(image: Image.Image) -> Image.Image:
    """`image` in a mode that can be scaled: no palette, no 16 bits, no single bits."""
    if image.mode in _HIGH_BYTES:
        raw = image.tobytes()[_HIGH_BYTES[image.mode] :: 2]
        return Image.frombytes("L", image.size, raw)
    if image.mode in _KEPT:
        return image
    has_alpha = image.mode in ("LA", "PA", "La", "RGBa") or "transparency" in image.info
    return image.convert("RGBA" if has_alpha else "RGB")


def _cut(image: Image.Image, crop: CropBox | None) -> Image.Image:
    box = pixels_of(crop, *image.size)
    width, height = box[2] - box[0], box[3] - box[1]
    scale = min(1, WIDTHS[-1] / width, _TALLEST / height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    if size == (width, height):
        return image.crop(box)
    return image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3)


def _coloured(image: Image.Image, profile: bytes | None) -> Image.Image:
    """`image` in sRGB, by its profile where it has one that can be used."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    base = image.convert("RGB") if alpha else image
    colours = _by_profile(base, profile) if profile else base.convert("RGB")
    if alpha:
        colours.putalpha(alpha)
    return colours


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        changed = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        changed = None  # a broken profile, or one for other colours than these
    return changed or image.convert("RGB")


def _plain(image: Image.Image) -> Image.Image:
    """A copy that carries pixels and nothing that came with them."""
    if image.mode == "RGBA" and image.getchannel("A").getextrema()[0] == 255:
        image = image.convert("RGB")
    return Image.frombytes(image.mode, image.size, image.tobytes())
