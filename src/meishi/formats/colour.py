"""Colours: how they are written, how well they read on each other, how they move.

Contrast is judged by WCAG 2.2, and APCA is there to be shown beside it. Colours move
in OKLCH, whose lightness and hue are those that people see: a colour made darker there
stays the same red.
"""

import re
from collections.abc import Iterator, Sequence
from math import atan2, cbrt, cos, degrees, hypot, radians, sin
from typing import Final

BLACK: Final = "#000000"
WHITE: Final = "#ffffff"

_WRITTEN: Final = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.ASCII | re.IGNORECASE)
_GREY: Final = 0.0005  # chroma below which a hue is only a rounding error
_SPILL: Final = 0.000001  # how far outside sRGB is still a rounding error
_STEPS: Final = 400  # of lightness, finer than 8 bits can tell apart

type _Three = tuple[float, float, float]


class BadColour(ValueError):
    """The text is no colour such as #1a2b3c."""


def normalised(text: str) -> str:
    """Return "#rrggbb" in lower case from #rgb or #rrggbb. Raises BadColour."""
    if not _WRITTEN.fullmatch(text):
        raise BadColour(text)
    digits = text[1:].lower()
    return "#" + (digits if len(digits) == 6 else "".join(d + d for d in digits))


def linear(colour: str) -> _Three:
    """Return red, green and blue as amounts of light, 0 to 1 (sRGB decoded)."""
    red, green, blue = _bytes(colour)
    return _LIGHT[red], _LIGHT[green], _LIGHT[blue]


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def apca(text: str, ground: str) -> float:
    """Return the lightness contrast Lc, -108 to 106 (APCA 0.1.9, 0.98G-4g).

    Below zero means light text on a dark ground.
    """
    words, behind = _apca_luminance(text), _apca_luminance(ground)
    if abs(behind - words) < 0.0005:
        return 0.0
    if behind > words:
        raw = (behind**0.56 - words**0.57) * 1.14
        return 0.0 if raw < 0.1 else (raw - 0.027) * 100
    raw = (behind**0.65 - words**0.62) * 1.14
    return 0.0 if raw > -0.1 else (raw + 0.027) * 100


def oklch(colour: str) -> _Three:
    """Return lightness 0 to 1, chroma 0 to about 0.33, and hue in degrees."""
    red, green, blue = linear(colour)
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    chroma = hypot(a, b)
    if chroma < _GREY:
        return lightness, 0.0, 0.0
    return lightness, chroma, degrees(atan2(b, a)) % 360


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """Return the colour, with less chroma where sRGB does not reach that far."""
    lightness = min(max(lightness, 0.0), 1.0)
    light = _light(lightness, chroma, hue)
    if not _is_inside(light):
        light = _light(lightness, _reachable(lightness, chroma, hue), hue)
    return _written([round(_encoded(value) * 255) for value in light])


def mixed(one: str, other: str, share: float) -> str:
    """Return `one` laid over `other` with the opacity `share`, as CSS composites."""
    pairs = zip(_bytes(one), _bytes(other), strict=True)
    return _written([int(a * share + b * (1 - share) + 0.5) for a, b in pairs])


def weakest(colour: str, grounds: Sequence[str]) -> float:
    """Return the contrast on the ground where the colour reads worst."""
    return min(contrast(colour, ground) for ground in grounds)


def readable(colour: str, grounds: Sequence[str], at_least: float) -> str:
    """Return the colour, or the nearest lighter or darker one that reads on all grounds.

    Where none of its hue does, black or white, whichever is better.
    """
    for candidate in _nearest_first(normalised(colour)):
        if weakest(candidate, grounds) >= at_least:
            return candidate
    return max(BLACK, WHITE, key=lambda plain: weakest(plain, grounds))


def _nearest_first(colour: str) -> Iterator[str]:
    """Yield the colour, then the same hue ever lighter and darker."""
    yield colour
    lightness, chroma, hue = oklch(colour)
    for step in range(1, _STEPS + 1):
        away = step / _STEPS
        if lightness - away > -1 / _STEPS:
            yield from_oklch(lightness - away, chroma, hue)
        if lightness + away < 1 + 1 / _STEPS:
            yield from_oklch(lightness + away, chroma, hue)


def _reachable(lightness: float, chroma: float, hue: float) -> float:
    inside, outside = 0.0, chroma
    for _ in range(12):
        middle = (inside + outside) / 2
        if _is_inside(_light(lightness, middle, hue)):
            inside = middle
        else:
            outside = middle
    return inside


def _is_inside(light: _Three) -> bool:
    return min(light) >= -_SPILL and max(light) <= 1 + _SPILL


def _light(lightness: float, chroma: float, hue: float) -> _Three:
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _apca_luminance(colour: str) -> float:
    red, green, blue = ((value / 255) ** 2.4 for value in _bytes(colour))
    light = float(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue)
    return light if light > 0.022 else float(light + (0.022 - light) ** 1.414)


def _bytes(colour: str) -> bytes:
    return bytes.fromhex(normalised(colour)[1:])


def _written(channels: Sequence[int]) -> str:
    return "#" + bytes(channels).hex()


def _decoded(value: float) -> float:
    if value <= 0.04045:
        return value / 12.92
    return float(((value + 0.055) / 1.055) ** 2.4)


def _encoded(light: float) -> float:
    light = min(max(light, 0.0), 1.0)
    if light <= 0.0031308:
        return light * 12.92
    return float(1.055 * light ** (1 / 2.4) - 0.055)


_LIGHT: Final = tuple(_decoded(value / 255) for value in range(256))
