"""Which colours a picture is made of, as people see them."""

from itertools import batched, chain
from math import dist
from statistics import median_low
from typing import Final

from PIL import Image, ImageCms

_SIDE: Final = 128  # pixels are enough to know the colours
_GROUPS: Final = 32  # more than are wanted: some are twins that a cut has parted
_COLOURS: Final = 8
_ALIKE: Final = 24  # distance in CIELAB, lightness counted to 255
_WHITE: Final = 244  # a channel from here on, in all three, is as good as white
_OPAQUE: Final = 128
_SMALLEST: Final = 0.004  # share of the picture below which a colour is noise

_TO_LAB: Final = ImageCms.buildTransform(
    ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"
)

type _Pixel = tuple[int, int, int]


def dominant_colours(image: Image.Image) -> list[tuple[str, int]]:
    """Return up to 8 colours as `#rrggbb` with their pixel counts, largest first.

    The counts are those of a small copy. What is transparent does not count, nor the
    white around a logo; a picture of nothing else has no colours.
    """
    small = image.convert("RGBA")
    small.thumbnail((_SIDE, _SIDE))
    pixels = _subject(small)
    if not pixels:
        return []
    groups = _united(_groups(pixels))[:_COLOURS]
    least = _SMALLEST * len(pixels)
    large = [(_middle(group), len(group)) for group in groups if len(group) >= least]
    return sorted(large, key=lambda item: (-item[1], item[0]))


def _subject(image: Image.Image) -> list[_Pixel]:
    """Return the opaque pixels, without white where the picture lies on white."""
    seen = [pixel[:3] for pixel in _pixels(image) if pixel[3] >= _OPAQUE]
    if not _lies_on_white(image):
        return seen
    return [pixel for pixel in seen if not _is_white(pixel)]


def _lies_on_white(image: Image.Image) -> bool:
    """Whether nearly all of the border is white or transparent."""
    width, height = image.size
    sides = [
        (0, 0, width, 1),
        (0, height - 1, width, height),
        (0, 0, 1, height),
        (width - 1, 0, width, height),
    ]
    border = [pixel for side in sides for pixel in _pixels(image.crop(side))]
    plain = [p for p in border if p[3] < _OPAQUE or _is_white(p[:3])]
    return len(plain) >= 0.9 * len(border)


def _is_white(pixel: _Pixel) -> bool:
    return min(pixel) >= _WHITE


def _pixels(image: Image.Image) -> list[tuple[int, int, int, int]]:
    data = iter(image.tobytes())
    return list(zip(data, data, data, data, strict=True))


def _groups(pixels: list[_Pixel]) -> list[tuple[_Pixel, list[_Pixel]]]:
    """Return groups that look alike, each led by its mean in CIELAB (by median cut)."""
    line = Image.frombytes("RGB", (len(pixels), 1), bytes(chain.from_iterable(pixels)))
    seen = _TO_LAB.apply(line).split()  # three planes, since LAB cannot be quantised
    few = Image.merge("RGB", seen).quantize(_GROUPS, Image.Quantize.MEDIANCUT)
    found: dict[int, list[_Pixel]] = {}
    for index, pixel in zip(few.tobytes(), pixels, strict=True):
        found.setdefault(index, []).append(pixel)
    means = list(batched(few.getpalette() or [], 3, strict=True))
    return [(means[index], group) for index, group in found.items()]


def _united(groups: list[tuple[_Pixel, list[_Pixel]]]) -> list[list[_Pixel]]:
    """Return the groups, largest first, the smaller of two that are alike in the other."""
    kept: list[tuple[_Pixel, list[_Pixel]]] = []
    for mean, group in sorted(groups, key=lambda one: (-len(one[1]), one[0])):
        twin = next((g for m, g in kept if dist(m, mean) < _ALIKE), None)
        if twin is None:
            kept.append((mean, list(group)))
        else:
            twin.extend(group)
    return sorted((group for _, group in kept), key=len, reverse=True)


def _middle(group: list[_Pixel]) -> str:
    """Return the median of each channel: soft edges of a flat colour do not move it."""
    channels = [median_low(values) for values in zip(*group, strict=True)]
    return "#" + bytes(channels).hex()
