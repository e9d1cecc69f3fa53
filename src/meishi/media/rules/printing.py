"""From a plain picture to files: each width in each format, and the smallest ones."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from PIL import Image

from meishi.media.rules.cropping import WIDTHS, jpeg_width, widths_for
from meishi.media.rules.workshop import Made, Work

_AVIF: Final[dict[str, Any]] = {"quality": 60, "speed": 8, "max_threads": 1}
_WEBP: Final[dict[str, Any]] = {"quality": 78, "method": 4}
_SMALL: Final = {"AVIF": {"quality": 45, "speed": 6}, "WEBP": {"quality": 68}}
"""Of thumbnails, which are shown with two pixels a point or more, and in the first view,
where each round trip counts."""
_JPEG: Final[dict[str, Any]] = {"quality": 80, "progressive": True, "optimize": True}
_FORMATS: Final = {
    "AVIF": ("avif", "image/avif", _AVIF),
    "WEBP": ("webp", "image/webp", _WEBP),
    "JPEG": ("jpg", "image/jpeg", _JPEG),
}

CONTACT_SIDE: Final = 600
CONTACT_BYTES: Final = 100_000
_CONTACT_QUALITIES: Final = (85, 75, 65, 50, 35, 20)
_PLACEHOLDER_SIDE: Final = 16
_COLOUR_SIDE: Final = 32
_COLOURS: Final = 8


def printed(image: Image.Image, folder: Path) -> Work:
    """Write all renditions of `image` (RGB or RGBA) into `folder`."""
    made = [
        _written(_scaled(image, width), folder, kind)
        for width in widths_for(image.width)
        for kind in ("AVIF", "WEBP")
    ]
    made.append(_written(_scaled(image, jpeg_width(image.width)), folder, "JPEG"))
    made.append(_contact_photo(image, folder))
    return Work(
        width=image.width,
        height=image.height,
        colour=dominant_colour(image),
        placeholder=placeholder(image),
        renditions=tuple(made),
    )


def dominant_colour(image: Image.Image) -> str:
    """The colour that covers most of `image`, as `#rrggbb`."""
    small = _on_white(image).resize((_COLOUR_SIDE, _COLOUR_SIDE))
    few = small.quantize(_COLOURS)
    counts = few.histogram()
    at = 3 * counts.index(max(counts))
    red, green, blue = (few.getpalette() or [0, 0, 0])[at : at + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def placeholder(image: Image.Image) -> str:
    """A few hundred bytes that look like `image` from afar, as a `data:` address."""
    tiny = image.copy()
    tiny.thumbnail((_PLACEHOLDER_SIDE, _PLACEHOLDER_SIDE))
    data = b64encode(_encoded(tiny, "WEBP", quality=30, method=6))
    return f"data:image/webp;base64,{data.decode()}"


def contact_jpeg(image: Image.Image) -> tuple[bytes, int]:
    """The middle square as JPEG for contact files, and the length of its side.

    At most 600 pixels and 100,000 bytes: phones cut off or drop larger ones.
    """
    side = min(image.size)
    left, upper = (image.width - side) // 2, (image.height - side) // 2
    square = image.crop((left, upper, left + side, upper + side))
    wanted = min(side, CONTACT_SIDE)
    square = _on_white(square.resize((wanted, wanted), Image.Resampling.LANCZOS))
    for quality in _CONTACT_QUALITIES:
        data = _encoded(square, "JPEG", quality=quality, optimize=True)
        if len(data) <= CONTACT_BYTES:
            break
    return data, wanted


def _contact_photo(image: Image.Image, folder: Path) -> Made:
    data, side = contact_jpeg(image)
    (folder / "contact.jpg").write_bytes(data)
    return Made("contact.jpg", "contact", "image/jpeg", side, side)


def _written(image: Image.Image, folder: Path, kind: str) -> Made:
    ending, media_type, options = _FORMATS[kind]
    name = f"{image.width}.{ending}"
    if image.width <= WIDTHS[0]:
        options = options | _SMALL.get(kind, {})
    subject = _on_white(image) if kind == "JPEG" else image
    (folder / name).write_bytes(_encoded(subject, kind, **options))
    return Made(name, "page", media_type, *image.size)


def _scaled(image: Image.Image, width: int) -> Image.Image:
    if width == image.width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
