"""How a symbol may look without becoming hard to scan."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from meishi.formats.colour import contrast, linear, luminance

type ModuleShape = Literal["square", "rounded", "dot"]
type FinderShape = Literal["square", "rounded"]

SMALLEST_DOT: Final = 0.40
SMALLEST_CONTRAST: Final = 4.5
SMALLEST_REFLECTANCE: Final = 0.55
"""Difference in reflectance between light and dark: grade B of ISO/IEC 15415."""

_REDDEST_GROUND: Final = 0.35
_COLOUR: Final = re.compile(r"#[0-9a-f]{6}", re.ASCII | re.IGNORECASE)


class UnreadableStyle(ValueError):
    """Scanners would struggle with this look; the text says why and what helps."""


@dataclass(frozen=True, slots=True)
class Style:
    """Shapes and colours; lengths are in modules, colours `#rrggbb`.

    Raises `UnreadableStyle`.
    """

    module: ModuleShape = "square"
    finder: FinderShape = "square"
    dark: str = "#000000"
    light: str = "#ffffff"
    dot_radius: float = 0.45
    finder_radius: float = 0.7

    def __post_init__(self) -> None:
        _check_shapes(self)
        _check_colours(self)


def _check_shapes(style: Style) -> None:
    if style.module not in ("square", "rounded", "dot"):
        raise UnreadableStyle("Modules are square, rounded or dots.")
    if style.finder not in ("square", "rounded"):
        raise UnreadableStyle("The three corner marks are square or rounded.")
    if not SMALLEST_DOT <= style.dot_radius <= 0.5:
        raise UnreadableStyle(
            "Dots this size leave too little ink. Choose a radius of 0.40 to 0.50."
        )
    if not 0 <= style.finder_radius <= 1:
        raise UnreadableStyle(
            "Scanners find the code by its three corner marks. "
            "Round them by one module at most."
        )


def _check_colours(style: Style) -> None:
    for colour in (style.dark, style.light):
        if not _COLOUR.fullmatch(colour):
            raise UnreadableStyle(f"{colour!r} is not a colour such as #1a2b3c.")
    dark, light = luminance(style.dark), luminance(style.light)
    if dark >= light:
        raise UnreadableStyle(
            "Many phones read only dark on light. Swap the two colours."
        )
    if _is_red(style.light):
        raise UnreadableStyle(
            "Red light scanners see no contrast on a red ground. Choose another."
        )
    if contrast(style.dark, style.light) < SMALLEST_CONTRAST:
        raise UnreadableStyle(
            "The two colours are too close. Make the dark one darker."
        )
    if light - dark < SMALLEST_REFLECTANCE:
        raise UnreadableStyle("The ground is too dim. Make the light colour lighter.")


def _is_red(colour: str) -> bool:
    red, green, blue = linear(colour)
    return red - max(green, blue) > _REDDEST_GROUND
