"""A picture made worse, the way cameras and paper do; always the same way."""

from collections.abc import Iterator
from typing import Final

import cv2
import numpy
from cv2.typing import MatLike as Picture

from meishi.formats.qr.size import SMALLEST_MODULE_MM

__all__ = ["Picture", "hardships", "mild"]

_MARGIN_MODULES: Final = 8
_PAPER: Final = 255
_SEED: Final = 18004
_DOTS_PER_INCH: Final = 300
_SEEN_PX: Final = 4


def mild(picture: Picture, module_px: int) -> Iterator[Picture]:
    """`picture` as it is, then larger, smaller, and a little turned."""
    yield picture
    for scale in (2.0, 1.5, 0.75):
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        yield cv2.resize(picture, None, fx=scale, fy=scale, interpolation=how)
    yield from (
        _turned(_on_paper(picture, _MARGIN_MODULES * module_px), degrees)
        for degrees in (11, -6)
    )


def hardships(picture: Picture, module_px: int) -> Iterator[tuple[str, Picture]]:
    """Fifteen pictures, each with the name of the condition that it is read under.

    `module_px` is the width of a module in `picture`.
    """
    scene = _on_paper(picture, _MARGIN_MODULES * module_px)
    noise = numpy.random.default_rng(_SEED)
    yield "small", _small(scene, 3 / module_px)
    for strength in (0.3, 0.4):
        yield "blurred", cv2.GaussianBlur(scene, (0, 0), strength * module_px)
    for degrees in (11, 45, 197):
        yield "turned", _turned(scene, degrees)
    for share in (0.12, -0.12):
        yield "tilted", _tilted(scene, share)
    yield "dim", _dimmed(scene, 20, 90)
    yield "dim", _dimmed(scene, 150, 230)
    yield "shaded", _shaded(scene)
    # Stronger noise would be a lottery: at 32 one flawless code in three is lost.
    for strength in (20, 24):
        yield "noisy", _noisy(scene, noise, strength)
    for degrees in (0, 7):
        yield "printed", _printed(scene, module_px, degrees, noise)


def _on_paper(picture: Picture, margin: int) -> Picture:
    return cv2.copyMakeBorder(
        picture, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=_PAPER
    )


def _turned(scene: Picture, degrees: float) -> Picture:
    height, width = scene.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 0.9)
    return cv2.warpAffine(scene, turn, (width, height), borderValue=_PAPER)


def _tilted(scene: Picture, share: float) -> Picture:
    """The upper edge (`share` above 0) or the right edge `share` shorter each end."""
    height, width = scene.shape[:2]
    inset = abs(share) * width
    flat = numpy.array([[0, 0], [width, 0], [width, height], [0, height]], "float32")
    seen = flat.copy()
    if share > 0:
        seen[0, 0], seen[1, 0] = inset, width - inset
    else:
        seen[1, 1], seen[2, 1] = inset, height - inset
    warp = cv2.getPerspectiveTransform(flat, seen)
    return cv2.warpPerspective(scene, warp, (width, height), borderValue=_PAPER)


def _small(scene: Picture, scale: float) -> Picture:
    return cv2.resize(scene, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def _printed(
    scene: Picture, module_px: int, degrees: float, noise: numpy.random.Generator
) -> Picture:
    """Printed at the smallest width (300 dots an inch, ink that runs), then seen.

    The camera sees it a little soft, turned and grainy, at four pixels a module.
    """
    dots = SMALLEST_MODULE_MM / 25.4 * _DOTS_PER_INCH
    paper = _small(scene, dots / module_px)
    # Twice as fine, so that ink can run half a dot to each side.
    paper = cv2.resize(paper, None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
    paper = cv2.erode(paper, cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3)))
    seen = cv2.GaussianBlur(paper, (0, 0), dots * 0.4)
    seen = _turned(seen, degrees) if degrees else seen
    return _noisy(_small(seen, _SEEN_PX / (2 * dots)), noise, 8)


def _dimmed(scene: Picture, darkest: int, lightest: int) -> Picture:
    return _pixels(darkest + scene * ((lightest - darkest) / 255))


def _shaded(scene: Picture) -> Picture:
    """A shadow that grows from the left to the right."""
    light = numpy.linspace(1.0, 0.35, scene.shape[1], dtype=numpy.float32)
    return _pixels(scene * light)


def _noisy(scene: Picture, noise: numpy.random.Generator, strength: float) -> Picture:
    grain = noise.standard_normal(scene.shape, dtype=numpy.float32)
    return _pixels(scene + strength * grain)


def _pixels(levels: Picture) -> Picture:
    return numpy.clip(levels, 0, 255).astype(numpy.uint8)
