"""Crops as fractions, and the sizes that are made of them."""

from typing import Final

from meishi.media.rules.picture import CropBox

WIDTHS: Final = (320, 640, 960, 1280, 1920)
LARGEST_JPEG: Final = 1280
WHOLE: Final = ""

type PixelBox = tuple[int, int, int, int]


def crop_key(crop: CropBox | None) -> str:
    """How a crop is written in the database, to a ten-thousandth; the whole is empty."""
    if crop is None or crop == (0, 0, 1, 1):
        return WHOLE
    return ",".join(f"{part:.4f}" for part in crop)


def crop_of(key: str) -> CropBox | None:
    """The crop that a key describes."""
    if key == WHOLE:
        return None
    x, y, width, height = (float(part) for part in key.split(","))
    return x, y, width, height


def pixels_of(crop: CropBox | None, width: int, height: int) -> PixelBox:
    """Left, upper, right and lower pixel of a crop, inside the picture, at least one."""
    x, y, across, down = crop or (0, 0, 1, 1)
    left = min(width - 1, max(0, round(x * width)))
    upper = min(height - 1, max(0, round(y * height)))
    right = min(width, max(left + 1, round((x + across) * width)))
    lower = min(height, max(upper + 1, round((y + down) * height)))
    return left, upper, right, lower


def widths_for(width: int) -> tuple[int, ...]:
    """The widths to make of a picture that is `width` wide; none is larger."""
    smaller = tuple(each for each in WIDTHS if each < width)
    return smaller if width > WIDTHS[-1] else (*smaller, width)


def jpeg_width(width: int) -> int:
    """The width of the one JPEG."""
    return max(
        (each for each in widths_for(width) if each <= LARGEST_JPEG), default=width
    )
