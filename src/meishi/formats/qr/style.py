"""How a symbol may look without becoming hard to scan."""

import re
from dataclasses import dataclass
from typing import Final, Literal, get_args

from meishi.formats.colour import contrast, linear, luminance
from meishi.formats.marking import gettext_noop
from meishi.formats.qr.logo import Logo

type ModuleShape = Literal["square", "rounded", "dot", "bar", "line"]
"""Bars join neighbours downwards, lines join them sideways; both have round ends."""

type FinderShape = Literal["square", "rounded"]

type Gradient = Literal["none", "linear", "radial"]
"""`linear` runs from the upper left to the lower right, `radial` from the middle."""

SMALLEST_DOT: Final = 0.40
BAR_WIDTH: Final = 0.88
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

    A gradient runs from `dark` to `dark_end`, which keeps the same limits: all colours
    between two that are dark enough are dark enough. Raises `UnreadableStyle`.
    """

    module: ModuleShape = "square"
    finder: FinderShape = "square"
    dark: str = "#000000"
    light: str = "#ffffff"
    dot_radius: float = 0.45
    finder_radius: float = 0.7
    gradient: Gradient = "none"
    dark_end: str = "#000000"
    logo: Logo | None = None

    def __post_init__(self) -> None:
        _check_shapes(self)
        _check_colours(self.dark, self.light)
        if self.gradient != "none":
            _check_colours(self.dark_end, self.light)

    @property
    def stroke_width(self) -> float:
        """How wide strokes are: all modules but square ones are drawn by strokes."""
        widths = {"dot": 2 * self.dot_radius, "bar": BAR_WIDTH, "line": BAR_WIDTH}
        return widths.get(self.module, 1)


def rgb(colour: str) -> tuple[int, int, int]:
    """The three channels of `#rrggbb`, 0 to 255."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def _check_shapes(style: Style) -> None:
    if style.module not in get_args(ModuleShape.__value__):
        raise UnreadableStyle(
            gettext_noop("Modules are square, rounded, dots, bars or lines.")
        )
    if style.gradient not in get_args(Gradient.__value__):
        raise UnreadableStyle(
            gettext_noop("A gradient is linear or radial, or there is none.")
        )
    if style.finder not in ("square", "rounded"):
        raise UnreadableStyle(
            gettext_noop("The three corner marks are square or rounded.")
        )
    if not SMALLEST_DOT <= style.dot_radius <= 0.5:
        raise UnreadableStyle(
            gettext_noop(
                "Dots this size leave too little ink. Choose a radius of 0.40 to 0.50."
            )
        )
    if not 0 <= style.finder_radius <= 1:
        raise UnreadableStyle(
            gettext_noop(
                "Scanners find the code by its three corner marks. "
                "Round them by one module at most."
            )
        )


def _check_colours(dark_colour: str, light_colour: str) -> None:
    for colour in (dark_colour, light_colour):
        if not _COLOUR.fullmatch(colour):
            raise UnreadableStyle(gettext_noop("This is not a colour such as #1a2b3c."))
    dark, light = luminance(dark_colour), luminance(light_colour)
    if dark >= light:
        raise UnreadableStyle(
            gettext_noop("Many phones read only dark on light. Swap the two colours.")
        )
    if _is_red(light_colour):
        raise UnreadableStyle(
            gettext_noop(
                "Red light scanners see no contrast on a red ground. Choose another."
            )
        )
    if contrast(dark_colour, light_colour) < SMALLEST_CONTRAST:
        raise UnreadableStyle(
            gettext_noop("The two colours are too close. Make the dark one darker.")
        )
    if light - dark < SMALLEST_REFLECTANCE:
        raise UnreadableStyle(
            gettext_noop("The ground is too dim. Make the light colour lighter.")
        )


def _is_red(colour: str) -> bool:
    red, green, blue = linear(colour)
    return red - max(green, blue) > _REDDEST_GROUND
