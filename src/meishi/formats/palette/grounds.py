"""Pictures and gradients as grounds: how far they may go until words drown."""

from typing import Final

from meishi.formats.colour import (
    BLACK,
    WHITE,
    contrast,
    luminance,
    mixed,
    normalised,
    weakest,
)
from meishi.formats.palette.looks import GRAPHIC, TEXT, Palette

_ROUNDING: Final = 0.05  # contrast that rounding a pixel to 8 bits can cost


def veil(ink: str, ground: str, at_least: float = TEXT) -> float:
    """Return the share of ground over any picture that keeps the ink readable.

    0 to 1 in hundredths, rounded up; 1.0 where only the plain ground will do.
    """
    for hundredths in range(100):
        share = hundredths / 100
        ends = [mixed(ground, pixel, share) for pixel in (BLACK, WHITE)]
        is_one_side = len({luminance(end) > luminance(ink) for end in ends}) == 1
        if is_one_side and weakest(ink, ends) >= at_least:
            return share
    return 1.0


def gradient_end(ground: str, towards: str, palette: Palette) -> str:
    """Return how far a gradient from `ground` may go towards another colour.

    Ink and muted words stay readable on the whole way, the accent as a graphic.
    """
    end = normalised(ground)
    for step in range(1, 256):
        candidate = mixed(towards, ground, step / 255)
        if not _carries(candidate, palette):
            break
        end = candidate
    return end


def _carries(ground: str, palette: Palette) -> bool:
    return (
        contrast(palette.ink, ground) >= TEXT + _ROUNDING
        and contrast(palette.muted, ground) >= TEXT + _ROUNDING
        and contrast(palette.accent, ground) >= GRAPHIC + _ROUNDING
    )
